"""Who is handled when: in order, in turn, each until it is done, and nothing lost on the way."""

import asyncio
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.dispatch import Dispatcher
from bot.delivery.errors import Later
from bot.delivery.window import SHARE, SIZE
from claims_db.errors import StoreUnavailable
from tests.bot.delivery.dispatching import Handler, dispatching, handle_all, part
from tests.bot.delivery.memory_inbox import MemoryInbox
from tests.bot.delivery.scripted import press, update
from tests.bot.delivery.virtual import VirtualTimeLoop, now, until, virtual_time


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
async def test_messages_wait_for_their_chat_without_a_slot_and_presses_do_not(memory_inbox):
    """One chat may be written to in 30 s: its messages wait, its presses and everybody else are handled at once."""
    begin = now()
    handler = Handler()
    await memory_inbox.put([press(1, 7), update(2, 7), update(3, 7), *(update(10 + chat, chat) for chat in range(5))])

    await handle_all(memory_inbox, handler, slots=1, opens_at=lambda chat_id: begin + 30 if chat_id == 7 else 0.0)

    took = {update_id: at - begin for at, update_id in handler.began}
    assert {update_id for update_id, seconds in took.items() if seconds < 1} == {1, 10, 11, 12, 13, 14}
    assert 30 <= took[2] <= took[3] < 31


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


@settings(max_examples=150)
@given(plans, st.integers(1, 8))
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
