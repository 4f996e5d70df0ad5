"""/status: how the bot is doing, for its owner alone. For everybody else there is no such command."""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers.services import Services
from bot.rendering.status import status_reply
from bot.roles import Role
from bot.watching import Watch

Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[None]]


class StatusHandlers:
    """Answers /status in private."""

    def __init__(self, services: Services, watch: Watch, *, otherwise: Handler) -> None:
        """`otherwise` answers those who are no owner."""
        self._services = services
        self._watch = watch
        self._otherwise = otherwise

    async def on_status(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the figures of this process and what waits."""
        message = update.message
        if message is None or message.from_user is None:
            return
        if await self._services.roles.of(message.from_user.id) < Role.OWNER:
            await self._otherwise(update, context)
            return
        renderer = await self._services.languages.renderer(message.chat.id, message.from_user.language_code)
        reply = status_reply(await self._watch.state(), renderer.words)
        await self._services.sender.send(message.chat.id, reply, to=message.message_id)
