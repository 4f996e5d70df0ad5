"""Bringing a database to the newest schema of one package; several packages share a database.

A package P keeps its migrations in P/migrations/versions as NNNN_what.py with revision "NNNN"; the newest file name is
the head. Its env.py only calls `run_environment`. The version table is named after the package: "claims_db.store"
has claims_version, "bot.store" has bot_version.
"""

from importlib import resources
from pathlib import Path

from sqlalchemy import MetaData, column, inspect, select, text
from sqlalchemy import table as sql_table
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.errors import StoreUnavailable
from claims_db.store.failures import place
from claims_db.store.transactions import reading, writing

_LOCK_KEY = 0x616C6C6567  # any number that other users of the same PostgreSQL database are unlikely to lock


async def migrate(engine: AsyncEngine, *, package: str) -> None:
    """Create or upgrade the tables of `package` ("claims_db.store"); one quick look when nothing is to be done.

    Safe when several processes start at once: one of them does it, the others wait.

    Raises:
        StoreLocked: another process writes for too long.
        StoreUnavailable: the database can't be used, or a newer release has upgraded it.
    """
    known = revisions(package)
    async with reading(engine) as connection:
        current = await connection.run_sync(current_revision, package)
    _refuse_newer(current, known, place(engine.url))
    if current == known[-1]:
        return
    async with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        current = await connection.run_sync(current_revision, package)
        _refuse_newer(current, known, place(engine.url))
        if current != known[-1]:
            await connection.run_sync(upgrade, package)


def version_table(package: str) -> str:
    """Where alembic notes the schema version of `package`: "bot.store" -> "bot_version"."""
    return package.partition(".")[0].removesuffix("_db") + "_version"


def run_environment(metadata: MetaData) -> None:
    """The whole of an env.py: run the migrations on the connection that `migrate` has opened, in its transaction."""
    from alembic import context

    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=metadata,
        version_table=version_table(attributes["package"]),
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def revisions(package: str) -> list[str]:
    """Revisions of a package's migrations, oldest first."""
    folder = resources.files(package) / "migrations" / "versions"
    return sorted(entry.name.partition("_")[0] for entry in folder.iterdir() if entry.name[:1].isdigit())


def current_revision(connection: Connection, package: str) -> str | None:
    """The revision that the database is at; None before the first migration."""
    table = version_table(package)
    if not inspect(connection).has_table(table):
        return None
    revision: str | None = connection.execute(select(column("version_num")).select_from(sql_table(table))).scalar()
    return revision


def _refuse_newer(current: str | None, known: list[str], where: str) -> None:
    if current is not None and current not in known:
        raise StoreUnavailable(f"{where} was made by a newer release; upgrade this program")


def upgrade(connection: Connection, package: str, to: str = "head") -> None:
    """Bring the tables of `package` to the revision `to`, in the transaction that the connection is in."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "package": package})
    config.set_main_option("script_location", str(_folder(package)).replace("%", "%%"))
    command.upgrade(config, to)


def _folder(package: str) -> Path:
    with resources.as_file(resources.files(package) / "migrations") as folder:
        return folder
