"""Transactions: `reading` and `writing` give a connection inside one transaction and name what goes wrong.

SQLite has one writer at a time: `writing` lets the tasks of a process queue in memory and takes the file's write
lock from the start, so that a transaction never fails half-way because somebody else wrote.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from claims_db.errors import StoreLocked
from claims_db.store.at_once import AtOnce
from claims_db.store.failures import failures_named, place

QUEUE_TIMEOUT = 30.0
"""Seconds a task waits for the writers of its own process."""

READ_ONLY = "allegedly_read_only"
"""Option of a connection: its transactions only read."""

WRITERS = "allegedly_writers"
"""Option of an engine: the asyncio.Lock behind which its writers queue; absent where many may write at once."""

UNSYNCED = "allegedly_unsynced"
"""Option of a blocking twin's connection to PostgreSQL: no commit waits for the server's disk.

What it writes outlives this process at once, and the server within a second. SQLite has nothing to gain: there the
commits that wait gather more writes each, and so cost less.
"""

TWIN = "allegedly_twin"
"""Option of an engine: a blocking engine for the same file; absent where the database is over a network."""


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction that only reads; on SQLite it never waits for writers.

    Raises:
        StoreUnavailable: the database can't be opened or read.
    """
    with failures_named(engine.url):
        async with engine.connect() as connection:
            await connection.execution_options(**{READ_ONLY: True})
            async with connection.begin():
                yield connection


@asynccontextmanager
async def glancing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """As `reading`, for one query of a few rows that an index finds; await nothing but the connection inside the block.

    On SQLite it is done in place: such a read takes less than the way to another thread and back, and waits for
    nobody. On PostgreSQL it is a transaction by itself, without the ways there and back that begin and end one.
    """
    twin: Engine | None = engine.get_execution_options().get(TWIN)
    if twin is None:
        with failures_named(engine.url):
            async with engine.connect() as connection:
                yield await connection.execution_options(isolation_level="AUTOCOMMIT")
        return
    with failures_named(engine.url), twin.connect() as blocking:
        blocking.execution_options(**{READ_ONLY: True})
        with blocking.begin():
            yield cast(AsyncConnection, AtOnce(blocking))


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction that may write: durable once the block has ended, gone altogether when it raises.

    Not to be nested: the inner one would wait for the outer one.

    Raises:
        StoreLocked: another process or task wrote for too long.
        StoreUnavailable: the database can't be opened or written.
    """
    async with turn_to_write(engine):
        with failures_named(engine.url):
            async with engine.begin() as connection:
                yield connection


@asynccontextmanager
async def turn_to_write(engine: AsyncEngine) -> AsyncIterator[None]:
    """The place of a writer within this process, where only one may write at a time.

    Raises:
        StoreLocked: the writers before took too long.
    """
    writers: asyncio.Lock | None = engine.get_execution_options().get(WRITERS)
    if writers is None:
        yield
        return
    try:
        async with asyncio.timeout(QUEUE_TIMEOUT):  # wait_for would lose a cancellation in Python 3.11
            await writers.acquire()
    except TimeoutError:
        raise StoreLocked(f"{place(engine.url)} is busy with another task; try again") from None
    try:
        yield
    finally:
        writers.release()
