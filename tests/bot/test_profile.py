"""What the bot tells Telegram of itself."""

import pytest
from telegram import Bot

from bot.emulator import EmulatedBotApi, EmulatedRequest
from bot.profile import introduce
from bot.words import words
from claims_db.model import LANGUAGES


@pytest.mark.parametrize("language", ["", *LANGUAGES])
async def test_everybody_is_offered_what_they_may_do(language):
    """Readers see the private commands, members of groups /check, their admins the settings too; in each language."""
    api = EmulatedBotApi()
    bot = Bot(api.token, request=EmulatedRequest(api), get_updates_request=EmulatedRequest(api))

    async with bot:
        await introduce(bot)

    offered = {
        scope: {one["command"]: one["description"] for one in commands}
        for (scope, code), commands in api.world.commands.items()
        if code == language
    }
    say = words(language or "en").say
    assert {"start", "help", "language", "privacy"} <= set(offered["all_private_chats"])
    assert set(offered["all_group_chats"]) == {"check"}
    assert set(offered["all_chat_administrators"]) == {"check", "settings", "quiet"}
    assert offered["all_chat_administrators"]["quiet"] == say("command-quiet")
