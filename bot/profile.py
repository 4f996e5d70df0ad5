"""How the bot introduces itself in Telegram: commands and descriptions, in each language."""

from collections.abc import Callable

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.words import words
from claims_db.model import LANGUAGES

log = structlog.get_logger()

COMMANDS = ("start", "help", "language", "privacy", "my_data", "forget_me")
GROUP_COMMANDS = ("check",)
ADMIN_COMMANDS = ("check", "settings", "quiet")
_SCOPES: tuple[tuple[Callable[[], BotCommandScope], tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats, COMMANDS),
    (BotCommandScopeAllGroupChats, GROUP_COMMANDS),
    (BotCommandScopeAllChatAdministrators, ADMIN_COMMANDS),
)


async def introduce(bot: Bot) -> None:
    """Register commands and descriptions, English for all other languages too; a refusal is logged, never raised."""
    for language in (None, *LANGUAGES):
        say = words(language or "en").say
        try:
            for scope, names in _SCOPES:
                commands = [BotCommand(name, say(f"command-{name}")) for name in names]
                await bot.set_my_commands(commands, scope=scope(), language_code=language)
            await bot.set_my_description(say("bot-description"), language_code=language)
            await bot.set_my_short_description(say("bot-short-description"), language_code=language)
        except TelegramError as error:
            log.warning("introduction_refused", language=language or "default", error=type(error).__name__)
            return
