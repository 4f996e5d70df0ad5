"""Who is handled when: in order, in turn, each until it is done, and nothing lost on the way."""

import asyncio
import contextlib
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update as change
from structlog.testing import capture_logs

from bot.delivery.dispatch import Dispatcher
from bot.delivery.errors import Later
from bot.delivery.window import SHARE, SIZE
from bot.store.schema import inbox as table
from claims_db.errors import StoreUnavailable
from tests.bot.delivery.memory_inbox import MemoryInbox
from tests.bot.delivery.scripted import press, update
from tests.bot.delivery.virtual import VirtualTimeLoop, now, until, virtual_time


class Handler:
    """Records what it is given. `takes`: seconds for each; `trouble`: what to raise at which call for an id."""

    def __init__(self, takes=0.0, trouble=None):
        self.takes = takes
        self.trouble = {update_id: list(steps) for update_id, steps in (trouble or {}).items()}
        self.handled = []
        self.began = []
        self.busy = Counter()
        self.most_at_once = 0

    async def __call__(self, raw):
        body = raw.get("message") or raw.get("callback_query") or {}
        chat_id = body.get("chat", body.get("from", {})).get("id")
        assert not self.busy[chat_id]
        self.busy[chat_id] += 1
        self.most_at_once = max(self.most_at_once, self.busy.total())
        self.began.append((now(), raw["update_id"]))
        try:
            await asyncio.sleep(self.takes)
            if steps := self.trouble.get(raw["update_id"]):
                raise steps.pop(0)
            self.handled.append(raw)
        finally:
            self.busy[chat_id] -= 1

    @property
    def ids(self):
        return [raw["update_id"] for raw in self.handled]


@contextlib.asynccontextmanager
async def dispatching(inbox, handle, **settings):
    """A dispatcher at work; it is stopped at the end."""
    stop = asyncio.Event()
    dispatcher = Dispatcher(inbox, handle, **settings)
    task = asyncio.create_task(dispatcher.run(stop))
    try:
        yield dispatcher
    finally:
        stop.set()
        await task


async def handle_all(inbox, handle, **settings):
    async with dispatching(inbox, handle, **settings) as dispatcher, asyncio.timeout(3600):
        await dispatcher.idle()


def part(update_id, chat_id=7, kind="message", **more):
    raw = update(update_id, chat_id, media_group_id="m", **more)
    return {"update_id": update_id, kind: raw["message"]}


async def test_every_update_is_handled_once_and_then_done(inbox):
    """On both databases: a hundred updates of ten chats, all done, none left, each once, in order inside a chat."""
    await inbox.put([update(number, chat_id=number % 10) for number in range(100)])
    handler = Handler()

    await handle_all(inbox, handler)

    assert sorted(handler.ids) == list(range(100))
    assert await inbox.waiting() == 0
    for chat in range(10):
        of_chat = [number for number in handler.ids if number % 10 == chat]
        assert of_chat == sorted(of_chat)


@virtual_time
async def test_at_most_eight_are_handled_at_once_and_one_of_a_chat(memory_inbox):
    """Thirty chats: eight at once. The handler itself would notice two of one chat."""
    await memory_inbox.put([update(number, chat_id=number % 30) for number in range(120)])
    handler = Handler(takes=1.0)

    await handle_all(memory_inbox, handler)

    assert handler.most_at_once == 8


@virtual_time
async def test_a_flooder_does_not_delay_others(memory_inbox):
    """One chat has sent 3,000 posts before 50 others send five each: those wait for their own turns only."""
    await memory_inbox.put([update(number, chat_id=1) for number in range(3_000)])
    await memory_inbox.put([update(10_000 + number, chat_id=100 + number % 50) for number in range(250)])
    handler = Handler(takes=0.01)

    async with dispatching(memory_inbox, handler):
        await until(lambda: sum(number >= 10_000 for number in handler.ids) == 250)

    assert len(handler.ids) < 300


@virtual_time
async def test_a_post_that_nobody_tells_of_is_found_in_the_midst_of_a_flood(memory_inbox):
    """Another process has put it there while one chat floods: it is answered within about a second, not after all."""
    await memory_inbox.put([update(number, chat_id=1) for number in range(1_000)])
    handler = Handler(takes=0.01)

    async with dispatching(memory_inbox, handler):
        await asyncio.sleep(2)
        memory_inbox.news = asyncio.Event()  # not the one that is listened to
        await memory_inbox.put([update(10_000, chat_id=2)])
        came_at = now()
        await until(lambda: 10_000 in handler.ids)
        took = now() - came_at

    assert took < 1.5
    assert len(handler.ids) < 200


