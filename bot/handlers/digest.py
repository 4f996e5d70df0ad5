"""The digest: /digest chooses how often it comes, its buttons end it and show more of it."""

import structlog
from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.buttons.digest import Onward, read_onward
from bot.buttons.readers import parse
from bot.digest.pages import Pages
from bot.digest.rendering import STOP, choice, onward
from bot.digest.wishes import Wishes
from bot.handlers.services import Services
from bot.rendering.answers import Renderer
from bot.store.digests import Every
from bot.words import language_for

log = structlog.get_logger()

OPENS = "digest"
"""What the link to the choice ends with: t.me/<bot>?start=digest."""
_CHOICES: dict[str, Every] = {"day": "day", "week": "week"}


class DigestHandlers:
    """Works in private; nobody gets a digest who has not pressed for it."""

    def __init__(self, services: Services, wishes: Wishes, pages: Pages) -> None:
        self._services = services
        self._wishes = wishes
        self._pages = pages

    async def on_digest(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what the digest is, and let the reader choose."""
        message = update.message
        if message is None or message.from_user is None:
            return
        plain = await self._services.languages.renderer(message.chat.id, message.from_user.language_code)
        reply = choice(plain.words, await self._wishes.of(message.chat.id))
        await self._services.sender.send(message.chat.id, reply, to=message.message_id)

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Choose, end, or read on."""
        query = update.callback_query
        action = parse(query.data) if query else None
        if query is None or query.message is None or action is None or query.message.chat.type != ChatType.PRIVATE:
            return
        plain = await self._services.languages.renderer(query.message.chat.id, query.from_user.language_code)
        last = read_onward(action.subject)
        if last is not None:
            await self._read_on(query, query.message.chat.id, query.message.message_id, last, plain)
        else:
            await self._choose(query, query.message.chat.id, query.message.message_id, action.subject, plain)

    async def _choose(self, query: CallbackQuery, chat_id: int, message_id: int, chosen: str, plain: Renderer) -> None:
        every = _CHOICES.get(chosen)
        await self._wishes.choose(chat_id, every, language_for(query.from_user.language_code))
        await self._services.sender.answer_press(query.id)
        reply = choice(plain.words, every)
        if chosen == STOP:  # the digest itself stays as it is
            await self._services.sender.send(chat_id, reply, to=message_id)
        else:
            await self._services.sender.edit(chat_id, message_id, reply)

    async def _read_on(
        self, query: CallbackQuery, chat_id: int, message_id: int, last: Onward, plain: Renderer
    ) -> None:
        page = await self._pages.after(last)
        if not page.told:
            await self._services.sender.answer_press(query.id, plain.words.say("digest-nothing-more"))
            return
        await self._services.sender.answer_press(query.id)
        await self._services.sender.send(chat_id, onward(plain, page), to=message_id)
        log.info("pressed", verb="digest")
