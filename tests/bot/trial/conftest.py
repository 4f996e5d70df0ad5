"""What tests of trials share."""

import pytest

from bot.store.records import open_records
from claims_db.store.database import migrate, open_engine


@pytest.fixture
async def records(database_url):
    """Everything the bot remembers, still nothing, on SQLite and PostgreSQL in turn."""
    engine = open_engine(database_url)
    await migrate(engine, package="bot.store")
    records = await open_records(engine)
    yield records
    await records.writer.settle()
    await engine.dispose()
