"""The migrations make the tables that the code works with."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.store.schema import metadata
from claims_db.store.database import migrate
from claims_db.store.schema import metadata as claims_metadata


async def test_migrations_lead_to_the_tables_of_the_schema(engine):
    """A new database after all migrations has exactly the bot's tables, columns and indices."""
    ours = set(metadata.tables)

    def differences(connection):
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in ours}
        )
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_claims_base_fits_into_the_same_database(engine):
    """Both packages keep their tables side by side, in either order, and a second start changes nothing."""
    await migrate(engine, package="claims_db.store")
    await migrate(engine, package="bot.store")

    assert set(metadata.tables).isdisjoint(claims_metadata.tables)
