"""Putting a backup into a PostgreSQL database: one transaction, so that all of it is there or nothing has changed."""

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backup.alone import refuse_running_bots
from bot.backup.archive import Archive
from bot.backup.errors import NotEmpty
from bot.backup.loading import is_used, load
from bot.backup.scrubbing import tombstones
from bot.backup.tables import PACKAGES, names
from claims_db.store.database import writing
from claims_db.store.failures import place
from claims_db.store.migrating import version_table


async def restore_server(archive: Archive, engine: AsyncEngine, *, replace: bool) -> None:
    """Put `archive` in the place of our tables, in one transaction.

    Raises:
        NotEmpty, DamagedBackup: see `restore`.
        StoreLocked: a bot works with the database. StoreUnavailable: it can't be used.
    """
    async with writing(engine) as connection:
        if await connection.run_sync(is_used) and not replace:
            raise NotEmpty(place(engine.url))
        await refuse_running_bots(connection)
        forgotten = await connection.run_sync(tombstones)
        await connection.run_sync(_drop)
        await connection.run_sync(load, archive, forgotten)


def _drop(connection: Connection) -> None:
    """Remove our tables and the functions behind their triggers, and nothing that belongs to anybody else."""
    there = set(inspect(connection).get_table_names())
    ours = sorted(there & (names() | {version_table(package) for package in PACKAGES}))
    if not ours:
        return
    quoted = [f'"{name}"' for name in ours]
    functions = connection.execute(
        text(
            "SELECT DISTINCT tgfoid::regproc::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid = ANY(CAST(:tables AS regclass[]))"
        ),
        {"tables": quoted},
    ).scalars()
    dropped = [f"{name}()" for name in functions]
    connection.execute(text(f"DROP TABLE {', '.join(quoted)} CASCADE"))
    for function in dropped:
        connection.execute(text(f"DROP FUNCTION {function}"))
