"""What tests of the whole bot share."""

import pytest

from bot.emulator import EmulatedBotApi
from bot.limits import Limits
from tests.bot.handlers.in_groups import Place
from tests.bot.newsroom import open_newsroom
from tests.bot.running import running


@pytest.fixture
def api():
    """A Telegram of the test's own."""
    return EmulatedBotApi()


@pytest.fixture
def moderator(api):
    """A person; what makes her a moderator is up to the test's bot."""
    return api.person("Mila")


@pytest.fixture
async def bot(tmp_path, api):
    """A bot on that Telegram, with a database of its own and the starter claims."""
    async with running(tmp_path, api) as core:
        yield core


@pytest.fixture
async def place(bot, api):
    """A group that the bot was just added to, and has greeted."""
    place = Place(api)
    place.admin.add_bot()
    await api.until(lambda: len(api.sent) == 1)
    return place


@pytest.fixture
def standing_clock(monkeypatch):
    """For the limits of readers no time passes, however slow the machine is."""
    allow = Limits.allow
    monkeypatch.setattr(Limits, "allow", lambda self, key, *_, post=None, **__: allow(self, key, 1_000.0, post=post))


@pytest.fixture
async def newsroom(database_url):
    """Answers and claims without Telegram, on SQLite and PostgreSQL in turn."""
    async with open_newsroom(database_url) as room:
        yield room
