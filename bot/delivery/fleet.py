"""One process, or many: who holds the inbox, and who does what only one of them may do."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from bot.delivery.inbox import Inbox

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
