"""What tests of trials share."""

import pytest

from tests.bot.handlers.in_groups import Place


@pytest.fixture
async def place(bot, api):
    """A group that the bot was just added to, and has greeted."""
    place = Place(api)
    place.admin.add_bot()
    await api.until(lambda: len(api.sent) == 1)
    return place
