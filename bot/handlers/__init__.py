"""Telegram's updates -> the services: every handler of the bot, in the order in which they are asked."""

from dataclasses import dataclass
from typing import Any

from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers.asks import AskHandlers
from bot.handlers.check import CheckHandlers
from bot.handlers.desk import DeskHandlers
from bot.handlers.digest import OPENS, DigestHandlers
from bot.handlers.elsewhere import ElsewhereHandlers
from bot.handlers.errors import ErrorHandlers
from bot.handlers.group_settings import SettingsHandlers
from bot.handlers.groups import GroupHandlers
from bot.handlers.info import InfoHandlers
from bot.handlers.inline import InlineHandlers
from bot.handlers.press import PressHandlers
from bot.handlers.privacy import PrivacyHandlers
from bot.handlers.queue import QueueHandlers
from bot.handlers.status import StatusHandlers
from bot.handlers.trial import TrialHandlers

# No service message; texts are told apart first, because the library looks for each of forty kinds of them.
_SAID = filters.TEXT | ~filters.StatusUpdate.ALL
_PRIVATE = filters.ChatType.PRIVATE & _SAID
# Forwarded, edited or inserted text never executes.
_TYPED = _PRIVATE & filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.VIA_BOT
_GROUP = filters.ChatType.GROUPS & _SAID
_TYPED_IN_GROUP = _GROUP & filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.VIA_BOT
_OPENS_SETTINGS = filters.Regex(r"^/start(@\w+)? g_")
_OPENS_DIGEST = filters.Regex(rf"^/start(@\w+)? {OPENS}$")
_OPENS_TRIAL = filters.Regex(r"^/start(@\w+)? t_")
_OF_GROUP = r"^g:"
_OF_TRIAL = r"^t:"
_OF_DIGEST = r"^b:(?:week|day|off|stop|more(?:-[cn]?[0-9]{1,12}){3})$"
_OF_QUEUE = r"^q:[0-9]{1,15}-[a-z](?:-[a-z0-9-]{1,40})?$"
_OF_FORGETTING = r"^f:(?:yes|no)$"
_OF_ASK = r"^a:(?:send|tell|yes|yes-tell|no)$"
_OF_ELSEWHERE = r"^e:$"


@dataclass(frozen=True, slots=True)
class Handlers:
    """All that answers updates."""

    desk: DeskHandlers
    check: CheckHandlers
    info: InfoHandlers
    press: PressHandlers
    groups: GroupHandlers
    settings: SettingsHandlers
    trial: TrialHandlers
    inline: InlineHandlers
    asks: AskHandlers
    elsewhere: ElsewhereHandlers
    queue: QueueHandlers
    digest: DigestHandlers
    privacy: PrivacyHandlers
    status: StatusHandlers
    errors: ErrorHandlers


def register(application: Application, to: Handlers) -> None:  # type: ignore[type-arg]
    """Hand every kind of update to its handler; the first that fits takes it."""
    application.add_handlers([*to.desk.handlers(), *_in_private(to), *_in_groups(to), *_pressed(to), *_inline(to)])
    application.add_error_handler(to.errors.on_error)


def _in_private(to: Handlers) -> list[BaseHandler[Any, Any, Any]]:
    """Commands and posts in private; /queue is for the moderators' own group too."""
    return [
        CommandHandler("start", to.settings.on_start, filters=_TYPED & _OPENS_SETTINGS),
        CommandHandler("start", to.trial.on_start, filters=_TYPED & _OPENS_TRIAL),
        CommandHandler("start", to.digest.on_digest, filters=_TYPED & _OPENS_DIGEST),
        CommandHandler("start", to.info.on_start, filters=_TYPED),
        CommandHandler("help", to.info.on_help, filters=_TYPED),
        CommandHandler("digest", to.digest.on_digest, filters=_TYPED),
        CommandHandler("language", to.info.on_language, filters=_TYPED),
        CommandHandler("privacy", to.info.on_privacy, filters=_TYPED),
        CommandHandler("my_data", to.privacy.on_my_data, filters=_TYPED),
        CommandHandler("forget_me", to.privacy.on_forget_me, filters=_TYPED),
        CommandHandler("queue", to.queue.on_queue, filters=_TYPED | _TYPED_IN_GROUP),
        CommandHandler("status", to.status.on_status, filters=_TYPED),
        MessageHandler(_TYPED & filters.COMMAND, to.info.on_unknown),
        MessageHandler(_PRIVATE & filters.UpdateType.MESSAGE, to.desk.or_else(to.check.on_post)),
        MessageHandler(_PRIVATE & filters.UpdateType.EDITED_MESSAGE, to.desk.or_else(to.check.on_edit)),
    ]


def _in_groups(to: Handlers) -> list[BaseHandler[Any, Any, Any]]:
    """What is said in groups, and the bot's coming and going there."""
    return [
        CommandHandler("check", to.groups.on_check, filters=_TYPED_IN_GROUP),
        CommandHandler("digest", to.groups.on_digest, filters=_TYPED_IN_GROUP),
        CommandHandler("settings", to.settings.on_settings, filters=_TYPED_IN_GROUP),
        CommandHandler("quiet", to.settings.on_quiet, filters=_TYPED_IN_GROUP),
        MessageHandler(filters.ChatType.GROUPS & filters.StatusUpdate.MIGRATE, to.groups.on_migration),
        MessageHandler(_GROUP & filters.UpdateType.MESSAGE, to.desk.or_else(to.groups.on_post)),
        MessageHandler(_GROUP & filters.UpdateType.EDITED_MESSAGE, to.groups.on_edit),
        ChatMemberHandler(to.groups.on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def _pressed(to: Handlers) -> list[BaseHandler[Any, Any, Any]]:
    """Buttons under the bot's messages."""
    return [
        CallbackQueryHandler(to.settings.on_press, pattern=_OF_GROUP),
        CallbackQueryHandler(to.trial.on_press, pattern=_OF_TRIAL),
        CallbackQueryHandler(to.asks.on_press, pattern=_OF_ASK),
        CallbackQueryHandler(to.elsewhere.on_press, pattern=_OF_ELSEWHERE),
        CallbackQueryHandler(to.digest.on_press, pattern=_OF_DIGEST),
        CallbackQueryHandler(to.queue.on_press, pattern=_OF_QUEUE),
        CallbackQueryHandler(to.privacy.on_press, pattern=_OF_FORGETTING),
        CallbackQueryHandler(to.press.on_press),
    ]


def _inline(to: Handlers) -> list[BaseHandler[Any, Any, Any]]:
    """What is typed after the bot's name, in any chat."""
    return [
        InlineQueryHandler(to.inline.on_query),
        ChosenInlineResultHandler(to.inline.on_chosen),
    ]
