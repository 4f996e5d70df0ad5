"""What fails is tried again, waits or is put away, and holds up nobody else."""

import asyncio

import pytest
from sqlalchemy import update as change
from structlog.testing import capture_logs

from bot.delivery.errors import Later
from bot.metrics import Metrics
from bot.store.schema import inbox as table
from claims_db.errors import StoreUnavailable
from tests.bot.delivery.dispatching import Handler, dispatching, handle_all
from tests.bot.delivery.scripted import update
from tests.bot.delivery.virtual import now, until, virtual_time


@virtual_time
async def test_a_failing_update_is_tried_three_times_then_put_away(memory_inbox):
    """It holds up its own chat for less than a second, no other, and leaves one line in the log without its text."""
    await memory_inbox.put([update(1, text="secret"), update(2), update(10, chat_id=8)])
    handler = Handler(trouble={1: [ValueError("secret")] * 9})
    begin = now()

    metrics = Metrics()
    with capture_logs() as logs:
        await handle_all(memory_inbox, handler, metrics=metrics)

    assert metrics.figures().given_up == 1
    assert handler.ids == [10, 2]
    assert now() - begin < 1
    assert [update_id for _, update_id in handler.began].count(1) == 3
    assert [(letter.update_id, letter.reason) for letter in memory_inbox.letters] == [(1, "ValueError")]
    assert [entry["event"] for entry in logs] == ["update_failed"]
    assert "dispatching.py:" in logs[0]["where"]
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


@virtual_time
async def test_a_database_that_is_away_is_told_from_a_telegram_that_is(memory_inbox):
    """Operators see which of the two held up the work, also where both are tried again after a second."""
    await memory_inbox.put([update(1), update(10, chat_id=8)])
    metrics = Metrics()

    await handle_all(memory_inbox, Handler(trouble={1: [StoreUnavailable("gone")], 10: [Later(1.0)]}), metrics=metrics)

    assert b'allegedly_store_failures_total{where="handling"} 1.0' in metrics.text()
    assert b'allegedly_updates_handled_total{kind="message",outcome="postponed"} 2.0' in metrics.text()


@virtual_time
async def test_a_fault_of_our_own_is_told_and_tried_again_after_a_pause(memory_inbox):
    """What nobody thought of in the marks of the inbox neither stops the work nor makes it spin."""
    mark, faults = memory_inbox.started, [KeyError(1), KeyError(1)]

    async def started(update_ids):
        if faults:
            raise faults.pop()
        await mark(update_ids)

    memory_inbox.started = started
    await memory_inbox.put([update(1)])
    handler, begin = Handler(), now()

    with capture_logs() as logs:
        await handle_all(memory_inbox, handler)

    assert handler.ids == [1]
    assert [entry["error"] for entry in logs if entry["event"] == "work_failed"] == ["KeyError"] * 2
    assert now() - begin >= 1
