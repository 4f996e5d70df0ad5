"""A reader sends a post to the checkers, or asks to be told: what that keeps is said first, and agreed to.

The post comes from the message that the bot's answer replies to: until somebody agrees, no word of it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import structlog
from telegram import (
    CallbackQuery,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
    User,
)
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot import incoming
from bot.asking.asks import Asks, Outcome, Sending, Sent
from bot.buttons.readers import Verb, parse
from bot.checking.answer import Answer, Case
from bot.checking.answered import CARD, REJECTED, record_of
from bot.handlers.services import Services
from bot.incoming import Incoming
from bot.rendering.asks import AskRenderer
from bot.reply import Reply
from bot.roles import Role
from bot.store.answers import SentAnswer

log = structlog.get_logger()

_STEPS = frozenset(("send", "tell", "yes", "yes-tell", "no"))
_FOUND = (Case.CLAIM, Case.SEVERAL)


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A press that makes sense: the bot's message, the post that it answers, and what stands in it now."""

    query: CallbackQuery
    message: Message
    post: Incoming
    origin: Message
    given: SentAnswer | None
    renderer: AskRenderer
    answer: Answer
    reply: Reply


class AskHandlers:
    """The buttons "send to checkers" and "tell me", and the consent behind them."""

    def __init__(self, services: Services, asks: Asks) -> None:
        self._services = services
        self._asks = asks

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what one of these buttons says; an older or forged one gets a word and changes nothing."""
        query = update.callback_query
        action = parse(query.data) if query else None
        if query is None or action is None or action.verb is not Verb.ASK or action.subject not in _STEPS:
            return
        message = query.message
        private = isinstance(message, Message) and message.chat.type == ChatType.PRIVATE
        full = await self._services.languages.renderer(query.from_user.id, query.from_user.language_code)
        if not isinstance(message, Message) or not private or message.reply_to_message is None:
            await self._services.sender.answer_press(query.id, full.words.say("ask-no-post"), alert=True)
            return
        await self._services.sender.answer_press(query.id)
        pressed = await self._pressed(query, message, message.reply_to_message, AskRenderer(full))
        if pressed.answer.case in _FOUND and not self._is_about_card(pressed):
            await self._show(pressed, pressed.answer, pressed.reply)  # it was answered meanwhile
            return
        await self._step(pressed, action.subject)
        log.info("pressed", verb="ask", step=action.subject)

    async def _step(self, pressed: _Pressed, step: str) -> None:
        hears = step.endswith("tell")
        if step == "no":
            await self._edit(pressed, pressed.reply)
        elif step.startswith("yes") or await self._sent_already(pressed):
            await self._send(pressed, hears=hears)
        else:
            await self._edit(pressed, pressed.renderer.consent(pressed.reply, hears=hears))

    async def _pressed(
        self, query: CallbackQuery, message: Message, origin: Message, renderer: AskRenderer
    ) -> _Pressed:
        post = incoming.from_message(origin, bot_id=self._services.bot_id)
        given = await self._services.answers.by_reply(message.chat.id, message.message_id)
        if given is not None and given.kind == CARD and given.claim_ids:
            answer = await self._services.checker.card(given.claim_ids[0])
            reply = renderer.wording_wanted(renderer.full.reply(answer))
        elif given is not None and given.kind == REJECTED:
            answer, reply = Answer(Case.NONE), renderer.full.not_found()
        else:
            answer = await self._services.checker.check(post)
            reply = renderer.full.reply(answer)
        return _Pressed(query, message, post, origin, given, renderer, answer, reply)

    async def _send(self, pressed: _Pressed, *, hears: bool) -> None:
        sent = await self._asks.send(await self._sending(pressed, hears=hears))
        renderer, below = pressed.renderer, pressed.reply
        match sent.outcome:
            case Outcome.SENT | Outcome.ALREADY:
                await self._edit(pressed, renderer.sent(below, hears=hears))
            case Outcome.ANSWERED:
                await self._show_answered(pressed, sent)
            case Outcome.JUDGED if sent.entry:
                await self._edit(pressed, renderer.judged(below, sent.entry))
            case refusal:
                await self._edit(pressed, renderer.refused(below, f"ask-{refusal}"))

    async def _show_answered(self, pressed: _Pressed, sent: Sent) -> None:
        answer = await self._services.checker.card(sent.entry.claim_id or "" if sent.entry else "")
        card = pressed.renderer.full.reply(answer)
        await self._show(pressed, answer, pressed.renderer.answered(card), kind=CARD)

    async def _show(self, pressed: _Pressed, answer: Answer, reply: Reply, *, kind: str = "") -> None:
        """Let the answer name the claims that it did not name before."""
        message = pressed.message
        if await self._edit(pressed, reply) and answer.parts:
            record = record_of(
                answer,
                chat_id=message.chat.id,
                post_id=pressed.origin.message_id,
                reply_id=message.message_id,
                language=pressed.renderer.full.words.language,
                kind=kind,
            )
            self._services.answers.record(*record)

    async def _sending(self, pressed: _Pressed, *, hears: bool) -> Sending:
        about, verdict = await self._said_of(pressed)
        public = pressed.post.origin.public_name if pressed.post.origin else ""
        user_id = pressed.query.from_user.id
        return Sending(
            reader_id=user_id,
            text=_text(pressed),
            language=pressed.renderer.full.words.language,
            post_message_id=pressed.origin.message_id,
            hears=hears,
            names=tuple(names_around(pressed.origin)),
            channel=public,
            channel_post=pressed.post.origin.message_id if pressed.post.origin and public else None,
            file_id=next(iter(pressed.post.files), None),
            about_claim=about,
            verdict=verdict,
            limited=await self._services.roles.of(user_id) is Role.READER,
        )

    async def _said_of(self, pressed: _Pressed) -> tuple[str | None, str | None]:
        """The claim that was shown with this post, and what the reader said of it."""
        given = pressed.given
        if given is None or given.kind not in (CARD, REJECTED) or not given.claim_ids:
            return None, None
        claim_id = given.claim_ids[0]
        return claim_id, await self._services.judgements.of(
            self._services.keys.of(pressed.query.from_user.id), claim_id
        )

    async def _sent_already(self, pressed: _Pressed) -> bool:
        public = pressed.post.origin.public_name if pressed.post.origin else ""
        names = tuple(names_around(pressed.origin))
        return await self._asks.known(pressed.query.from_user.id, _text(pressed), names=names, channel=public)

    async def _edit(self, pressed: _Pressed, reply: Reply) -> bool:
        return await self._services.sender.edit(pressed.message.chat.id, pressed.message.message_id, reply)

    @staticmethod
    def _is_about_card(pressed: _Pressed) -> bool:
        return pressed.given is not None and pressed.given.kind == CARD


def _text(pressed: _Pressed) -> str:
    return pressed.post.text or pressed.post.quoted


def names_around(post: Message) -> Iterator[str]:
    """Names of people around a post, which are hidden wherever its text has them."""
    origin = post.forward_origin
    if isinstance(origin, MessageOriginHiddenUser):
        yield origin.sender_user_name
    if isinstance(origin, MessageOriginChannel | MessageOriginChat) and origin.author_signature:
        yield origin.author_signature
    people: list[User | None] = [post.from_user, origin.sender_user if isinstance(origin, MessageOriginUser) else None]
    entities = [*(post.entities or ()), *(post.caption_entities or ())]
    people += [entity.user for entity in entities if entity.type == MessageEntity.TEXT_MENTION]
    for person in filter(None, people):
        yield person.full_name