@virtual_time
async def test_memory_is_bounded_however_much_waits(memory_inbox):
    """6,000 updates of 600 chats and one flooder: the window holds 1,000 at most, and all are handled in order."""
    await memory_inbox.put([update(n, chat_id=1 if n % 3 else 10 + n % 600) for n in range(6_000)])
    handler = Handler(takes=0.001)
    most = 0

    async with dispatching(memory_inbox, handler) as dispatcher:
        while await memory_inbox.waiting():
            await asyncio.sleep(0.05)
            most = max(most, dispatcher.held)

    assert most <= SIZE + SHARE
    assert [n for n in handler.ids if n % 3] == [n for n in range(6_000) if n % 3]
    assert len(handler.ids) == 6_000


@virtual_time
async def test_an_album_is_handled_as_one_after_its_last_part(memory_inbox):
    """Three parts over a second: one call with all captions, while another chat goes on."""
    handler = Handler()

    async with dispatching(memory_inbox, handler) as dispatcher:
        await memory_inbox.put([part(1, caption="first")])
        await asyncio.sleep(0.5)
        await memory_inbox.put([part(2), update(10, chat_id=8)])
        await asyncio.sleep(0.5)
        await memory_inbox.put([part(3, caption="third"), update(4)])
        await dispatcher.idle()

    assert handler.ids == [10, 1, 4]
    assert handler.handled[1]["message"]["caption"] == "first\n\nthird"
    assert set(memory_inbox.finished) == {1, 2, 3, 4, 10}


@virtual_time
async def test_ten_parts_are_an_album_at_once(memory_inbox):
    """More can't come, so nothing is waited for."""
    await memory_inbox.put([part(number) for number in range(10)])
    handler = Handler()
    begin = now()

    await handle_all(memory_inbox, handler)

    assert handler.ids == [0]
    assert now() - begin < 0.5


@virtual_time
async def test_a_late_part_of_an_answered_album_gets_no_second_answer(memory_inbox):
    """It is done with silently, also by the next process; an edit of a part is handled."""
    handler = Handler()
    await memory_inbox.put([part(1)])
    await handle_all(memory_inbox, handler)

    await memory_inbox.put([part(2), part(3, kind="edited_message")])
    await handle_all(memory_inbox, handler)

    assert handler.ids == [1, 3]
    assert await memory_inbox.waiting() == 0


@virtual_time
async def test_the_album_of_a_flooder_is_seen_whole(memory_inbox):
    """It stands where the share of a chat in memory ends: its parts on the disk are taken in first."""
    before = [update(number) for number in range(SHARE - 2)]
    await memory_inbox.put([*before, *(part(100 + number, caption="x") for number in range(10)), update(200)])
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert handler.ids == [*range(SHARE - 2), 100, 200]
    assert handler.handled[-2]["message"]["caption"].count("x") == 10


@virtual_time
async def test_a_failing_update_is_tried_three_times_then_put_away(memory_inbox):
    """It holds up its own chat for less than a second, no other, and leaves one line in the log without its text."""
    await memory_inbox.put([update(1, text="secret"), update(2), update(10, chat_id=8)])
    handler = Handler(trouble={1: [ValueError("secret")] * 9})
    begin = now()

    with capture_logs() as logs:
        await handle_all(memory_inbox, handler)

    assert handler.ids == [10, 2]
    assert now() - begin < 1
    assert [update_id for _, update_id in handler.began].count(1) == 3
    assert [(letter.update_id, letter.reason) for letter in memory_inbox.letters] == [(1, "ValueError")]
    assert [entry["event"] for entry in logs] == ["update_failed"]
    assert "test_dispatch.py:" in logs[0]["where"]
    assert "secret" not in str(logs)


@virtual_time
async def test_a_failure_that_passes_costs_only_time(memory_inbox):
    """Failed twice, handled the third time: nothing is lost, and the order stays."""
    await memory_inbox.put([update(1), update(2)])
    handler = Handler(trouble={1: [ValueError(), KeyError()]})

    await handle_all(memory_inbox, handler)

    assert handler.ids == [1, 2]
    assert memory_inbox.letters == []


@virtual_time
async def test_a_reply_that_must_wait_frees_its_slot(memory_inbox):
    """Telegram has closed eight chats for a minute: a ninth is answered now, the eight later and in order."""
    await memory_inbox.put([update(10 * chat + n, chat_id=chat) for chat in range(1, 10) for n in (0, 1)])
    handler = Handler(trouble={10 * chat: [Later(60)] for chat in range(1, 9)})
    begin = now()

    async with dispatching(memory_inbox, handler) as dispatcher:
        await until(lambda: len(handler.ids) == 2)
        assert handler.ids == [90, 91]
        assert now() - begin < 5
        await dispatcher.idle()

    assert len(handler.ids) == 18
    assert all(handler.ids.index(10 * chat) < handler.ids.index(10 * chat + 1) for chat in range(1, 10))


