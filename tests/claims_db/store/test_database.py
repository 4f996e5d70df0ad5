"""Opening databases: what is made, how safely it is set up, and what each refusal says."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from claims_db.errors import StoreUnavailable
from claims_db.store.database import migrate, open_engine, reading, sqlite_url


async def use(url: str) -> None:
    """Open and migrate, as every process does first."""
    engine = open_engine(url)
    try:
        await migrate(engine, package="claims_db.store")
    finally:
        await engine.dispose()


async def test_sqlite_survives_a_crash_by_its_settings(sqlite_url: str):
    """Write-ahead log, flushed at each commit; foreign keys are watched, and others are waited for."""
    engine = open_engine(sqlite_url)

    async with reading(engine) as connection:
        found = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    await engine.dispose()

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


async def test_only_the_owner_may_read_what_we_make(tmp_path: Path):
    """Folder, file and the files beside it are closed to other users, whatever the umask is."""
    before = os.umask(0)
    try:
        engine = open_engine(sqlite_url(tmp_path / "data" / "a.sqlite3"))
        await migrate(engine, package="claims_db.store")
        modes = modes_in(tmp_path)
        await engine.dispose()
    finally:
        os.umask(before)

    assert modes.pop("data") == 0o700
    assert {"a.sqlite3", "a.sqlite3-wal"} <= set(modes)
    assert set(modes.values()) == {0o600}


def modes_in(folder: Path) -> dict[str, int]:
    """The access rights of everything below a folder."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def test_an_odd_path_is_kept():
    """A path with blanks, percent and question marks names the same file through the URL."""
    odd = Path("/tmp/a b%20c?d#e.sqlite3")

    assert make_url(sqlite_url(odd)).database == str(odd)


@pytest.mark.parametrize(
    "url",
    ["", "garbage", "sqlite://", "sqlite:///:memory:", "mysql://host/name", "postgresql://a:b@host:port/name", "://"],
)
def test_an_address_of_another_kind_is_refused(url: str):
    """The operator is told which forms there are."""
    with pytest.raises(StoreUnavailable, match="DATABASE_URL is not of the form sqlite:///path or postgresql://"):
        open_engine(url)


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path):
    """A wrong path to somebody's file is named, and the file is untouched."""
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear editor, " * 500)

    with pytest.raises(StoreUnavailable, match=r"letter\.txt is not a database file; check"):
        await use(sqlite_url(file))

    assert file.read_bytes() == b"Dear editor, " * 500


async def test_a_damaged_database_is_named(tmp_path: Path):
    """Pages overwritten by something else: the operator is told to restore a backup."""
    file = tmp_path / "a.sqlite3"
    await use(sqlite_url(file))
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    with pytest.raises(StoreUnavailable, match=r"a\.sqlite3 is damaged; restore it from a backup"):
        await use(sqlite_url(file))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("no/such/folder/a.sqlite3", "can't be made: the folder .*no/such/folder does not exist"),
        ("", "can't be opened or made: Is a directory"),
        ("file/a.sqlite3", "can't be opened or made: Not a directory"),
    ],
)
def test_a_path_that_can_t_be_is_named(tmp_path: Path, path: str, reason: str):
    """Only the last folder is made: a mistyped path makes no new, empty claims base somewhere."""
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnavailable, match=reason):
        open_engine(sqlite_url(tmp_path / path))


async def test_a_wrong_password_is_named_without_it(postgres_url: str):
    """The operator is told what was refused; the password is in no message."""
    wrong = make_url(postgres_url).set(password="hunter2hunter2").render_as_string(hide_password=False)

    with pytest.raises(StoreUnavailable, match="refused the password; check DATABASE_URL") as refused:
        await use(wrong)

    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None


async def test_a_missing_postgres_database_is_named(postgres_url: str):
    """The operator is told to create it."""
    missing = make_url(postgres_url).set(database="nowhere").render_as_string(hide_password=False)

    with pytest.raises(StoreUnavailable, match=r"the database nowhere at .* does not exist; create it"):
        await use(missing)


async def test_an_unknown_option_of_the_address_is_named(postgres_url: str):
    """A slip in the query part of DATABASE_URL is no mystery."""
    with pytest.raises(StoreUnavailable, match="DATABASE_URL has an option that PostgreSQL does not know"):
        await use(f"{postgres_url}?sslmod=require")


async def test_a_server_that_is_not_there_is_named():
    """Nobody listens: the operator is told where we tried."""
    with pytest.raises(StoreUnavailable, match=r"the database name at 127\.0\.0\.1:1 can't be reached"):
        await use("postgresql://ann:secret@127.0.0.1:1/name")


def test_without_the_driver_the_extra_is_named():
    """An installation without PostgreSQL's driver says what to install."""
    program = (
        "import sys\n"
        "sys.modules['psycopg'] = None\n"
        "from claims_db.store.database import open_engine\n"
        "open_engine('postgresql://ann@127.0.0.1/name')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)

    assert (
        "StoreUnavailable: PostgreSQL needs the psycopg driver; install it with: pip install 'allegedly[postgres]'"
        in (done.stderr)
    )
