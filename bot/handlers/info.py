"""What people ask about the bot itself: /start, /help, /language, /privacy."""

from collections.abc import Awaitable, Callable

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.buttons.readers import Action, Verb
from bot.checking.answered import CARD, record_of
from bot.handlers.services import Services
from bot.rendering.answers import Renderer
from bot.reply import Button, Reply
from bot.words import words
from claims_db.model import LANGUAGES

_OPENS_CARD = "c_"
"""What a link to one claim's full answer begins with: t.me/<bot>?start=c_<claim id>."""
_OWN_NAMES = {"en": "English", "uk": "Українська", "ru": "Русский"}

Answering = Callable[[Message, Renderer, list[str]], Awaitable[Reply]]


class InfoHandlers:
    """Answers the commands that anyone may use in private."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet, or show the claim that a link names."""
        message, arguments = update.message, context.args or []
        if message is None or not arguments or not arguments[0].startswith(_OPENS_CARD):
            await self._reply(update, context, _said("start"))
            return
        code = message.from_user.language_code if message.from_user else None
        renderer = await self._services.languages.renderer(message.chat.id, code)
        answer = await self._services.checker.card(arguments[0].removeprefix(_OPENS_CARD))
        reply_id = await self._services.sender.send(message.chat.id, renderer.reply(answer), to=message.message_id)
        if reply_id is not None and answer.parts:
            record = record_of(
                answer,
                chat_id=message.chat.id,
                post_id=message.message_id,
                reply_id=reply_id,
                language=renderer.words.language,
                kind=CARD,
            )
            self._services.answers.record(*record)

    async def on_help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell how the bot is used."""
        await self._reply(update, context, _said("help"))

    async def on_privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell what is kept and for how long, and who is told what."""
        await self._reply(update, context, self._privacy)

    async def on_language(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer the languages, or take the one named after the command."""
        await self._reply(update, context, self._language)

    async def on_unknown(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Point to /help for a command that does not exist."""
        await self._reply(update, context, _said("unknown-command"))

    async def _reply(self, update: Update, context: ContextTypes.DEFAULT_TYPE, answering: Answering) -> None:
        message = update.message
        if message is None:
            return
        code = message.from_user.language_code if message.from_user else None
        renderer = await self._services.languages.renderer(message.chat.id, code)
        reply = await answering(message, renderer, context.args or [])
        await self._services.sender.send(message.chat.id, reply, to=message.message_id)

    async def _privacy(self, _: Message, renderer: Renderer, __: list[str]) -> Reply:
        return Reply(renderer.words.say("privacy", elsewhere="yes" if renderer.elsewhere else "no"))

    async def _language(self, message: Message, renderer: Renderer, arguments: list[str]) -> Reply:
        if arguments and arguments[0].lower() in LANGUAGES:
            chosen = arguments[0].lower()
            await self._services.languages.choose(message.chat.id, chosen)
            return Reply(words(chosen).say("language-set"))
        rows = tuple((Button(_OWN_NAMES[code], str(Action(Verb.LANGUAGE, code))),) for code in LANGUAGES)
        auto = Button(renderer.words.say("language-auto"), str(Action(Verb.LANGUAGE)))
        return Reply(renderer.words.say("language-ask"), buttons=(*rows, (auto,)))


def _said(key: str) -> Answering:
    async def answer(_: Message, renderer: Renderer, __: list[str]) -> Reply:
        return Reply(renderer.words.say(key))

    return answer
