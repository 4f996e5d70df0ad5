"""What is kept going beside the answering of posts: cards, promises, corrections. Woken by news, and now and then."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.delivery.errors import Later
from claims_db.errors import StoreUnavailable
from claims_db.model import Claim

log = structlog.get_logger()

EVERY = 15.0
"""Seconds between two passes without news: for what another process has done."""
_SETTLE = 0.2
"""Seconds that a pass waits after news, so that what comes at once is done at once."""

Pass = Callable[[], Awaitable[object]]


class Keeper:
    """Runs passes one after the other, again and again; a pass that fails is tried at the next turn."""

    def __init__(self) -> None:
        self._passes: list[Pass] = []
        self._news = asyncio.Event()

    def add(self, one: Pass) -> None:
        """Let `one` run in each turn, after those added before."""
        self._passes.append(one)

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
            for one in self._passes:
                await self._try(one)
            if _cancelled():
                return
            try:
                async with asyncio.timeout(EVERY):
                    await self._news.wait()
                await asyncio.sleep(_SETTLE)
            except TimeoutError:
                pass

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
