"""What tests of notices share."""

import pytest

from bot.store.notices import NoticeRecords
from bot.store.writer import Writer
from claims_db.store.database import open_engine
from tests.bot.asking.notices_process import SECRET
from tests.bot.delivery.scripted import ScriptedRequest


@pytest.fixture
async def notices(database_url):
    """What is owed, in a database that other processes use too."""
    engine = open_engine(database_url)
    writer = Writer(engine)
    yield NoticeRecords(engine, writer, secret=SECRET)
    await writer.close()
    await engine.dispose()


@pytest.fixture
def telegram():
    """A Telegram that follows a script."""
    return ScriptedRequest()
