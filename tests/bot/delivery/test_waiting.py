"""Waiting that ends when it should."""

import asyncio

import pytest

from bot.delivery.waiting import Backoff, pause, unless_stopped
from tests.bot.delivery.virtual import now, virtual_time


def test_pauses_grow_to_their_limit_and_start_again():
    """Half a second doubles to five, a quarter less at random; after success it is short again."""
    backoff = Backoff(0.5, 5)
    for expected in (0.5, 1, 2, 4, 5, 5):
        assert 0.75 * expected <= backoff.next() <= expected

    backoff.reset()

    assert backoff.next() <= 0.5


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
