"""A database -> a backup: one moment of it, while the bot goes on."""

import time
from pathlib import Path

from sqlalchemy import MetaData, Table, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.backup.alone import refuse_running_bots
from bot.backup.archive import ArchiveWriter, Manifest, writing_archive
from bot.backup.errors import BackupError
from bot.backup.tables import PACKAGES, is_kept, names
from claims_db.errors import StoreUnavailable
from claims_db.store.database import reading
from claims_db.store.failures import place
from claims_db.store.migrating import current_revision

_AT_ONCE = 500


async def back_up(engine: AsyncEngine, path: Path, *, moving: bool = False) -> Manifest:
    """Write what is in the database now to `path`, in the place of a backup that is there.

    `moving`: with the updates that wait, for a database that takes over; the bot must not run then.

    Raises:
        BackupError: there is nothing to keep, or the file can't be written.
        StoreLocked: `moving`, and a bot works with the server.
        StoreUnavailable: the database can't be read, or is damaged.
    """
    async with reading(engine) as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            if moving:
                await refuse_running_bots(connection)
        else:
            await _refuse_damaged(connection)
        made_at = time.time()
        revisions, tables = await connection.run_sync(_look, names(moving=moving))
        if len(revisions) < len(PACKAGES):
            raise BackupError(f"{place(engine.url)} holds no records of a bot yet")
        with writing_archive(path) as archive:
            for table in tables:
                await _copy(connection, table, archive)
            return archive.finish(made_at, revisions)


async def _refuse_damaged(connection: AsyncConnection) -> None:
    """A damaged file may still be read in part, and a backup of that would pass for a good one."""
    if await connection.scalar(text("PRAGMA integrity_check(1)")) != "ok":
        raise StoreUnavailable(f"{place(connection.engine.url)} is damaged; restore it from an earlier backup")


def _look(connection: Connection, wanted: frozenset[str]) -> tuple[dict[str, str], list[Table]]:
    """The schema's revisions by package, and the tables with the columns that they have at those."""
    found = {package: current_revision(connection, package) for package in PACKAGES}
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: name in wanted)
    return {package: revision for package, revision in found.items() if revision}, list(metadata.sorted_tables)


async def _copy(connection: AsyncConnection, table: Table, archive: ArchiveWriter) -> None:
    columns = list(table.columns)
    result = await connection.stream(select(*columns).order_by(*table.primary_key))
    with archive.table(table.name, [column.name for column in columns]) as entry:
        async for rows in result.partitions(_AT_ONCE):
            for row in rows:
                if is_kept(table, tuple(row)):
                    entry.line(row)
