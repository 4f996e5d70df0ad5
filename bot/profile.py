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
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.roles import Role, Roles
from bot.store.met import Met
from bot.words import words
from claims_db.errors import StoreUnavailable
from claims_db.model import LANGUAGES

log = structlog.get_logger()

COMMANDS = ("start", "help", "digest", "language", "privacy", "my_data", "forget_me")
GROUP_COMMANDS = ("check",)
ADMIN_COMMANDS = ("check", "settings", "quiet")
DESK_COMMANDS = (
    "addclaim",
    "editclaim",
    "claim",
    "find",
    "queue",
    "review",
    "drafts",
    "picture",
    "undo",
    "history",
    "retire",
    "restore",
    "merge",
    "stats",
    "export",
    "import",
    "cancel",
)
OWNER_COMMANDS = ("addmod", "removemod", "mods", "status")
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


class CommandMenus:
    """The command menus of those who have more commands than readers: moderators, owners, and their chat."""

    def __init__(self, bot: Bot, roles: Roles, met: Met, *, moderators_chat_id: int | None = None) -> None:
        self._bot = bot
        self._roles = roles
        self._met = met
        self._moderators_chat_id = moderators_chat_id
        self._shown: set[int] = set()

    async def show_all(self) -> None:
        """Register the menus of everybody who has one."""
        if self._moderators_chat_id is not None:
            await self._set(self._moderators_chat_id, (*GROUP_COMMANDS, *DESK_COMMANDS))
        try:
            for member in await self._roles.all():
                await self.show(member.user_id)
        except StoreUnavailable as error:
            log.warning("menus_failed", error=type(error).__name__)

    async def show(self, user_id: int) -> None:
        """Register the menu of somebody's private chat; one whom the bot has not met gets it when they write."""
        if await self._met.has(user_id):
            await self._show(user_id)

    async def _show(self, user_id: int) -> None:
        role = await self._roles.of(user_id)
        more = OWNER_COMMANDS if role is Role.OWNER else ()
        if role >= Role.MODERATOR and await self._set(user_id, (*DESK_COMMANDS, *more, *COMMANDS)):
            self._shown.add(user_id)

    async def seen(self, user_id: int) -> None:
        """Somebody who moderates has written: they get their menu unless they have it."""
        if user_id not in self._shown:
            self._shown.add(user_id)
            await self._show(user_id)

    async def renew(self, user_id: int) -> None:
        """Take back the menu of somebody who moderates no more."""
        self._shown.discard(user_id)
        if await self._roles.of(user_id) >= Role.MODERATOR or not await self._met.has(user_id):
            return
        for language in (None, *LANGUAGES):
            try:
                await self._bot.delete_my_commands(scope=BotCommandScopeChat(user_id), language_code=language)
            except TelegramError as error:
                log.info("menu_refused", error=type(error).__name__)
                return

    async def _set(self, chat_id: int, names: tuple[str, ...]) -> bool:
        for language in (None, *LANGUAGES):
            say = words(language or "en").say
            commands = [BotCommand(name, say(f"command-{name}")) for name in names]
            try:
                await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id), language_code=language)
            except TelegramError as error:
                log.info("menu_refused", error=type(error).__name__)
                return False
        return True
