"""What a database's refusal means to the operator: a reason that says what to do, without secrets or data.

The drivers' own texts are left out on purpose: they may quote a row, and a row may hold what somebody wrote.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, InternalError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from claims_db.errors import StoreLocked, StoreUnavailable

_SQLITE_LOCKED = {5, 6}  # SQLITE_BUSY, SQLITE_LOCKED
_SQLITE_CODES = {
    3: "may not be opened; give the user that runs this read and write access to the file and its folder",
    8: "may not be written; give the user that runs this write access to the file and its folder",
    10: "can't be read or written, the disk reports errors; check the disk and restore a backup if needed",
    11: "is damaged; restore it from a backup, or move it away to start with an empty one",
    13: "can't grow, the disk is full; free some space",
    14: "can't be opened; check that its folder exists and that the user that runs this may write there",
    23: "may not be opened; give the user that runs this read and write access to the file and its folder",
    26: "is not a database file; check DATABASE_URL and DATA_DIR, or move the file away to start with an empty one",
}
_SQLITE_ERROR = 1  # a fault in the command itself (a missing table, bad SQL): ours, so it stays visible

_POSTGRES_LOCKED = {"55P03", "40P01"}
_POSTGRES_CODES = {
    "28P01": "refused the password; check DATABASE_URL",
    "28000": "refused the user; check DATABASE_URL and the server's pg_hba.conf",
    "3D000": "does not exist; create it (createdb) or check DATABASE_URL",
    "42501": "gave no permission; grant the user the right to create and write tables",
    "25006": "is read-only; point DATABASE_URL to the primary server",
    "53100": "can't grow, the server's disk is full; free some space there",
    "53200": "is out of memory; check the server",
    "53300": "has too many connections; raise max_connections or run fewer processes",
    "57P01": "is shutting down; try again when it is back",
    "57P02": "crashed; try again when it is back",
    "57P03": "is starting up; try again in a moment",
    "57014": "took too long over a command; check the load of the server",
}
_POSTGRES_CONNECTING = (
    ("password authentication failed", "28P01"),
    ("no password supplied", "28P01"),
    ("no pg_hba.conf entry", "28000"),
    ('role ".*" does not exist', "28000"),
    ('database ".*" does not exist', "3D000"),
    ("permission denied", "42501"),
    ("too many clients", "53300"),
    ("remaining connection slots", "53300"),
    ("starting up", "57P03"),
    ("shutting down", "57P01"),
)
"""Words of a refused connection, which comes without a code, and the code it stands for; only the server's own line
is looked at."""


@contextmanager
def failures_named(url: URL) -> Iterator[None]:
    """Turn what the database at `url` refuses inside the block into StoreUnavailable or StoreLocked.

    Faults of our own commands (wrong SQL, a broken constraint) pass unchanged.
    """
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        named = _named(error, place(url))
        if named is None:
            raise
        raise named from None


def place(url: URL) -> str:
    """How to call the database at `url` in a message: as the operator configured it, without user and password."""
    if url.get_backend_name() == "sqlite":
        return f"the database {url.database}"
    return f"the database {url.database or ''} at {url.host or 'the local socket'}:{url.port or 5432}"


def _named(error: DBAPIError | PoolTimeout, where: str) -> StoreUnavailable | None:
    if isinstance(error, PoolTimeout):
        return StoreLocked(f"{where} is busy, all connections are in use; try again")
    sqlite_code = getattr(error.orig, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return _sqlite(sqlite_code & 0xFF, where)
    return _postgres(error, where)


def _postgres(error: DBAPIError, where: str) -> StoreUnavailable | None:
    state = getattr(error.orig, "sqlstate", None) or _connecting(str(error.orig))
    if state in _POSTGRES_LOCKED:
        return StoreLocked(f"{where} is held by another process; try again when it is done")
    if state in _POSTGRES_CODES:
        return StoreUnavailable(f"{where} {_POSTGRES_CODES[state]}")
    if state is None and isinstance(error, OperationalError | InterfaceError):
        return StoreUnavailable(f"{where} can't be reached; check that the server runs and DATABASE_URL is right")
    if state is None and isinstance(error, ProgrammingError) and error.statement is None:
        return StoreUnavailable(f"{where} can't be opened: DATABASE_URL has an option that PostgreSQL does not know")
    if isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError:
        return StoreUnavailable(f"{where} refused a command (code {state}); see the server's log")
    return None


def _connecting(said: str) -> str | None:
    _, fatal, reason = said.partition("FATAL: ")
    return next((code for words, code in _POSTGRES_CONNECTING if fatal and re.search(words, reason)), None)


def _sqlite(code: int, where: str) -> StoreUnavailable | None:
    if code in _SQLITE_LOCKED:
        return StoreLocked(f"{where} is held by another process; stop that one, or try again when it is done")
    if code in _SQLITE_CODES:
        return StoreUnavailable(f"{where} {_SQLITE_CODES[code]}")
    if code in (_SQLITE_ERROR, 19):  # 19: a broken constraint
        return None
    return StoreUnavailable(f"{where} refused a command (SQLite code {code})")
