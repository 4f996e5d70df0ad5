"""/status: how the bot is doing, for its owner alone. For everybody else there is no such command."""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import ContextTypes

from bot.delivery.sender import Sender
from bot.languages import Languages
from bot.rendering.status import status_reply
from bot.roles import Role, Roles
from bot.watching import Watch

Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[None]]


class StatusHandlers:
    """Answers /status in private."""

    def __init__(self, watch: Watch, roles: Roles, languages: Languages, sender: Sender, *, otherwise: Handler) -> None:
        """`otherwise` answers those who are no owner."""
        self._watch = watch
        self._roles = roles
        self._languages = languages
        self._sender = sender
        self._otherwise = otherwise

    async def on_status(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the figures of this process and what waits."""
        message = update.message
        if message is None or message.from_user is None:
            return
        if await self._roles.of(message.from_user.id) < Role.OWNER:
            await self._otherwise(update, context)
            return
        renderer = await self._languages.renderer(message.chat.id, message.from_user.language_code)
        reply = status_reply(await self._watch.state(), renderer.words)
        await self._sender.send(message.chat.id, reply, to=message.message_id)