@virtual_time
async def test_waiting_for_telegram_is_no_failure(memory_inbox):
    """Postponed twenty times: still no dead letter, no tries on the disk."""
    await memory_inbox.put([update(1)])
    handler = Handler(trouble={1: [Later(5) for _ in range(20)]})

    await handle_all(memory_inbox, handler)

    assert handler.ids == [1]
    assert memory_inbox.letters == []


@virtual_time
async def test_old_presses_and_queries_are_dropped_and_old_posts_are_not(memory_inbox, monkeypatch):
    """After two minutes nobody waits for the answer to a press; an hour later a post still gets one."""
    inline = {"update_id": 2, "inline_query": {"id": "2", "from": {"id": 7}, "query": "bridge"}}
    await memory_inbox.put([press(1), inline, update(3)])
    later = time.time() + 3_600
    monkeypatch.setattr("bot.delivery.work.time.time", lambda: later)
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert handler.ids == [3]
    assert await memory_inbox.waiting() == 0


@virtual_time
async def test_a_handler_that_hangs_is_given_up(memory_inbox):
    """It fails after two minutes, three times, and the chat goes on."""
    await memory_inbox.put([update(1), update(2)])
    handler = Handler()

    async def hang_on_one(raw):
        if raw["update_id"] == 1:
            await asyncio.sleep(10**9)
        await handler(raw)

    await handle_all(memory_inbox, hang_on_one)

    assert handler.ids == [2]
    assert [letter.reason for letter in memory_inbox.letters] == ["TimeoutError"]


@virtual_time
async def test_nothing_is_lost_or_repeated_while_the_store_is_away(memory_inbox):
    """The database goes away while updates are being handled and comes back: each is handled once."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(40)])
    handler = Handler(takes=1.0)

    async with dispatching(memory_inbox, handler) as dispatcher:
        await until(lambda: handler.ids)
        memory_inbox.away = True
        await asyncio.sleep(30)
        memory_inbox.away = False
        await dispatcher.idle()

    assert sorted(handler.ids) == list(range(40))


@virtual_time
async def test_a_store_that_is_away_for_the_handler_only_delays_it(memory_inbox):
    """The handler itself can't reach the database ten times: no failure is counted."""
    await memory_inbox.put([update(1)])
    handler = Handler(trouble={1: [StoreUnavailable("away")] * 10})

    await handle_all(memory_inbox, handler)

    assert handler.ids == [1]
    assert memory_inbox.letters == []


@virtual_time
async def test_stopping_ends_what_has_begun_and_leaves_the_rest(memory_inbox):
    """Eight are being handled and are done; the others stay in the inbox without a mark."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(100)])
    handler = Handler(takes=3.0)
    begin = now()

    async with dispatching(memory_inbox, handler):
        await asyncio.sleep(1)

    assert len(handler.ids) == len(memory_inbox.finished) == 8
    assert len(memory_inbox.waiting_updates) == 92
    assert memory_inbox.tries() == {}
    assert now() - begin < 5


@virtual_time
async def test_stopping_does_not_wait_for_ever(memory_inbox):
    """What takes longer than eight seconds is left for the next process, not held against the update."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(20)])
    handler = Handler(takes=60.0)
    begin = now()

    async with dispatching(memory_inbox, handler):
        await asyncio.sleep(1)

    assert now() - begin < 10.5
    assert len(memory_inbox.waiting_updates) == 20
    assert memory_inbox.tries() == {}


