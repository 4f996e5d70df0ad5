"""Inserting rows that may be there already, on SQLite and PostgreSQL alike."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def row_of(record: Any) -> dict[str, Any]:  # noqa: ANN401 -- any of our flat records
    """A record with slots as a row: what `dataclasses.asdict` gives, without copying each value."""
    return {name: getattr(record, name) for name in record.__slots__}


async def insert_new(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert those of `rows`, which name the same columns, whose key is not there yet: how many there were."""
    if not rows:
        return 0
    if connection.dialect.name == "postgresql":
        names = tuple(rows[0])
        columns = {f"all_{name}": [row[name] for row in rows] for name in names}
        done = await connection.execute(_insert_columns(table, names), columns)
    else:
        done = await connection.execute(_insert_new(connection.dialect.name, table), list(rows))
    return int(done.rowcount)


async def upsert(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`; where the primary key is there already, the new row takes its place."""
    if rows:
        await connection.execute(_upsert(connection.dialect.name, table), list(rows))


@cache  # for each table once: building a statement costs more than running it
def _insert_new(dialect: str, table: Table) -> Executable:
    return _insert(dialect, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _insert_columns(table: Table, names: tuple[str, ...]) -> Executable:
    """Takes each column as one list: a row costs a third of what it does as a command of its own."""
    columns = [table.c[name] for name in names]
    lists = [bindparam(f"all_{column.name}", type_=postgresql.ARRAY(column.type)) for column in columns]
    rows = select(*(func.unnest(values) for values in lists))
    insert = postgresql.insert(table).from_select(list(names), rows, include_defaults=False)
    return insert.on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _upsert(dialect: str, table: Table) -> Executable:
    insert = _insert(dialect, table)
    rest = {column.name: insert.excluded[column.name] for column in table.columns if not column.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
