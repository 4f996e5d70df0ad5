"""Many small writes in one commit.

A durable commit costs a few milliseconds whatever is in it. What is asked for while one is under way goes into the
next, together; each caller goes on when its own write is on the disk.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.sqlite_thread import SqliteThread
from claims_db.errors import StoreUnavailable
from claims_db.store.database import writing

log = structlog.get_logger()

T = TypeVar("T")
R = TypeVar("R")

Write = Callable[[AsyncConnection, Sequence[T]], Awaitable[R]]
"""Writes several items at once and waits for its connection only; what it returns goes to each who gave one."""

_MOST_ITEMS = 500
"""Writes of one commit at most, so that none takes long."""
_MOST_NOTES = 1_000
"""Notes kept while the database is away."""


@dataclass(slots=True)
class _Job:
    write: Write[Any, Any]
    item: Any
    written: asyncio.Future[Any] = field(repr=False)
    is_note: bool = False


class Writer:
    """The one way of the bot's own records into their database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._thread = SqliteThread(engine) if engine.dialect.name == "sqlite" else None
        self._jobs: list[_Job] = []
        self._notes: list[_Job] = []  # could not be written yet
        self._flushing: asyncio.Task[None] | None = None

    async def write(self, write: Write[T, R], item: T) -> R:
        """Write `item` together with what else waits; returns when it is durable.

        Raises:
            StoreUnavailable: it is not written.
        """
        result: R = await self._enqueue(_Job(write, item, asyncio.get_running_loop().create_future()))
        return result

    def note(self, write: Write[T, R], item: T) -> None:
        """Write `item` without waiting: in the next commit, and while the database is away in the first one after."""
        self._enqueue(_Job(write, item, asyncio.get_running_loop().create_future(), is_note=True))

    async def settle(self) -> None:
        """Return when nothing is under way."""
        while self._flushing is not None:
            await asyncio.wait([self._flushing])

    async def close(self) -> None:
        """Write what waits, then let go of the database."""
        await self.settle()
        if self._thread is not None:
            await self._thread.close()

    def _enqueue(self, job: _Job) -> asyncio.Future[Any]:
        self._jobs.append(job)
        if self._flushing is None:
            self._jobs, self._notes = self._notes + self._jobs, []
            self._flushing = asyncio.create_task(self._flush())
        return job.written

    async def _flush(self) -> None:
        try:
            while self._jobs:
                batch, self._jobs = self._jobs[:_MOST_ITEMS], self._jobs[_MOST_ITEMS:]
                await self._commit(batch)
        finally:
            self._flushing = None

    async def _commit(self, batch: list[_Job]) -> None:
        groups: dict[Write[Any, Any], list[_Job]] = {}
        for job in batch:
            groups.setdefault(job.write, []).append(job)

        async def write_all(connection: AsyncConnection) -> dict[Write[Any, Any], Any]:
            return {write: await write(connection, [job.item for job in jobs]) for write, jobs in groups.items()}

        try:
            results = await self._transact(write_all)
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, StoreUnavailable):
                await self._commit_apart(batch)
            else:
                self._fail(batch, error)
        else:
            for job in batch:
                if not job.written.done():
                    job.written.set_result(results[job.write])

    async def _transact(self, work: Callable[[AsyncConnection], Awaitable[R]]) -> R:
        if self._thread is not None:
            return await self._thread.transact(work)
        async with writing(self._engine) as connection:
            return await work(connection)

    async def _commit_apart(self, batch: list[_Job]) -> None:
        """One item can't be written: write each alone, so that it takes no other with it."""
        for job in batch:
            await self._commit([job])

    def _fail(self, batch: list[_Job], error: Exception) -> None:
        for job in batch:
            if job.is_note:
                self._keep(job, error)
            elif not job.written.done():
                job.written.set_exception(error)

    def _keep(self, job: _Job, error: Exception) -> None:
        if isinstance(error, StoreUnavailable) and len(self._notes) < _MOST_NOTES:
            self._notes.append(job)
        else:
            log.warning("record_lost", error=type(error).__name__)
