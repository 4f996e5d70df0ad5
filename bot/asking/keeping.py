"""What is kept going beside the answering of posts: cards, promises, corrections. Woken by news, and now and then."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bot.delivery.errors import Later
from claims_db.errors import StoreUnavailable
from claims_db.model import Claim

log = structlog.get_logger()

EVERY = 15.0
"""Seconds between two passes without news: for what only time has made due."""
LOOK_EVERY = 0.5
"""Seconds between two looks for what another process has done, each a short question to the database."""
_SETTLE = 0.2
"""Seconds that a pass waits after news, so that what comes at once is done at once."""

Pass = Callable[[], Awaitable[object]]
State = Callable[[], Awaitable[object]]
"""How far something has come, as a value that is another one after each change."""


class Keeper:
    """Runs passes one after the other, again and again; a pass that fails is tried at the next turn."""

    def __init__(self) -> None:
        self._passes: list[Pass] = []
        self._watched: list[State] = []
        self._seen: list[object] = []
        self._news = asyncio.Event()

    def add(self, one: Pass) -> None:
        """Let `one` run in each turn, after those added before."""
        self._passes.append(one)

    def watch(self, state: State) -> None:
        """Let a turn come soon after `state` changed, whichever process changed it."""
        self._watched.append(state)

    def wake(self) -> None:
        """Something is to be done."""
        self._news.set()

    async def on_changed(self, _before: Claim | None, _after: Claim) -> None:
        """The same, for whoever tells of claims that changed."""
        self._news.set()

    async def run(self) -> None:
        """Run until cancelled."""
        while not _cancelled():
            self._news.clear()
            await self._changed()  # what changes from here on may not be in this turn
            for one in self._passes:
                await self._try(one)
            if _cancelled():
                return
            if await self._has_news():
                await asyncio.sleep(_SETTLE)

    async def _has_news(self) -> bool:
        """Wait for news, of this process or another one; false when there is none for a while."""
        for _ in range(int(EVERY / LOOK_EVERY)):
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._news.wait()
                    return True
            if _cancelled() or await self._changed():
                return True
        return False

    async def _changed(self) -> bool:
        try:
            before, self._seen = self._seen, [await state() for state in self._watched]
        except StoreUnavailable:
            return False
        return self._seen != before

    async def _try(self, one: Pass) -> None:
        try:
            await one()
        except (StoreUnavailable, Later) as error:
            log.warning("keeping_postponed", error=type(error).__name__)
        except Exception as error:
            log.exception("keeping_failed", error=type(error).__name__)


def _cancelled() -> bool:
    """Whether this task is to end; a cancellation can get lost inside asyncio.wait_for (Python 3.11)."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
