"""What happens when a handler fails: a log line without words, and a short apology to the person."""

import structlog
from telegram import Update
from telegram.ext import ContextTypes

from bot.delivery.sender import Sender
from bot.reply import Reply
from bot.words import language_for, words

log = structlog.get_logger()


class ErrorHandlers:
    """The last stop of every error that nothing else could mend."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log the kind of error and apologise in private.

        The words are in the language of the person's Telegram: a stored choice may be out of reach just now.
        """
        log.error("handler_failed", exc_info=context.error)
        if not isinstance(update, Update) or update.effective_user is None:
            return
        apology = words(language_for(update.effective_user.language_code)).say("degraded")
        if update.callback_query:
            await self._sender.answer_press(update.callback_query.id, apology)
        elif update.message and update.message.chat.type == "private":
            await self._sender.send(update.message.chat.id, Reply(apology), to=update.message.message_id)
