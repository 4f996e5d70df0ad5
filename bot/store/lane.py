"""Writes that go into their database together, one commit after the other."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.writing_thread import WritingThread
from claims_db.errors import StoreUnavailable

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
class Job:
    """One write. A note is written later when it can't be now; what is `synced` has to outlive the machine too."""

    write: Write[Any, Any]
    item: Any
    written: asyncio.Future[Any] = field(repr=False)
    is_note: bool = False
    synced: bool = True


class Lane:
    """What is asked for while a commit is under way, or shortly after, goes into the next, together."""

    def __init__(self, thread: WritingThread, gather: float) -> None:
        self._thread = thread
        self._gather_for = gather
        self._jobs: list[Job] = []
        self._notes: list[Job] = []  # could not be written yet
        self._not_before = 0.0
        self._company: asyncio.Future[None] | None = None
        self.flushing: asyncio.Task[None] | None = None

    def add(self, job: Job) -> asyncio.Future[Any]:
        """Write this in the next commit; what comes back ends then."""
        self._jobs.append(job)
        if self.flushing is None:
            self._jobs, self._notes = self._notes + self._jobs, []
            self.flushing = asyncio.create_task(self._flush())
        elif job.synced:
            self._end_gathering()
        return job.written

    def close(self) -> None:
        """Let go of the database, after what it was given."""
        self._thread.close()

    async def _flush(self) -> None:
        try:
            while self._jobs:
                await self._gather()
                batch, self._jobs = self._jobs[:_MOST_ITEMS], self._jobs[_MOST_ITEMS:]
                await self._commit(batch)
        finally:
            self.flushing = None

    async def _gather(self) -> None:
        """Let marks and notes wait for company; what has to be on the disk goes at once and takes them along."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._not_before and not any(job.synced for job in self._jobs):
            self._company = loop.create_future()
            loop.call_at(self._not_before, self._end_gathering)
            await self._company
        self._not_before = loop.time() + self._gather_for

    def _end_gathering(self) -> None:
        if self._company is not None and not self._company.done():
            self._company.set_result(None)

    async def _commit(self, batch: list[Job]) -> None:
        groups: dict[Write[Any, Any], list[Job]] = {}
        for job in batch:
            groups.setdefault(job.write, []).append(job)

        async def write_all(connection: AsyncConnection) -> dict[Write[Any, Any], Any]:
            return {write: await write(connection, [job.item for job in jobs]) for write, jobs in groups.items()}

        try:
            results = await self._thread.transact(write_all, synced=any(job.synced for job in batch))
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, StoreUnavailable):
                await self._commit_apart(batch)
            else:
                self._fail(batch, error)
        else:
            for job in batch:
                if not job.written.done():
                    job.written.set_result(results[job.write])

    async def _commit_apart(self, batch: list[Job]) -> None:
        """One item can't be written: write each alone, so that it takes no other with it."""
        for job in batch:
            await self._commit([job])

    def _fail(self, batch: list[Job], error: Exception) -> None:
        for job in batch:
            if job.is_note:
                self._keep(job, error)
            elif not job.written.done():
                job.written.set_exception(error)

    def _keep(self, job: Job, error: Exception) -> None:
        if isinstance(error, StoreUnavailable) and len(self._notes) < _MOST_NOTES:
            self._notes.append(job)
        else:
            log.warning("record_lost", error=type(error).__name__)
