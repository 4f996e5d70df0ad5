"""Telegram's updates -> the services: every handler of the bot, in the order in which they are asked."""

from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.handlers.check import CheckHandlers
from bot.handlers.errors import ErrorHandlers
from bot.handlers.info import InfoHandlers
from bot.handlers.press import PressHandlers

_PRIVATE = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
# Forwarded, edited or inserted text never executes.
_TYPED = _PRIVATE & filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.VIA_BOT


def register(
    application: Application,  # type: ignore[type-arg]
    check: CheckHandlers,
    info: InfoHandlers,
    press: PressHandlers,
    errors: ErrorHandlers,
) -> None:
    """Hand every kind of update to its handler; the first that fits takes it."""
    application.add_handlers(
        [
            CommandHandler("start", info.on_start, filters=_TYPED),
            CommandHandler("help", info.on_help, filters=_TYPED),
            CommandHandler("language", info.on_language, filters=_TYPED),
            CommandHandler("privacy", info.on_privacy, filters=_TYPED),
            MessageHandler(_TYPED & filters.COMMAND, info.on_unknown),
            MessageHandler(_PRIVATE & filters.UpdateType.MESSAGE, check.on_post),
            MessageHandler(_PRIVATE & filters.UpdateType.EDITED_MESSAGE, check.on_edit),
            CallbackQueryHandler(press.on_press),
        ]
    )
    application.add_error_handler(errors.on_error)
