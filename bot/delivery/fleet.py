"""One process, or many: who holds the inbox, and who does what only one of them may do."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol, Self

from bot.delivery.inbox import Inbox
from bot.delivery.streams.client import check_keeping, open_queue
from bot.delivery.streams.inbox import StreamInbox
from bot.delivery.streams.leases import Lease, while_held

Work = Callable[[], Coroutine[Any, Any, None]]
OnRound = Callable[[int], None]
"""Told, now and then while all is well, how many processes work on the inbox."""


class Fleet(Protocol):
    """The processes of one bot, seen from one of them."""

    @property
    def inbox(self) -> Inbox:
        """Where the updates are."""

    def working(self, on_round: OnRound) -> AbstractAsyncContextManager[None]:
        """Take part in the work on the inbox until the block ends."""

    async def alone(self, name: str, stop: asyncio.Event, work: Work, on_waiting: Callable[[], None], /) -> None:
        """Do `work` for as long as no other process does what has this name, until `stop` is set or it ends.

        `on_waiting` is called now and then while another one does it.
        """


class OneProcess:
    """The fleet of a bot that is one process; its inbox is in its database."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox

    @asynccontextmanager
    async def working(self, on_round: OnRound) -> AsyncIterator[None]:
        """Nobody shares the work; see Fleet."""
        on_round(1)
        yield

    async def alone(self, _name: str, _stop: asyncio.Event, work: Work, _on_waiting: Callable[[], None]) -> None:
        """Nobody else is there; see Fleet."""
        await work()


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
