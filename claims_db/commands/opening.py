"""What the commands on stored claims share: the store they work on, and how they fail."""

import functools
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ParamSpec

import typer

from claims_db.errors import ClaimsError, StoreUnavailable
from claims_db.seeding import load_starter
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine, sqlite_url

CLAIMS_WRONG = 1
"""Exit status when claims or files are wrong, or a file can't be read or written."""

STORE_UNAVAILABLE = 3
"""Exit status when the database can't be used."""

_Given = ParamSpec("_Given")


@asynccontextmanager
async def open_store() -> AsyncIterator[SqlClaimStore]:
    """The store that DATABASE_URL names, else the one in DATA_DIR (./data), made ready as the bot does it.

    Raises:
        StoreUnavailable: the database can't be used.
    """
    folder = Path(os.environ.get("DATA_DIR") or "data")
    engine = open_engine(os.environ.get("DATABASE_URL") or sqlite_url(folder / "allegedly.sqlite3"))
    try:
        await migrate(engine, package="claims_db.store")
        store = SqlClaimStore(engine, trusted_hosts=trusted_hosts())
        await load_starter(store)
        yield store
    finally:
        await engine.dispose()


def trusted_hosts() -> frozenset[str]:
    """The `host:port` of LINK_ALLOW_HOSTS: sources may lie there although their ports are unusual."""
    named = os.environ.get("LINK_ALLOW_HOSTS", "").lower().split(",")
    return frozenset(filter(None, map(str.strip, named)))


def expected_failures(command: Callable[_Given, None]) -> Callable[_Given, None]:
    """Make a command end with a message and an exit status where files or the store fail."""

    @functools.wraps(command)
    def guarded(*given: _Given.args, **named: _Given.kwargs) -> None:
        try:
            command(*given, **named)
        except BrokenPipeError:
            # Whoever read our output has left; nothing more may be written, not even by the interpreter's last flush.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(CLAIMS_WRONG) from None
        except (ClaimsError, OSError) as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(STORE_UNAVAILABLE if isinstance(error, StoreUnavailable) else CLAIMS_WRONG) from None

    return guarded
