"""Databases with something in every table, and what is in them."""

from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Boolean, Double, Float, Integer, LargeBinary, MetaData, select, text

from bot.backup import back_up
from bot.backup.tables import PACKAGES, names
from claims_db.store.database import open_engine, reading, writing
from claims_db.store.migrating import current_revision, upgrade

TEXT = "Рядок «ї» 🙂 \"'\\ , \n\t\u2028 end"

ROOT = Path(__file__).parents[3]
LIMIT = 60  # seconds for one process


@asynccontextmanager
async def opened(url):
    """An engine, let go of also when the block raises."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()


async def make(url, revisions=None):
    """A database at the newest revisions, or at those given by package, with two rows in every table."""
    async with opened(url) as engine, writing(engine) as connection:
        await connection.run_sync(_make, revisions or {})


async def saved(url, path, **how):
    """A backup of the database at `url`."""
    async with opened(url) as engine:
        return await back_up(engine, path, **how)


async def execute(url, *statements):
    """Run statements in one transaction."""
    async with opened(url) as engine, writing(engine) as connection:
        for statement in statements:
            await connection.execute(text(statement) if isinstance(statement, str) else statement)


async def contents(url):
    """Every row of our tables, by table."""
    async with opened(url) as engine, reading(engine) as connection:
        return await connection.run_sync(_read)


async def schema(url):
    """The revisions of a database, by package."""
    async with opened(url) as engine, reading(engine) as connection:
        return await connection.run_sync(lambda sync: {name: current_revision(sync, name) for name in PACKAGES})


def _make(connection, revisions):
    for package in PACKAGES:
        upgrade(connection, package, revisions.get(package, "head"))
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: name in names())
    for table in metadata.sorted_tables:
        if table.name == "store":
            connection.execute(table.update().values(revision=2))
        else:
            connection.execute(table.insert(), [_row(table, 1), _row(table, 2)])


def _row(table, number):
    return {column.name: _value(column, number) for column in table.columns}


def _value(column, number):
    if number == 2 and column.nullable:
        return None
    kind = column.type
    if isinstance(kind, Boolean):
        return number == 1
    if isinstance(kind, LargeBinary):
        return bytes([0, 255, number])
    if isinstance(kind, Float | Double):
        return 1_700_000_000.123 + number
    if isinstance(kind, Integer):
        return number
    length = getattr(kind, "length", None)
    if column.primary_key or column.foreign_keys or length:
        return f"row-{number}"
    return f"{TEXT}{number}"


def _read(connection):
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: name in names())
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
        for table in metadata.sorted_tables
    }
