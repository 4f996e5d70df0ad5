"""Pressed buttons: judgements of readers, and what they ask to see."""

import structlog
from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot import incoming
from bot.buttons.readers import Action, Verb, parse
from bot.checking.answered import CARD, card_record, record_of, rejected_record
from bot.handlers.services import Services
from bot.rendering.answers import Renderer
from bot.rendering.asks import AskRenderer
from bot.reply import Reply
from bot.store.answers import SentAnswer
from bot.store.judgements import Verdict
from claims_db.model import LANGUAGES

log = structlog.get_logger()

_VERDICTS: dict[Verb, Verdict] = {
    Verb.HELPFUL: "useful",
    Verb.NOT_MINE: "not_mine",
    Verb.SAME: "same",
    Verb.DIFFERENT: "different",
}


class PressHandlers:
    """Does what a button says; a button never expires, and a forged one changes nothing but its presser's own view."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer every press, known or not, so that the button stops waiting."""
        query = update.callback_query
        if query is None:
            return
        action = parse(query.data)
        # In groups none of these buttons is ever shown.
        if query.message is None or action is None or query.message.chat.type != ChatType.PRIVATE:
            await self._say(query, "pressed-unknown")
            return
        chat_id = query.message.chat.id
        renderer = await self._services.languages.renderer(chat_id, query.from_user.language_code)
        if action.verb in _VERDICTS:
            await self._judge(query, action)
        await self._services.sender.answer_press(query.id, _popup(action, renderer))
        await self._act(query, action, chat_id, query.message.message_id, renderer)
        log.info("pressed", verb=action.verb.name.lower())

    async def _act(
        self, query: CallbackQuery, action: Action, chat_id: int, message_id: int, renderer: Renderer
    ) -> None:
        match action.verb:
            case Verb.NOT_MINE:
                await self._reject(chat_id, message_id, await self._instead(query, action.subject, renderer))
            case Verb.NONE_OF_THESE | Verb.DIFFERENT:
                await self._reject(chat_id, message_id, renderer.not_found())
            case Verb.SAME | Verb.INSTEAD:
                if action.verb is Verb.INSTEAD:
                    await self._judge_instead(query, action.subject)
                await self._become_card(chat_id, message_id, action.subject, renderer)
            case Verb.OPEN:
                await self._open(chat_id, message_id, action.subject, renderer)
            case Verb.HOW:
                await self._services.sender.send(chat_id, Reply(renderer.words.say("how")), to=message_id)
            case Verb.LANGUAGE:
                await self._choose_language(query, action.subject, chat_id, message_id)

    async def _reject(self, chat_id: int, message_id: int, reply: Reply) -> None:
        """The answer was about another claim: from now on it names none."""
        if await self._services.sender.edit(chat_id, message_id, reply) and (
            given := await self._given(chat_id, message_id)
        ):
            self._services.answers.record(rejected_record(given))

    async def _become_card(self, chat_id: int, message_id: int, claim_id: str, renderer: Renderer) -> None:
        answer = await self._services.checker.card(claim_id)
        card, given = renderer.reply(answer), await self._given(chat_id, message_id)
        wanted = AskRenderer(renderer).wording_wanted(card) if given and answer.parts else card
        if await self._services.sender.edit(chat_id, message_id, wanted) and given:
            self._services.answers.record(*card_record(answer, given))

    async def _open(self, chat_id: int, message_id: int, claim_id: str, renderer: Renderer) -> None:
        answer = await self._services.checker.card(claim_id)
        reply_id = await self._services.sender.send(chat_id, renderer.reply(answer), to=message_id)
        if reply_id is not None and answer.parts:
            language = renderer.words.language
            record = record_of(
                answer, chat_id=chat_id, post_id=message_id, reply_id=reply_id, language=language, kind=CARD
            )
            self._services.answers.record(*record)

    async def _given(self, chat_id: int, message_id: int) -> SentAnswer | None:
        return await self._services.answers.by_reply(chat_id, message_id)

    async def _judge(self, query: CallbackQuery, action: Action) -> None:
        if (await self._services.checker.card(action.subject)).parts:
            await self._services.judgements.record(
                self._services.keys.of(query.from_user.id), action.subject, _VERDICTS[action.verb]
            )

    async def _judge_instead(self, query: CallbackQuery, right: str) -> None:
        """The judgement "not my claim" learns which claim it was instead."""
        message = query.message
        given = await self._services.answers.by_reply(message.chat.id, message.message_id) if message else None
        if given and given.claim_ids:
            reader = self._services.keys.of(query.from_user.id)
            await self._services.judgements.record(reader, given.claim_ids[0], "not_mine", instead=right)

    async def _instead(self, query: CallbackQuery, claim_id: str, renderer: Renderer) -> Reply:
        post = query.message.reply_to_message if isinstance(query.message, Message) else None
        if post is None:
            return renderer.not_found()
        others = await self._services.checker.others(
            incoming.from_message(post, bot_id=self._services.bot_id), claim_id
        )
        return renderer.instead(others) if others else renderer.not_found()

    async def _choose_language(self, query: CallbackQuery, chosen: str, chat_id: int, message_id: int) -> None:
        if chosen and chosen not in LANGUAGES:
            return
        await self._services.languages.choose(chat_id, chosen or None)
        renderer = await self._services.languages.renderer(chat_id, query.from_user.language_code)
        confirmed = renderer.words.say("language-set" if chosen else "language-set-auto")
        await self._services.sender.edit(chat_id, message_id, Reply(confirmed))

    async def _say(self, query: CallbackQuery, key: str) -> None:
        renderer = await self._services.languages.renderer(query.from_user.id, query.from_user.language_code)
        await self._services.sender.answer_press(query.id, renderer.words.say(key))


def _popup(action: Action, renderer: Renderer) -> str | None:
    return renderer.words.say("pressed-thanks") if action.verb in _VERDICTS else None
