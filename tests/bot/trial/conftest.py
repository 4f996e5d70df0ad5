"""What tests of trials share."""

import pytest

from bot.store.records import open_records
from claims_db.store.database import migrate, open_engine
from tests.bot.handlers.in_groups import Place


@pytest.fixture
async def place(bot, api):
    """A group that the bot was just added to, and has greeted."""
    place = Place(api)
    place.admin.add_bot()
    await api.until(lambda: len(api.sent) == 1)
    return place


@pytest.fixture
async def records(database_url):
    """Everything the bot remembers, still nothing, on SQLite and PostgreSQL in turn."""
    engine = open_engine(database_url)
    await migrate(engine, package="bot.store")
    records = await open_records(engine)
    yield records
    await records.writer.settle()
    await engine.dispose()
