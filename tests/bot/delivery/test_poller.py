"""Updates are on the disk before Telegram may forget them, and polling ends only when it is told to."""

import asyncio
import contextlib
import json
from itertools import pairwise

import httpx
import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.delivery.errors import TokenRefused
from bot.delivery.poller import Poller
from bot.metrics import Metrics
from bot.store.schema import dead_letters
from claims_db.errors import StoreUnavailable
from claims_db.store.database import reading
from tests.bot.delivery.scripted import BASE_URL, TOKEN, done, network_error, refused, update
from tests.bot.delivery.virtual import until, virtual_time


@contextlib.asynccontextmanager
async def polling(telegram, inbox, **settings):
    """A poller at work; it is stopped at the end."""
    stop = asyncio.Event()
    poller = Poller(telegram, BASE_URL, inbox, allowed_updates=["message"], **settings)
    task = asyncio.create_task(poller.run(stop))
    try:
        yield task
    finally:
        stop.set()
        async with asyncio.timeout(30):
            await asyncio.gather(task, return_exceptions=True)


def offsets(telegram):
    return [parameters["offset"] for parameters in telegram.sent("getUpdates")]


async def test_updates_are_stored_before_they_are_confirmed(telegram, inbox):
    """When the next poll tells Telegram to forget a batch, every update of it is in the database already."""
    waiting_at_confirmation = []

    async def count():
        waiting_at_confirmation.append(await inbox.waiting())

    telegram.script("getUpdates", done([update(10), update(11)]), lambda call: counting.append(call) or 0.2, done([]))
    counting = []

    async with polling(telegram, inbox):
        await until(lambda: counting)
        await count()

    assert offsets(telegram)[:2] == [0, 12]
    assert waiting_at_confirmation == [2]


@virtual_time
async def test_the_poll_asks_for_what_the_bot_handles(telegram, memory_inbox):
    """Offset 0 first, a hundred at once, the kinds of updates named; a short wait at first, then long ones."""
    async with polling(telegram, memory_inbox):
        await until(lambda: len(telegram.calls) == 2)

    asked = {"offset": 0, "limit": 100, "allowed_updates": ["message"]}
    assert telegram.sent("getUpdates") == [{**asked, "timeout": 1}, {**asked, "timeout": 50}]


@virtual_time
async def test_the_offset_stays_while_the_inbox_refuses(telegram, memory_inbox):
    """The disk is full for two polls: Telegram keeps the updates, and they arrive when there is room again."""

    class FullTwice:
        failures = 2

        async def put(self, updates, rejected=()):
            if self.failures:
                self.failures -= 1
                raise StoreUnavailable("full")
            return await memory_inbox.put(updates, rejected)

    telegram.script("getUpdates", *[done([update(10)])] * 3)

    async with polling(telegram, FullTwice()):
        await until(lambda: len(telegram.calls) == 4)

    assert offsets(telegram) == [0, 0, 0, 11]
    assert await memory_inbox.waiting() == 1


@virtual_time
async def test_updates_of_a_busy_bot_come_several_at_a_poll(telegram, memory_inbox):
    """Polls that are answered at once are at least 20 ms apart, so that Telegram has more than one update for each."""
    telegram.script("getUpdates", *[done([update(number)]) for number in range(1, 6)])

    async with polling(telegram, memory_inbox):
        await until(lambda: len(telegram.calls) == 6)

    times = [call.at for call in telegram.calls]
    assert min(later - earlier for earlier, later in pairwise(times)) == pytest.approx(0.02)


async def test_what_is_delivered_twice_is_kept_once(telegram, inbox):
    """Telegram repeats a batch, as after a crash: the inbox knows the ids."""
    telegram.script("getUpdates", *[done([update(10), update(11)])] * 2)

    async with polling(telegram, inbox):
        await until(lambda: len(telegram.calls) == 3)

    assert await inbox.waiting() == 2


@virtual_time
async def test_ids_may_fall_after_an_idle_week(telegram, memory_inbox):
    """Telegram starts anew with lower ids: they are new all the same."""
    telegram.script("getUpdates", done([update(900)]), done([update(10)]))

    async with polling(telegram, memory_inbox):
        await until(lambda: len(telegram.calls) == 3)

    assert offsets(telegram) == [0, 901, 11]
    assert await memory_inbox.waiting() == 2


@pytest.mark.parametrize(
    "trouble",
    [
        network_error(httpx.ConnectError),
        network_error(httpx.ReadTimeout),
        OSError("network is unreachable"),
        ValueError("something odd in the client"),
        (502, b"<html>Bad Gateway</html>"),
        (200, b'{"ok": true, "result": [{"upd'),
        (200, b"null"),
        (400, b""),
        refused(401, "Unauthorized"),
        refused(404, "Not Found"),
    ],
    ids=repr,
)
@virtual_time
async def test_polling_goes_on_after_any_trouble(telegram, memory_inbox, trouble):
    """One bad answer of every kind: the next update arrives, and one line each tells of trouble and of its end."""
    telegram.script("getUpdates", trouble, done([update(10)]))

    with capture_logs() as logs:
        async with polling(telegram, memory_inbox):
            await until(lambda: len(telegram.calls) == 3)

    assert await memory_inbox.waiting() == 1
    assert [entry["event"] for entry in logs] == ["polling_fails", "polling_again"]
    assert TOKEN not in str(logs)


