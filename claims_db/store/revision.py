"""Asking a store for its revision, which is done for every post and so has to cost next to nothing."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable

from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.store.failures import failures_named
from claims_db.store.schema import store
from claims_db.store.transactions import reading

_QUERY = select(store.c.revision)


def look_at_revision(engine: AsyncEngine) -> Callable[[], Awaitable[int]]:
    """A function that reads the revision as it is when it is called, whoever saved last.

    It raises StoreUnavailable when the store can't be read.
    """
    return _SqliteLook(engine) if engine.dialect.name == "sqlite" else _SharedLook(engine)


class _SqliteLook:
    """Reads in place: a reader of a WAL file waits for nobody, and a way to another thread costs a hundred times more.

    Whatever is in the way is left to an ordinary transaction, which may wait and can name it.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._query = str(_QUERY.compile(dialect=engine.dialect))
        self._connection: sqlite3.Connection | None = None
        event.listen(engine.sync_engine, "engine_disposed", self._close)

    async def __call__(self) -> int:
        try:
            return self._read()
        except sqlite3.Error:
            self._close()
        async with reading(self._engine) as connection:
            return int(await connection.scalar(_QUERY) or 0)

    def _read(self) -> int:
        if self._connection is None:
            path = self._engine.url.database or ""
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        row = self._connection.execute(self._query).fetchone()
        return int(row[0]) if row else 0

    def _close(self, _engine: object = None) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _SharedLook:
    """One query over the network for all who ask while the one before is under way, begun after each has asked."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()
        self._next: asyncio.Task[int] | None = None

    async def __call__(self) -> int:
        if self._next is None:
            self._next = asyncio.create_task(self._take_turn())
        return await asyncio.shield(self._next)

    async def _take_turn(self) -> int:
        async with self._turn:
            self._next = None
            with failures_named(self._engine.url):
                async with self._engine.connect() as connection:
                    await connection.execution_options(isolation_level="AUTOCOMMIT")
                    return int(await connection.scalar(_QUERY) or 0)
