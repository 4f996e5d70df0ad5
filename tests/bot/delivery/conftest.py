"""An inbox on each database, and a Telegram that follows a script."""

import pytest

from bot.delivery.inbox import DatabaseInbox
from bot.store.writer import Writer
from tests.bot.delivery.databases import opened
from tests.bot.delivery.memory_inbox import MemoryInbox
from tests.bot.delivery.scripted import ScriptedRequest


@pytest.fixture
async def engine(database_url):
    """A database with the bot's tables: SQLite and PostgreSQL in turn."""
    async with opened(database_url) as engine:
        yield engine


@pytest.fixture
def inbox(engine):
    """An empty inbox, on SQLite and PostgreSQL in turn."""
    return DatabaseInbox(engine, Writer(engine))


@pytest.fixture
def memory_inbox():
    """An empty inbox for virtual time."""
    return MemoryInbox()


@pytest.fixture
def telegram():
    """A Telegram that follows a script."""
    return ScriptedRequest()
