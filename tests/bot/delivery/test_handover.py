"""A bot that grows: what waits in its database goes on in the queue."""

import pytest

from bot.delivery.handover import hand_over
from claims_db.errors import StoreUnavailable
from tests.bot.delivery.scripted import update
from tests.bot.delivery.streams.workers import worker


async def test_what_waits_goes_on_in_the_queue_in_order(inbox, valkey_url):
    """Every update once, those of a chat in order; what was handled stays where it is."""
    await inbox.put([update(number, chat_id=number % 3) for number in range(500)])
    await inbox.done([0])
    async with worker(valkey_url) as queue:
        moved = await hand_over(inbox, queue)
        again = await hand_over(inbox, queue)
        page = await queue.page(0, 1_000)

    assert (moved, again, await inbox.waiting()) == (499, 0, 0)
    for chat_id in range(3):
        ids = [queued.update_id for queued in page if queued.chat_id == chat_id]
        assert ids == [number for number in range(1, 500) if number % 3 == chat_id]


async def test_a_hand_over_that_broke_off_doubles_nothing(inbox, memory_inbox, valkey_url):
    """The queue has them and the database does not know yet: the next start finds them known."""
    await inbox.put([update(1, chat_id=5), update(2, chat_id=5)])
    async with worker(valkey_url) as queue:
        await queue.put([update(1, chat_id=5)])
        await hand_over(inbox, queue)

        assert [queued.update_id for queued in await queue.page(0, 10)] == [1, 2]

    await inbox.put([update(3, chat_id=5)])
    memory_inbox.away = True
    with pytest.raises(StoreUnavailable):
        await hand_over(inbox, memory_inbox)
    assert await inbox.waiting() == 1
