"""Schema changes: complete, quick when there is nothing to do, safe when two start at once."""

import asyncio
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.errors import StoreUnavailable
from claims_db.store.database import migrate, open_engine, reading, writing
from claims_db.store.migrating import version_table
from claims_db.store.schema import metadata


def test_each_package_has_its_version_table():
    """Two packages migrate one database without knowing each other."""
    assert version_table("claims_db.store") == "claims_version"
    assert version_table("bot.store") == "bot_version"


async def test_the_migrations_make_the_tables_of_the_schema(engine: AsyncEngine):
    """What the code expects and what the migrations made is the same on both kinds of database."""

    def differences(connection: Connection) -> list[object]:
        ours = {"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables}
        return list(compare_metadata(MigrationContext.configure(connection, opts=ours), metadata))

    async with reading(engine) as connection:
        assert await connection.run_sync(differences) == []


async def test_migrating_again_changes_nothing(engine: AsyncEngine):
    """Every start migrates; only the first one has something to do."""
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE store SET revision = 7"))

    await migrate(engine, package="claims_db.store")

    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT revision FROM store")) == 7


def test_a_start_without_migrations_does_without_alembic(sqlite_url: str):
    """The usual start is quick: the migration tool is not even imported."""
    program = (
        "import asyncio, sys\n"
        "from claims_db.store.database import migrate, open_engine\n"
        "async def main():\n"
        f"    engine = open_engine({sqlite_url!r})\n"
        "    await migrate(engine, package='claims_db.store')\n"
        "    await engine.dispose()\n"
        "asyncio.run(main())\n"
        "print('alembic' in sys.modules)\n"
    )
    said = [subprocess.check_output([sys.executable, "-c", program], text=True, timeout=60) for _ in range(2)]

    assert said == ["True\n", "False\n"]


async def test_a_newer_release_s_database_is_left_alone(engine: AsyncEngine):
    """An older program says that it is too old, and changes nothing."""
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE claims_version SET version_num = '9999'"))

    with pytest.raises(StoreUnavailable, match="was made by a newer release; upgrade this program"):
        await migrate(engine, package="claims_db.store")


async def test_several_processes_may_start_at_once(empty_database_url: str):
    """One of them makes the folder and the tables, the others wait for it; none fails."""
    database_url = empty_database_url.replace("allegedly.sqlite3", "data/allegedly.sqlite3")
    program = (
        "import asyncio\n"
        "from claims_db.store.database import migrate, open_engine\n"
        "async def main():\n"
        f"    engine = open_engine({database_url!r})\n"
        "    await migrate(engine, package='claims_db.store')\n"
        "    await engine.dispose()\n"
        "asyncio.run(main())\n"
    )
    started = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, stderr=asyncio.subprocess.PIPE)
        for _ in range(4)
    ]
    ended = await asyncio.gather(*(process.communicate() for process in started))

    assert [process.returncode for process in started] == [0, 0, 0, 0], ended
    engine = open_engine(database_url)
    async with reading(engine) as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).has_table("versions"))
        assert await connection.scalar(text("SELECT count(*) FROM store")) == 1
    await engine.dispose()


async def test_a_migration_that_fails_leaves_nothing(empty_database_url: str):
    """All tables or none: a name that is taken rolls everything back."""
    engine = open_engine(empty_database_url)
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE marks (x INTEGER)"))

    with pytest.raises(Exception, match="marks"):
        await migrate(engine, package="claims_db.store")

    async with reading(engine) as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == ["marks"]
    await engine.dispose()
