"""Many small writes in one commit.

A durable commit costs a few milliseconds whatever is in it. What is asked for while one is under way goes into the
next, together and in order, and marks wait a moment for others to go with; each caller goes on when its own write is on
the disk. What has to do with no other write has a way of its own in PostgreSQL, which takes more than one writer: marks
do not wait for its disk then.
"""

import asyncio
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.lane import Job, Lane, Write
from bot.store.writing_thread import WritingThread

__all__ = ["Write", "Writer"]

T = TypeVar("T")
R = TypeVar("R")

GATHER = 0.005
"""Seconds from one commit to the next while all that waits are marks and notes: a commit by itself costs most of what
ten together do, and at hundreds of posts a second each mark would get its own."""
_LAST_WRITES = 1.0
"""Seconds that the last writes may take when the program ends."""


class Writer:
    """The one way of the bot's own records into their database."""

    def __init__(self, engine: AsyncEngine, *, gather: float = GATHER) -> None:
        """`gather`: seconds after a commit that marks and notes wait for others to share the next one."""
        self._lane = Lane(WritingThread(engine), gather)
        one_writer = engine.dialect.name == "sqlite"
        self._apart = self._lane if one_writer else Lane(WritingThread(engine), gather)

    async def write(self, write: Write[T, R], item: T) -> R:
        """Write `item` together with what else waits; returns when it is durable.

        Raises:
            StoreUnavailable: it is not written.
        """
        result: R = await self._lane.add(Job(write, item, asyncio.get_running_loop().create_future()))
        return result

    async def write_apart(self, write: Write[T, R], item: T) -> R:
        """As `write`, for what may be written before or after whatever else waits."""
        result: R = await self._apart.add(Job(write, item, asyncio.get_running_loop().create_future()))
        return result

    async def mark(self, write: Write[T, R], item: T) -> R:
        """As `write`, but on PostgreSQL, on return, it is only safe from the end of this process, not of the server.

        A commit of marks and notes alone waits for no disk, so that little time is left between an act and its mark.
        """
        job = Job(write, item, asyncio.get_running_loop().create_future(), synced=False)
        result: R = await self._lane.add(job)
        return result

    def note(self, write: Write[T, R], item: T) -> None:
        """As `mark`, without waiting: in the next commit, and while the database is away in the first one after."""
        self._lane.add(Job(write, item, asyncio.get_running_loop().create_future(), is_note=True, synced=False))

    async def settle(self) -> None:
        """Return when nothing is under way."""
        while under_way := self._under_way():
            await asyncio.wait(under_way)

    async def close(self) -> None:
        """Write what waits, then let go of the database; a database that hangs is not waited for."""
        if under_way := self._under_way():
            await asyncio.wait(under_way, timeout=_LAST_WRITES)
        for lane in {self._lane, self._apart}:
            lane.close()

    def _under_way(self) -> list[asyncio.Task[None]]:
        return [lane.flushing for lane in (self._lane, self._apart) if lane.flushing is not None]
