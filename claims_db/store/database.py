"""Opening a database, SQLite or PostgreSQL, from its URL.

What else is needed to work with one is offered here too: `migrate`, `reading` and `writing`.
"""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from claims_db.errors import StoreUnavailable
from claims_db.store.failures import place
from claims_db.store.migrating import migrate
from claims_db.store.resting import try_out_the_rested
from claims_db.store.transactions import READ_ONLY, TWIN, UNSYNCED, WRITERS, glancing, reading, turn_to_write, writing

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection

__all__ = ["blocking_twin", "glancing", "migrate", "open_engine", "reading", "sqlite_url", "turn_to_write", "writing"]

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that writes to the same SQLite file."""

POOL_TIMEOUT = 10.0
"""Seconds to wait for a free connection."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_size_limit = 16777216",
    "PRAGMA cache_size = -512",  # kB for each of ten connections; the system keeps the file's pages anyway
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten: to be forgotten means gone from the file
)
_POSTGRES_TIMES = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=120s"


def sqlite_url(path: Path) -> str:
    """The URL of the SQLite file at `path`."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def open_engine(url: str) -> AsyncEngine:
    """Prepare connections to the database at `url`: sqlite:///path or postgresql://user:password@host/name.

    A missing SQLite file is made (mode 0600), and its folder too (0700) when only that one is missing.

    Raises:
        StoreUnavailable: not such a URL, its driver is missing, or the file can't be made.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, ValueError):
        backend = ""
    if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
        return _open_sqlite(parsed)
    if backend == "postgresql":
        return _open_postgres(parsed)
    raise StoreUnavailable("DATABASE_URL is not of the form sqlite:///path or postgresql://user:password@host/name")


def _open_sqlite(url: URL) -> AsyncEngine:
    _make_file(Path(url.database or ""), place(url))
    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite", query={}),
        pool_size=5,
        max_overflow=5,
        pool_timeout=POOL_TIMEOUT,
        hide_parameters=True,
        connect_args={"timeout": BUSY_TIMEOUT},
    )
    twin = blocking_twin(engine)
    engine.update_execution_options(**{WRITERS: asyncio.Lock(), TWIN: twin})
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    event.listen(engine.sync_engine, "engine_disposed", lambda _engine: twin.dispose())
    return engine


def blocking_twin(engine: AsyncEngine) -> Engine:
    """The database of `engine` with the same settings, for one thread whose calls may block.

    Many small statements are cheaper there: each costs no way to another thread, or round of the event loop, and back.
    On SQLite its writers take turns with the others by `turn_to_write(engine)`. On PostgreSQL its connections are not
    tried out before use: that a transaction begins shows it.
    """
    if engine.dialect.name == "postgresql":
        options = _postgres_options(engine.url)
        twin = create_engine(engine.url, pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT", **options)
        event.listen(twin, "begin", _begin_postgres)
        return twin
    twin = create_engine(
        engine.url.set(drivername="sqlite"),
        hide_parameters=True,
        connect_args={"timeout": BUSY_TIMEOUT, "check_same_thread": False},
    )
    event.listen(twin, "connect", _set_up_sqlite)
    event.listen(twin, "begin", _begin_sqlite)
    return twin


def _make_file(path: Path, where: str) -> None:
    """Make the file with rights for its owner only; SQLite gives its side files the same ones."""
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except FileNotFoundError:
        raise StoreUnavailable(f"{where} can't be made: the folder {path.parent} does not exist; make it") from None
    except OSError as error:
        raise StoreUnavailable(
            f"{where} can't be opened or made: {error.strerror}; check its path and rights"
        ) from None


def _set_up_sqlite(connection: "AsyncAdapt_aiosqlite_connection", _record: object) -> None:
    """Settings of one SQLite connection; transactions are begun by `_begin_sqlite`, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _begin_postgres(connection: Connection) -> None:
    """Begin a transaction of a twin in one way there and back; the driver would take one for each command."""
    unsynced = connection.get_execution_options().get(UNSYNCED, False)
    connection.exec_driver_sql("BEGIN; SET LOCAL synchronous_commit TO off" if unsynced else "BEGIN")


def _open_postgres(url: URL) -> AsyncEngine:
    driver, options = url.set(drivername="postgresql+psycopg"), _postgres_options(url)
    try:
        engine = create_async_engine(driver, pool_size=10, max_overflow=0, pool_use_lifo=True, **options)
    except ImportError:
        raise StoreUnavailable(
            "PostgreSQL needs the psycopg driver; install it with: pip install 'allegedly[postgres]'"
        ) from None
    try_out_the_rested(engine.sync_engine)
    return engine


def _postgres_options(url: URL) -> dict[str, Any]:
    return {
        "pool_timeout": POOL_TIMEOUT,
        "hide_parameters": True,
        "connect_args": {
            "connect_timeout": 5,
            "application_name": "allegedly",
            "keepalives_idle": 15,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
            "options": _POSTGRES_TIMES,
            **dict(url.query),
        },
    }
