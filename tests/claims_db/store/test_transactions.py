"""Transactions: whole or not at all, one writer after the other, and refusals with a name."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.errors import StoreLocked, StoreUnavailable
from claims_db.store.database import glancing, migrate, open_engine, reading, sqlite_url, writing
from claims_db.store.schema import store

TALLY = "CREATE TABLE tally (n INTEGER)"


def open_with(path: Path, pragma: str) -> AsyncEngine:
    """An engine on the file at `path` whose connections also run `pragma`."""
    engine = open_engine(sqlite_url(path))

    def run(connection: sqlite3.Connection, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", run)
    return engine


async def fail_half_way(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE store SET revision = 5"))
        raise ZeroDivisionError


async def test_a_transaction_that_raises_leaves_nothing(engine: AsyncEngine):
    """Half of a change is never seen."""
    with pytest.raises(ZeroDivisionError):
        await fail_half_way(engine)

    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT revision FROM store")) == 0


async def test_a_reader_does_not_wait_for_a_writer(engine: AsyncEngine):
    """While a long write goes on, readers see the state before it."""
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE store SET revision = 5"))
        async with reading(engine) as other:
            assert await other.scalar(text("SELECT revision FROM store")) == 0


async def test_many_writers_of_one_process_all_succeed(engine: AsyncEngine):
    """Tasks that write at the same moment wait for each other; nobody is turned away."""

    async def add_one() -> None:
        async with writing(engine) as connection:
            await connection.execute(text("UPDATE store SET revision = revision + 1"))
            await asyncio.sleep(0)

    await asyncio.gather(*(add_one() for _ in range(30)))

    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT revision FROM store")) == 30


async def test_a_file_held_by_another_process_is_named(tmp_path: Path):
    """The wait has an end, and the message says that somebody else writes."""
    engine = open_with(tmp_path / "a.sqlite3", "busy_timeout = 20")
    async with writing(engine) as connection:
        await connection.execute(text(TALLY))
    other = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreLocked, match="is held by another process; stop that one, or try again"):
        async with writing(engine) as connection:
            await connection.execute(text("INSERT INTO tally VALUES (1)"))

    other.close()
    await engine.dispose()


async def test_a_held_row_of_postgres_is_named(postgres_url: str):
    """The wait for a row that another process has locked ends with a named error, too."""
    engine = open_engine(f"{postgres_url}?options=-c%20lock_timeout%3D50")
    async with writing(engine) as connection:
        await connection.execute(text(TALLY))
        await connection.execute(text("INSERT INTO tally VALUES (1)"))

    async with writing(engine) as connection:
        await connection.execute(text("UPDATE tally SET n = 2"))
        with pytest.raises(StoreLocked, match="is held by another process"):
            async with writing(engine) as other:
                await other.execute(text("UPDATE tally SET n = 3"))

    await engine.dispose()


async def test_a_full_disk_is_named(tmp_path: Path):
    """No more room: nothing of the transaction stays, and the operator is told why."""
    engine = open_with(tmp_path / "a.sqlite3", "max_page_count = 3")
    async with writing(engine) as connection:
        await connection.execute(text(TALLY))

    with pytest.raises(StoreUnavailable, match="can't grow, the disk is full; free some space"):
        async with writing(engine) as connection:
            await connection.execute(text("INSERT INTO tally VALUES (zeroblob(100000))"))

    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT count(*) FROM tally")) == 0
    await engine.dispose()


async def test_a_read_only_database_is_named(tmp_path: Path):
    """A write that is not allowed says which right is missing."""
    engine = open_with(tmp_path / "a.sqlite3", "query_only = 1")

    with pytest.raises(StoreUnavailable, match="may not be written; give the user that runs this write access"):
        async with writing(engine) as connection:
            await connection.execute(text(TALLY))

    await engine.dispose()


async def test_a_read_only_postgres_is_named(postgres_url: str):
    """A standby can be read, not written; the operator is sent to the primary."""
    engine = open_engine(f"{postgres_url}?options=-c%20default_transaction_read_only%3Don")

    with pytest.raises(StoreUnavailable, match="is read-only; point DATABASE_URL to the primary"):
        async with writing(engine) as connection:
            await connection.execute(text(TALLY))

    await engine.dispose()


async def test_a_slow_command_of_postgres_is_named(postgres_url: str):
    """The server gives up on a command that takes too long, and we say so."""
    engine = open_engine(f"{postgres_url}?options=-c%20statement_timeout%3D50")

    with pytest.raises(StoreUnavailable, match="took too long over a command"):
        async with reading(engine) as connection:
            await connection.execute(text("SELECT pg_sleep(5)"))

    await engine.dispose()


async def test_our_own_faults_stay_visible(engine: AsyncEngine):
    """A broken constraint is no matter of the operator's; it passes as it is, without the values."""
    with pytest.raises(IntegrityError) as refused:
        async with writing(engine) as connection:
            await connection.execute(text("INSERT INTO store (id, revision) VALUES (1, :secret)"), {"secret": 424242})

    assert "424242" not in str(refused.value)


async def test_a_cancelled_writer_lets_the_next_one_write(engine: AsyncEngine):
    """A task that is given up holds neither the queue nor the database."""
    started = asyncio.Event()

    async def write_for_ever() -> None:
        async with writing(engine) as connection:
            await connection.execute(text("UPDATE store SET revision = 9"))
            started.set()
            await asyncio.sleep(3600)

    task = asyncio.create_task(write_for_ever())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with writing(engine) as connection:
        assert await connection.scalar(text("SELECT revision FROM store")) == 0


async def test_a_glance_sees_what_is_committed_and_waits_for_no_writer(database_url):
    """While another transaction writes, what was there before it is read."""
    engine = open_engine(database_url)
    await migrate(engine, package="claims_db.store")
    query = select(store.c.revision)
    async with writing(engine) as writer:
        await writer.execute(update(store).values(revision=7))
        async with asyncio.timeout(30), glancing(engine) as connection:
            before = await connection.scalar(query)
    async with glancing(engine) as connection:
        after = (await connection.execute(query)).scalar_one()
    await engine.dispose()

    assert (before, after) == (0, 7)


async def test_a_glance_at_a_damaged_file_is_named(tmp_path):
    """As every other failure of the database."""
    engine = open_engine(sqlite_url(tmp_path / "claims.sqlite3"))
    (tmp_path / "claims.sqlite3").write_bytes(b"no database at all" * 100)

    with pytest.raises(StoreUnavailable):
        async with glancing(engine) as connection:
            await connection.scalar(select(store.c.revision))

    await engine.dispose()
