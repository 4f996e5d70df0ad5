"""How many replies are out at a time: few, more where Telegram is far, and never so few that all stands still."""

import asyncio

from bot.delivery.exposure import LEAST, MOST, Exposure
from tests.bot.delivery.virtual import now, virtual_time


async def reply(exposure, out, *, marked_after):
    """A work that sends a reply and marks it some seconds later."""
    with exposure.work():
        async with exposure.sending():
            out.append(now())
        await asyncio.sleep(marked_after)


@virtual_time
async def test_a_reply_waits_until_earlier_ones_are_marked():
    """Only so many are out as there are places; each of the others follows when one is marked."""
    exposure, out = Exposure(), []

    await asyncio.gather(*(reply(exposure, out, marked_after=0.1) for _ in range(2 * LEAST)))

    began = out[0]
    assert [round(at - began, 3) for at in out] == [0.0] * LEAST + [0.1] * LEAST


@virtual_time
async def test_work_that_goes_on_for_long_lets_others_send():
    """A file that is read for a minute after a first message keeps nobody waiting for more than a second."""
    exposure, out = Exposure(), []

    await asyncio.gather(*(reply(exposure, out, marked_after=60) for _ in range(LEAST + 1)))

    assert out[-1] - out[0] == 1.0


@virtual_time
async def test_a_work_that_sends_twice_has_one_place():
    """Its second message waits for nobody, lest works wait for each other."""
    exposure = Exposure()

    async def send_twice():
        with exposure.work():
            for _ in range(2):
                async with exposure.sending():
                    await asyncio.sleep(0.01)

    began = now()
    await asyncio.gather(*(send_twice() for _ in range(LEAST)))

    assert round(now() - began, 3) == 0.02


@virtual_time
async def test_who_gives_up_waiting_costs_no_place():
    """Works are cancelled while they wait, or as their turn comes: there are as many places as before."""
    exposure, out = Exposure(), []
    works = [asyncio.create_task(reply(exposure, [], marked_after=0.1)) for _ in range(3 * LEAST)]
    await asyncio.sleep(0.05)
    works[LEAST].cancel()
    works[0].cancel()  # its place is given to one who is cancelled in the same moment
    await asyncio.sleep(0)
    works[LEAST + 1].cancel()
    await asyncio.gather(*works, return_exceptions=True)

    await asyncio.gather(*(reply(exposure, out, marked_after=0.1) for _ in range(LEAST + 1)))

    assert [round(at - out[0], 3) for at in out] == [0.0] * LEAST + [0.1]


@virtual_time
async def test_far_from_telegram_more_are_out():
    """The quickest of the last calls counts, which our own load can't make longer."""
    exposure = Exposure()
    exposure.answered(0.001)
    near = exposure.places

    for _ in range(100):
        exposure.answered(0.05)

    assert (near, exposure.places) == (LEAST, MOST)


@virtual_time
async def test_outside_of_any_work_a_place_is_taken_for_the_call_alone():
    """Notices are sent by nobody's work."""
    exposure, out = Exposure(), []

    async def notice():
        async with exposure.sending():
            out.append(now())
            await asyncio.sleep(0.1)

    await asyncio.gather(*(notice() for _ in range(LEAST + 1)))

    assert round(out[-1] - out[0], 3) == 0.1
