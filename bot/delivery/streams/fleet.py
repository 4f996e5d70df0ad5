"""Many processes of one bot, held together by leases and a queue in Redis."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Self

from bot.delivery.fleet import OnRound, Work
from bot.delivery.streams.client import check_keeping, open_queue
from bot.delivery.streams.inbox import StreamInbox
from bot.delivery.streams.leases import Lease, while_held


class ManyProcesses:
    """Processes that share the queue at QUEUE_URL; see Fleet."""

    def __init__(self, url: str) -> None:
        self._client = open_queue(url)
        self.inbox = StreamInbox(self._client)

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        """Join them until the block ends.

        Raises:
            StoreUnavailable: the queue can't be reached.
        """
        fleet = cls(url)
        try:
            await check_keeping(fleet._client)
            yield fleet
        finally:
            await fleet._client.aclose()

    def working(self, on_round: OnRound) -> AbstractAsyncContextManager[None]:
        """Hold a share of the inbox; see Fleet."""
        return self.inbox.working(on_round=on_round)

    async def alone(self, name: str, stop: asyncio.Event, work: Work, on_waiting: Callable[[], None]) -> None:
        """By a lease; see Fleet."""
        await while_held(Lease(self._client, name), stop, work, on_waiting=on_waiting)
