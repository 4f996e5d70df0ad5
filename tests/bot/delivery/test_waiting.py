"""Waiting that ends when it should."""

import asyncio

import pytest

from bot.delivery.waiting import Backoff, end, pause, unless_stopped
from tests.bot.delivery.virtual import now, virtual_time


def test_pauses_grow_to_their_limit_and_start_again():
    """Half a second doubles to five, a quarter less at random; after success it is short again."""
    backoff = Backoff(0.5, 5)
    for expected in (0.5, 1, 2, 4, 5, 5):
        assert 0.75 * expected <= backoff.next() <= expected

    backoff.reset()

    assert backoff.next() <= 0.5


@virtual_time
async def test_tasks_end_also_where_a_cancellation_gets_lost():
    """One ends at once, one has lost two cancellations, one fails on the way out: all have ended on return."""

    async def work(lost):
        while True:
            try:
                await asyncio.sleep(100)
            except asyncio.CancelledError:
                if lost == 0:
                    raise
                lost -= 1

    async def fail():
        try:
            await asyncio.sleep(100)
        finally:
            raise LookupError

    tasks = [asyncio.create_task(one) for one in (work(0), work(2), fail())]
    await asyncio.sleep(1)

    await end(*tasks)

    assert [task.cancelled() for task in tasks] == [True, True, False]
    assert isinstance(tasks[-1].exception(), LookupError)


@virtual_time
async def test_work_ends_with_its_result_or_with_the_stop():
    """A result is passed on, an error too; a stop cancels the work at once."""

    async def work(seconds):
        await asyncio.sleep(seconds)
        if seconds == 2:
            raise LookupError
        return seconds

    stop = asyncio.Event()
    assert await unless_stopped(stop, work(1)) == 1
    with pytest.raises(LookupError):
        await unless_stopped(stop, work(2))
    asyncio.get_running_loop().call_later(3, stop.set)
    begin = now()
    assert await unless_stopped(stop, work(100)) is None
    assert now() - begin == pytest.approx(3)


@virtual_time
async def test_a_pause_lasts_its_time_or_until_the_stop():
    """Five seconds, unless it is stopped after one."""
    stop = asyncio.Event()
    begin = now()
    await pause(stop, 5)
    assert now() - begin == pytest.approx(5)

    asyncio.get_running_loop().call_later(1, stop.set)
    await pause(stop, 5)

    assert now() - begin == pytest.approx(6)