@virtual_time
async def test_after_a_long_outage_polls_come_every_few_seconds(telegram, memory_inbox):
    """Pauses grow to five seconds and no further, so that the first reply comes soon after Telegram's return."""
    telegram.script("getUpdates", *[network_error(httpx.ConnectError)] * 5)

    async with polling(telegram, memory_inbox):
        await until(lambda: len(telegram.calls) == 6)

    moments = [call.at for call in telegram.calls]
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    assert pauses[0] < 0.7
    assert all(pause <= 5.2 for pause in pauses)


@pytest.mark.parametrize("status", [401, 404])
@virtual_time
async def test_a_token_refused_three_times_running_ends_polling(telegram, memory_inbox, status):
    """The pauses grow, then it says what to check; the token itself is not in the message."""
    telegram.script("getUpdates", *[refused(status, "Unauthorized")] * 3)
    poller = Poller(telegram, BASE_URL, memory_inbox, allowed_updates=["message"])

    with pytest.raises(TokenRefused) as refusal:
        await poller.run(asyncio.Event())

    assert refusal.value.status == status
    assert TOKEN not in str(refusal.value)
    moments = [call.at for call in telegram.calls]
    assert 0.9 < moments[1] - moments[0] < moments[2] - moments[1]


@virtual_time
async def test_a_second_poller_is_reported_and_outlasted(telegram, memory_inbox):
    """409 says that somebody else polls: a warning, and a pause of some seconds."""
    telegram.script("getUpdates", refused(409, "Conflict: terminated by other getUpdates request"))

    with capture_logs() as logs:
        async with polling(telegram, memory_inbox):
            await until(lambda: len(telegram.calls) == 2)

    assert [entry.get("reason") for entry in logs] == ["another_poller"]
    assert telegram.calls[1].at - telegram.calls[0].at >= 3.5


@virtual_time
async def test_too_many_requests_are_answered_by_waiting(telegram, memory_inbox):
    """No poll before the time that Telegram names is over."""
    telegram.script("getUpdates", refused(429, retry_after=2))

    async with polling(telegram, memory_inbox):
        await until(lambda: len(telegram.calls) == 2)

    assert telegram.calls[1].at - telegram.calls[0].at >= 1.99


@virtual_time
async def test_a_poll_that_hangs_is_given_up(telegram, memory_inbox):
    """The connection is open and silent for ever: within a minute comes the next poll, on a new one."""
    telegram.script("getUpdates", 3600.0, done([update(10)]))

    async with polling(telegram, memory_inbox):
        await until(lambda: len(telegram.calls) == 3)

    assert telegram.calls[1].at - telegram.calls[0].at <= 60
    assert await memory_inbox.waiting() == 1


async def test_poison_is_kept_as_a_dead_letter_and_logged_once(telegram, inbox, engine):
    """It can't be confirmed and comes with every poll: one row, one line, no words in either, and no hot loop."""
    poison = {"update_id": 10**25, "message": {"text": "secret"}}
    telegram.script("getUpdates", *[done([poison])] * 3, done([poison, update(11)]))

    with capture_logs() as logs:
        async with polling(telegram, inbox):
            await until(lambda: len(telegram.calls) == 5)

    async with reading(engine) as connection:
        rows = (await connection.execute(select(dead_letters.c.reason, dead_letters.c.kind))).all()
    assert rows == [("no_valid_id", "update")]
    assert [entry["event"] for entry in logs] == ["update_rejected"]
    assert "secret" not in str(logs)
    assert await inbox.waiting() == 1
    assert telegram.calls[3].at - telegram.calls[0].at >= 0.99


async def test_an_update_that_hides_in_an_unreadable_batch_is_answered(telegram, inbox):
    """A number of 5,000 digits beside it: the good update is stored, the bad one confirmed."""
    bad = '{"update_id": 12, "message": ' + "7" * 5_000 + "}"
    body = '{"ok": true, "result": [' + bad + ", " + json.dumps(update(11)) + "]}"
    telegram.script("getUpdates", (200, body.encode()))

    async with polling(telegram, inbox):
        await until(lambda: len(telegram.calls) == 2)

    assert offsets(telegram) == [0, 13]
    assert await inbox.waiting() == 1


@virtual_time
async def test_stopping_gives_up_the_poll_under_way_and_confirms_nothing(telegram, memory_inbox):
    """No last call to Telegram: what is not handled is sent again to the next process or known there."""
    stop = asyncio.Event()
    poller = Poller(telegram, BASE_URL, memory_inbox, allowed_updates=["message"])
    telegram.script("getUpdates", done([update(10)]))
    task = asyncio.create_task(poller.run(stop))
    await until(lambda: len(telegram.calls) == 2)

    stop.set()
    async with asyncio.timeout(1):
        await task

    assert len(telegram.calls) == 2


@virtual_time
async def test_every_good_poll_is_a_sign_of_life_and_a_bad_one_is_not(telegram, memory_inbox):
    """Two good polls around a bad one: two signs."""
    signs = []
    telegram.script("getUpdates", done([]), (502, b""), done([]))

    async with polling(telegram, memory_inbox, on_poll=lambda: signs.append(len(telegram.calls))):
        await until(lambda: len(telegram.calls) == 4)

    assert signs == [1, 3]


@virtual_time
async def test_a_poller_that_was_never_answered_shows_how_long_already(telegram, memory_inbox):
    """Its age counts from the start, so that an alarm on it rings; without a poller there is none."""
    metrics = Metrics()
    before = b"poll_age_seconds -1.0" in metrics.text()
    telegram.script("getUpdates", *[network_error(httpx.ConnectError)] * 3)

    async with polling(telegram, memory_inbox, metrics=metrics):
        await until(lambda: len(telegram.calls) == 2)
        during = b"poll_age_seconds -1.0" in metrics.text()

    assert before
    assert not during
