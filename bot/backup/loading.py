"""The contents of a backup -> tables, in a transaction of the caller.

The tables are made as they were when the backup was, filled, and then brought to this release's schema by the same
migrations as any database.
"""

from collections.abc import Mapping

from sqlalchemy import MetaData, Table, delete, func, literal, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, IntegrityError

from bot.backup.archive import Archive, batches
from bot.backup.errors import DamagedBackup
from bot.backup.scrubbing import scrub
from bot.backup.tables import PACKAGES, names
from claims_db.store.migrating import current_revision, upgrade

_AT_ONCE = 500


def is_used(connection: Connection) -> bool:
    """Whether a bot has ever been started on this database."""
    return any(current_revision(connection, package) for package in PACKAGES)


def load(connection: Connection, archive: Archive, forgotten: Mapping[str, float]) -> None:
    """Make and fill the tables; nobody whom `forgotten` tells of comes back. Raises DamagedBackup."""
    manifest = archive.manifest
    for package in PACKAGES:
        upgrade(connection, package, manifest.revisions[package])
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: name in names())
    missing = manifest.tables.keys() - metadata.tables.keys()
    if missing:
        raise DamagedBackup(archive.path, f"no such tables at its revisions: {', '.join(sorted(missing))}")
    for table in metadata.sorted_tables:
        if table.name in manifest.tables:
            _fill(connection, table, archive)
    for package in PACKAGES:
        upgrade(connection, package)
    scrub(connection, forgotten, since=manifest.made_at)


def _fill(connection: Connection, table: Table, archive: Archive) -> None:
    if connection.execute(select(literal(1)).select_from(table).limit(1)).first():
        connection.execute(delete(table))  # what the migrations put there
    for rows in batches(archive.rows(table.name), _AT_ONCE):
        if rows[0].keys() != set(table.columns.keys()):
            raise DamagedBackup(archive.path, f"{table.name} has other columns")
        try:
            connection.execute(table.insert(), rows)
        except (IntegrityError, DataError):
            raise DamagedBackup(archive.path, f"{table.name} has rows that do not fit") from None
    if connection.dialect.name == "postgresql":
        _go_on_counting(connection, table)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that were put back."""
    for column in table.primary_key:
        name = {"table": f'"{table.name}"', "column": column.name}
        sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), name)
        highest = connection.scalar(select(func.max(column))) if sequence else None
        if highest is not None:
            connection.execute(select(func.setval(sequence, highest)))
