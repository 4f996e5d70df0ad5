"""SQLite transactions in a thread of their own: one way there and back for each, not one for each statement."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from claims_db.store.at_once import AtOnce
from claims_db.store.database import blocking_twin, turn_to_write
from claims_db.store.failures import failures_named

R = TypeVar("R")


class SqliteThread:
    """Runs transactions that write into the file of `engine`, one after the other."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._twin = blocking_twin(engine)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="records")

    async def transact(self, work: Callable[[AsyncConnection], Awaitable[R]]) -> R:
        """Run `work` in a transaction; durable on return. `work` may await nothing but its connection.

        Raises:
            StoreUnavailable: the database can't be written.
        """
        async with turn_to_write(self._engine):
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, work)

    async def close(self) -> None:
        """Close the connection and end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._twin.dispose)
        self._thread.shutdown(wait=False)

    def _transact(self, work: Callable[[AsyncConnection], Awaitable[R]]) -> R:
        with failures_named(self._engine.url), self._twin.begin() as connection:
            coroutine = cast(Coroutine[Any, Any, R], work(cast(AsyncConnection, AtOnce(connection))))
            try:
                coroutine.send(None)
            except StopIteration as end:
                return cast(R, end.value)
            coroutine.close()
            raise RuntimeError("a transaction waits for something that is not its connection")
