"""What is done beside the answering: soon after news, whichever process has them, and now and then anyway."""

import asyncio

from bot.asking.keeping import EVERY, Keeper
from claims_db.errors import StoreUnavailable
from tests.bot.delivery.virtual import now, virtual_time


class Kept:
    """A keeper at work over something that changes; `turns` are the moments of its passes."""

    def __init__(self):
        self.keeper = Keeper()
        self.turns = []
        self.revision = 1
        self.away = False
        self.keeper.watch(self.state)
        self.keeper.add(self.one_pass)

    async def state(self):
        if self.away:
            raise StoreUnavailable("away")
        return self.revision

    async def one_pass(self):
        self.turns.append(now())

    async def __aenter__(self):
        self._task = asyncio.create_task(self.keeper.run())
        await asyncio.sleep(3)
        self.turns.clear()
        return self

    async def __aexit__(self, *_):
        self._task.cancel()
        await asyncio.wait([self._task])


@virtual_time
async def test_what_another_process_has_changed_is_seen_within_a_second():
    """A claim is published through another worker: its corrections are handed over at once, and once."""
    async with Kept() as kept:
        begin = now()
        kept.revision += 1
        await asyncio.sleep(5)

        [turn] = kept.turns

    assert turn - begin < 1


@virtual_time
async def test_news_of_this_process_are_not_waited_for():
    """What this process did itself is followed up within a fraction of a second."""
    async with Kept() as kept:
        begin = now()
        kept.keeper.wake()
        await asyncio.sleep(5)

        [turn] = kept.turns

    assert turn - begin < 0.3


@virtual_time
async def test_without_any_news_a_turn_comes_now_and_then():
    """What time alone makes due is done, and a database that was away meanwhile is no reason to stop."""
    async with Kept() as kept:
        kept.away = True
        await asyncio.sleep(EVERY * 3)
        kept.away = False
        await asyncio.sleep(EVERY)

        assert len(kept.turns) >= 3
