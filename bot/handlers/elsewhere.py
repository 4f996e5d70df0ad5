"""A reader presses to have others' checks searched for: only this press sends words of the post to anybody."""

import time

import structlog
from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot import incoming
from bot.asking.masking import mask
from bot.elsewhere import Elsewhere, query_of
from bot.handlers.asks import names_around
from bot.handlers.services import Services
from bot.limits import Limits
from bot.rendering.elsewhere import found_elsewhere
from bot.roles import Role
from bot.words import Words
from claims_db.text import guess_language

log = structlog.get_logger()


class ElsewhereHandlers:
    """The button "search other fact-checkers"; without `elsewhere` it is one of an earlier time."""

    def __init__(self, services: Services, elsewhere: Elsewhere | None, limits: Limits) -> None:
        self._services = services
        self._elsewhere = elsewhere
        self._limits = limits

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Search for the post that the pressed answer replies to, and say below that answer what was found."""
        query = update.callback_query
        if query is None:
            return
        words = (await self._services.languages.renderer(query.from_user.id, query.from_user.language_code)).words
        message = query.message
        private = isinstance(message, Message) and message.chat.type == ChatType.PRIVATE
        if self._elsewhere is None:
            await self._services.sender.answer_press(query.id, words.say("pressed-unknown"))
        elif not isinstance(message, Message) or not private or message.reply_to_message is None:
            await self._services.sender.answer_press(query.id, words.say("ask-no-post"), alert=True)
        else:
            await self._search(self._elsewhere, query, message, self._asked(message.reply_to_message), words)

    async def _search(
        self, elsewhere: Elsewhere, query: CallbackQuery, answer: Message, asked: tuple[str, str | None], words: Words
    ) -> None:
        """The button waits while the search does; who presses on and on is told so on the button alone."""
        refusal = "" if asked[0] else "ask-empty"
        if not refusal and not await self._permitted(query.from_user.id):
            refusal = "elsewhere-later"
        if refusal:
            await self._services.sender.answer_press(query.id, words.say(refusal), alert=True)
            return
        found = await elsewhere.search(*asked)
        await self._services.sender.answer_press(query.id)
        await self._services.sender.send(answer.chat.id, found_elsewhere(words, found), to=answer.message_id)
        log.info("pressed", verb="elsewhere", outcome=found.outcome.value)

    def _asked(self, origin: Message) -> tuple[str, str | None]:
        """The query that a post makes, without what names people, and its language."""
        post = incoming.from_message(origin, bot_id=self._services.bot_id)
        names = tuple(names_around(origin))
        query = query_of(mask(post.text, names=names)) or query_of(mask(post.quoted, names=names))
        return query, guess_language(query)

    async def _permitted(self, user_id: int) -> bool:
        """What the limits say; they do not apply to those who moderate."""
        allowed = self._limits.allow(self._services.keys.of(user_id), now=time.monotonic()) == "allowed"
        return allowed or await self._services.roles.of(user_id) >= Role.MODERATOR
