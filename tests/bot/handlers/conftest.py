"""The whole bot, running on an emulated Telegram."""

import pytest

from tests.bot.handlers.in_groups import Place
from tests.bot.running import running


@pytest.fixture
async def bot(tmp_path, api):
    async with running(tmp_path, api) as core:
        yield core


@pytest.fixture
async def place(bot, api):
    """A group that the bot was just added to, and has greeted."""
    place = Place(api)
    place.admin.add_bot()
    await api.until(lambda: len(api.sent) == 1)
    return place