@virtual_time
async def test_what_crashes_three_processes_is_put_away_by_the_fourth(memory_inbox):
    """One update ends each process that touches it; seven that ran beside it every time are answered."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(8)])
    answered = []
    for _ in range(3):
        answered += await crash_on(4, memory_inbox)
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert sorted(answered + handler.ids) == [0, 1, 2, 3, 5, 6, 7]
    assert [(letter.update_id, letter.reason) for letter in memory_inbox.letters] == [(4, "crashed")]


async def crash_on(poison, inbox):
    """A process that dies as soon as it touches `poison`: nothing is marked or written after that."""
    crashed = asyncio.Event()
    answered = []

    async def handle(raw):
        if raw["update_id"] == poison:
            crashed.set()
        if crashed.is_set():
            await asyncio.Event().wait()
        await asyncio.sleep(0.1)
        answered.append(raw["update_id"])

    task = asyncio.create_task(Dispatcher(inbox, handle).run(asyncio.Event()))
    await crashed.wait()
    inbox.away = True
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    inbox.away = False
    return [update_id for update_id in answered if update_id in inbox.finished]


@virtual_time
async def test_suspects_come_first_and_alone(memory_inbox):
    """What was under way when a process ended is done with before anything else, one after the other."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(20)])
    await memory_inbox.started([3, 5])
    handler = Handler(takes=0.1)

    await handle_all(memory_inbox, handler)

    began = handler.began[0][0]
    assert [(round(at - began, 3), number) for at, number in handler.began[:3]] == [(0.0, 3), (0.1, 5), (0.2, 0)]


@virtual_time
async def test_a_suspect_that_hangs_keeps_others_back_for_a_second(memory_inbox):
    """Telegram may be slow for one chat only."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(3)])
    await memory_inbox.started([1])
    began, handled = now(), {}

    async def handle(raw):
        handled[raw["update_id"]] = now() - began
        await asyncio.sleep(30 if raw["update_id"] == 1 else 0)

    await handle_all(memory_inbox, handle)

    assert handled[1] < 0.1
    assert 1 <= handled[0] <= 2.1


@virtual_time
async def test_updates_that_are_long_under_way_are_no_suspects(memory_inbox):
    """Telegram is away and the process is killed three times, always with the same eight under way: none is lost."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(8)])
    for _ in range(4):
        task = asyncio.create_task(Dispatcher(memory_inbox, Handler(takes=100.0)).run(asyncio.Event()))
        await asyncio.sleep(60)
        memory_inbox.away = True
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        memory_inbox.away = False
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert len(handler.ids) == 8
    assert memory_inbox.letters == []


@virtual_time
async def test_an_update_of_no_chat_is_handled_too(memory_inbox):
    """A poll's state belongs to nobody's order."""
    await memory_inbox.put(
        [{"update_id": 1, "poll": {"id": "1"}}, {"update_id": 2, "poll": {"id": "1"}}, {"update_id": 3}]
    )
    handler = Handler()

    async def handle(raw):
        handler.handled.append(raw)

    await handle_all(memory_inbox, handle)

    assert sorted(handler.ids) == [1, 2, 3]


async def test_idle_returns_at_once_when_nothing_waits(inbox):
    """An empty inbox needs no dispatcher at work."""
    async with asyncio.timeout(30):
        await Dispatcher(inbox, Handler()).idle()


steps = st.sampled_from(["ok", "later", "fails", "store"])
plans = st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.lists(steps, max_size=2)), max_size=40)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.lists(steps, max_size=2)), max_size=40), st.integers(1, 8)
)
def test_whatever_happens_each_update_is_handled_once_and_in_the_order_of_its_chat(plan, slots):
    """Law: any mix of chats, albums, delays and passing failures; nothing is lost, repeated or out of order."""
    errors = {"later": lambda: Later(3), "fails": ValueError, "store": lambda: StoreUnavailable("away")}

    async def play():
        inbox = MemoryInbox()
        handler = Handler(takes=0.01)
        updates = []
        for number, (chat, in_album, troubles) in enumerate(plan):
            updates.append(part(number, chat) if in_album else update(number, chat))
            handler.trouble[number] = [errors[trouble]() for trouble in troubles if trouble != "ok"]
        await inbox.put(updates)
        await handle_all(inbox, handler, slots=slots)
        return inbox, handler

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        inbox, handler = runner.run(play())

    assert set(inbox.finished) == set(range(len(plan)))
    assert inbox.letters == []
    assert len(set(handler.ids)) == len(handler.ids)
    singles = [number for number in handler.ids if not plan[number][1]]
    assert set(singles) == {number for number, (_, in_album, _) in enumerate(plan) if not in_album}
    for chat in range(1, 5):
        of_chat = [number for number in singles if plan[number][0] == chat]
        assert of_chat == sorted(of_chat)


@pytest.mark.parametrize("seed", [b"{", b"[1]", b"null"])
async def test_a_payload_that_went_bad_on_the_disk_is_put_away(inbox, engine, seed):
    """A row that can't be read any more blocks nobody."""
    await inbox.put([update(1), update(2)])
    async with engine.begin() as connection:
        await connection.execute(change(table).where(table.c.update_id == 1).values(payload=seed.decode()))
    handler = Handler()

    async with dispatching(inbox, handler):
        await until(lambda: handler.ids)

    assert handler.ids == [2]
