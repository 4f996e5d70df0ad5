"""Telegram's updates -> the services: every handler of the bot, in the order in which they are asked."""

from telegram.ext import (
    Application,
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

_PRIVATE = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
# Forwarded, edited or inserted text never executes.
_TYPED = _PRIVATE & filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.VIA_BOT
_GROUP = filters.ChatType.GROUPS & ~filters.StatusUpdate.ALL
_TYPED_IN_GROUP = _GROUP & filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.VIA_BOT
_OPENS_SETTINGS = filters.Regex(r"^/start(@\w+)? g_")
_OF_GROUP = r"^g:"
_OF_QUEUE = r"^q:[0-9]{1,15}-[a-z](?:-[a-z0-9-]{1,40})?$"
_OF_FORGETTING = r"^f:(?:yes|no)$"
_OF_ASK = r"^a:(?:send|tell|yes|yes-tell|no)$"
_OF_ELSEWHERE = r"^e:$"


def register(
    application: Application,  # type: ignore[type-arg]
    desk: DeskHandlers,
    check: CheckHandlers,
    info: InfoHandlers,
    press: PressHandlers,
    groups: GroupHandlers,
    settings: SettingsHandlers,
    inline: InlineHandlers,
    asks: AskHandlers,
    elsewhere: ElsewhereHandlers,
    queue: QueueHandlers,
    privacy: PrivacyHandlers,
    status: StatusHandlers,
    errors: ErrorHandlers,
) -> None:
    """Hand every kind of update to its handler; the first that fits takes it."""
    application.add_handlers(
        [
            *desk.handlers(),
            CommandHandler("start", settings.on_start, filters=_TYPED & _OPENS_SETTINGS),
            CommandHandler("start", info.on_start, filters=_TYPED),
            CommandHandler("help", info.on_help, filters=_TYPED),
            CommandHandler("language", info.on_language, filters=_TYPED),
            CommandHandler("privacy", info.on_privacy, filters=_TYPED),
            CommandHandler("my_data", privacy.on_my_data, filters=_TYPED),
            CommandHandler("forget_me", privacy.on_forget_me, filters=_TYPED),
            CommandHandler("queue", queue.on_queue, filters=_TYPED | _TYPED_IN_GROUP),
            CommandHandler("status", status.on_status, filters=_TYPED),
            MessageHandler(_TYPED & filters.COMMAND, info.on_unknown),
            MessageHandler(_PRIVATE & filters.UpdateType.MESSAGE, desk.or_else(check.on_post)),
            MessageHandler(_PRIVATE & filters.UpdateType.EDITED_MESSAGE, desk.or_else(check.on_edit)),
            CommandHandler("check", groups.on_check, filters=_TYPED_IN_GROUP),
            CommandHandler("settings", settings.on_settings, filters=_TYPED_IN_GROUP),
            CommandHandler("quiet", settings.on_quiet, filters=_TYPED_IN_GROUP),
            MessageHandler(filters.ChatType.GROUPS & filters.StatusUpdate.MIGRATE, groups.on_migration),
            MessageHandler(_GROUP & filters.UpdateType.MESSAGE, desk.or_else(groups.on_post)),
            MessageHandler(_GROUP & filters.UpdateType.EDITED_MESSAGE, groups.on_edit),
            ChatMemberHandler(groups.on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
            CallbackQueryHandler(settings.on_press, pattern=_OF_GROUP),
            CallbackQueryHandler(asks.on_press, pattern=_OF_ASK),
            CallbackQueryHandler(elsewhere.on_press, pattern=_OF_ELSEWHERE),
            CallbackQueryHandler(queue.on_press, pattern=_OF_QUEUE),
            CallbackQueryHandler(privacy.on_press, pattern=_OF_FORGETTING),
            CallbackQueryHandler(press.on_press),
            InlineQueryHandler(inline.on_query),
            ChosenInlineResultHandler(inline.on_chosen),
        ]
    )
    application.add_error_handler(errors.on_error)
