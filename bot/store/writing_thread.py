"""Transactions in a thread of their own: one way there and back for each, not one for each statement.

On the event loop every answer of the database would wait for the loop to come round, and while the loop is busy a
commit of six statements would take six rounds; that is time in which a crash makes a reply go out twice.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Transaction
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from claims_db.store.at_once import AtOnce
from claims_db.store.database import blocking_twin, turn_to_write
from claims_db.store.failures import failures_named
from claims_db.store.transactions import UNSYNCED

R = TypeVar("R")

_Work = Callable[[AsyncConnection], Awaitable[Any]]
_Job = tuple[_Work, bool, asyncio.Future[Any]]


class WritingThread:
    """Runs transactions that write into the database of `engine`, one after the other.

    A daemon: a server that hangs must not keep the process from ending.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._twin = blocking_twin(engine)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="records", daemon=True)
        self._thread.start()

    async def transact(self, work: Callable[[AsyncConnection], Awaitable[R]], *, synced: bool = True) -> R:
        """Run `work` in a transaction; `work` may await nothing but its connection.

        Durable on return. Not `synced`: for now only against the end of this process, which spares the wait for a
        disk.

        Raises:
            StoreUnavailable: the database can't be written.
        """
        async with turn_to_write(self._engine):
            done: asyncio.Future[R] = asyncio.get_running_loop().create_future()
            self._jobs.put((work, synced, done))
            return await done

    def close(self) -> None:
        """Let the thread end, and its connection with it, after what it was given."""
        self._jobs.put(None)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            work, synced, done = job
            try:
                result = self._transact(work, synced=synced)
            except BaseException as error:  # whoever waits hears of it; the thread goes on
                _tell(done, done.set_exception, error)
            else:
                _tell(done, done.set_result, result)
        self._twin.dispose()

    def _transact(self, work: _Work, *, synced: bool) -> object:
        with failures_named(self._engine.url), self._connection(synced=synced) as connection, _begun(connection):
            coroutine = cast(Coroutine[Any, Any, Any], work(cast(AsyncConnection, AtOnce(connection))))
            try:
                coroutine.send(None)
            except StopIteration as end:
                return end.value
            coroutine.close()
            raise RuntimeError("a transaction waits for something that is not its connection")

    def _connection(self, *, synced: bool) -> Connection:
        return self._twin.connect().execution_options(**{UNSYNCED: not synced})


def _begun(connection: Connection) -> Transaction:
    """A transaction, on a new connection where the server has ended the one that was kept."""
    try:
        return connection.begin()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
    return connection.begin()


def _tell(done: asyncio.Future[Any], tell: Callable[[Any], None], what: object) -> None:
    """End the waiting in its own loop, unless nobody waits any more."""

    def end() -> None:
        if not done.done():
            tell(what)

    with suppress(RuntimeError):  # the loop is closed: nobody waits
        done.get_loop().call_soon_threadsafe(end)
