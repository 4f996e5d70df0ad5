"""The bot's own records, on an SQLite file and on a real PostgreSQL."""

import pytest

from bot.store.records import open_records
from claims_db.store.database import migrate, open_engine


@pytest.fixture
async def engine(database_url):
    """A database with the bot's tables, still empty."""
    engine = open_engine(database_url)
    await migrate(engine, package="bot.store")
    yield engine
    await engine.dispose()


@pytest.fixture
async def records(engine):
    """Everything the bot remembers, still nothing."""
    return await open_records(engine)
