"""The queue in the moderators' hands: /queue and the buttons of its cards. Rights are checked at each act."""

import re
from collections.abc import Awaitable, Callable, Iterator

import structlog
from telegram import CallbackQuery, InlineKeyboardButton, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.asking.cards import SpokenIn
from bot.asking.queue import Queue
from bot.buttons.queue import QueuePress, Reason, Step, read_press
from bot.buttons.readers import Verb, parse
from bot.curation import Conflict, Frozen, Refused, WrongState
from bot.handlers.services import Services
from bot.rendering.asks import AskRenderer
from bot.rendering.cards import Card
from bot.reply import Reply
from bot.roles import NotAllowed, Role
from bot.store.ask_rows import Entry
from claims_db.errors import UnknownClaim

log = structlog.get_logger()

SHOWN_AT_ONCE = 5
"""Cards that one /queue shows."""
_MOST = 1_000
_NUMBER = re.compile(r"📥 \D{0,40}?(\d{1,15})\b")

StartFromAsk = Callable[[CallbackQuery, Entry], Awaitable[bool]]
"""Begins a new claim from an entry in the presser's chat; False where it can't."""


class QueueHandlers:
    """Shows the queue and does what its buttons say."""

    def __init__(
        self,
        services: Services,
        queue: Queue,
        spoken_in: SpokenIn,
        *,
        moderators_chat_id: int | None = None,
        start_from_ask: StartFromAsk | None = None,
    ) -> None:
        self._services = services
        self._queue = queue
        self._spoken_in = spoken_in
        self._moderators_chat_id = moderators_chat_id
        self._start_from_ask = start_from_ask

    async def on_queue(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the entries that most people wait for, each on a card of its own."""
        message = update.message
        if message is None or message.from_user is None:
            return
        renderer = await self._renderer(message.chat.id, message.from_user.language_code)
        may = await self._services.roles.of(message.from_user.id) >= Role.MODERATOR
        works_here = message.chat.type == ChatType.PRIVATE or message.chat.id == self._moderators_chat_id
        if not may or not works_here:
            if may or works_here:  # in other groups a stranger's word gets none
                refusal = renderer.full.words.say("queue-elsewhere" if may else "queue-moderators-only")
                await self._services.sender.send(message.chat.id, Reply(refusal), to=message.message_id)
            return
        await self._show(message.chat.id, renderer, await self._queue.waiting(limit=_MOST), to=message.message_id)

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button of a card says, once, whoever presses it and however often."""
        query = update.callback_query
        action = parse(query.data) if query else None
        press = read_press(action.subject) if action and action.verb is Verb.QUEUE else None
        if query is None or press is None:
            return
        full = await self._services.languages.renderer(query.from_user.id, query.from_user.language_code)
        say = full.words.say
        if await self._services.roles.of(query.from_user.id) < Role.MODERATOR or not self._here(query):
            await self._services.sender.answer_press(query.id, say("queue-moderators-only"), alert=True)
            return
        card = await self._queue.card(press.entry_id)
        if press.step is Step.MORE:
            await self._services.sender.answer_press(query.id)
            await self._more(query, press.entry_id)
        elif card is None:
            await self._services.sender.answer_press(query.id, say("queue-gone"), alert=True)
        else:
            said = await self._do(query, press, card)
            await self._services.sender.answer_press(query.id, say(said) if said else None, alert=said is not None)
        log.info("pressed", verb="queue", step=press.step.name.lower())

    async def _do(self, query: CallbackQuery, press: QueuePress, card: Card) -> str | None:
        """Carry out a press and show the card as it is then: the key of what the presser is told, if anything."""
        said: str | None = None
        by = query.from_user.id
        match press.step:
            case Step.LINK:
                said = await self._link(card, press.subject)
            case Step.JUDGE if press.subject in set(Reason):
                said = _closed(await self._queue.judge(card.entry.id, Reason(press.subject)))
            case Step.SPAM:
                said = _closed(await self._queue.throw_out(card.entry.id))
            case Step.LATER:
                said = _closed(await self._queue.put_off(card.entry.id))
            case Step.PHRASING | Step.NEAR_MISS:
                return await self._teach(press, card, by)
            case Step.MEDIA:
                return await self._know(press, card, by)
            case Step.NEW:
                started = self._start_from_ask and await self._start_from_ask(query, card.entry)
                return None if started else "queue-how-to-add"
        await self._renew(query, card.entry.id, reasons=press.step is Step.REASONS)
        return said

    async def _link(self, card: Card, mark: str) -> str | None:
        claim = await self._queue.marked(card, mark)
        try:
            return "queue-claim-gone" if claim is None else _closed(await self._queue.close(card.entry.id, claim.id))
        except LookupError:
            return "queue-claim-gone"

    async def _teach(self, press: QueuePress, card: Card, by: int) -> str:
        claim = await self._queue.marked(card, press.subject)
        if claim is None:
            return "queue-claim-gone"
        teach = self._queue.teach_phrasing if press.step is Step.PHRASING else self._queue.teach_near_miss
        try:
            taught = await teach(card.entry, claim.id, by)
        except (Refused, WrongState, Frozen, NotAllowed, UnknownClaim):
            return "queue-not-added"
        if isinstance(taught, Conflict):
            return "queue-not-added"
        return "queue-phrasing-added" if press.step is Step.PHRASING else "queue-near-miss-added"

    async def _know(self, press: QueuePress, card: Card, by: int) -> str:
        """Know the file of an entry with the claim that it was linked to."""
        claim = await self._queue.marked(card, press.subject)
        if claim is None or not card.entry.file_id:
            return "queue-claim-gone"
        try:
            known = await self._queue.teach_media(card.entry, claim.id, by)
        except (WrongState, Frozen, NotAllowed, UnknownClaim):
            return "queue-not-added"
        return "queue-media-added" if known in ("added", "known") else "queue-media-full"

    async def _renew(self, query: CallbackQuery, entry_id: int, *, reasons: bool) -> None:
        card, message = await self._queue.card(entry_id), query.message
        if message is None:
            return
        renderer = await self._renderer(message.chat.id, query.from_user.language_code)
        reply = renderer.removed() if card is None else renderer.card(card, reasons=reasons)
        await self._services.sender.edit(message.chat.id, message.message_id, reply)

    async def _more(self, query: CallbackQuery, after: int) -> None:
        message = query.message
        if message is None:
            return
        waiting = await self._queue.waiting(limit=_MOST)
        place = next((place for place, entry in enumerate(waiting, 1) if entry.id == after), 0)
        renderer = await self._renderer(message.chat.id, query.from_user.language_code)
        await self._show(message.chat.id, renderer, waiting[place:], to=None)

    async def _show(self, chat_id: int, renderer: AskRenderer, waiting: list[Entry], *, to: int | None) -> None:
        if not waiting:
            await self._services.sender.send(chat_id, Reply(renderer.full.words.say("queue-empty")), to=to)
        for place, entry in enumerate(waiting[:SHOWN_AT_ONCE]):
            reply = renderer.card(await self._queue.card_of(entry))
            await self._services.sender.send(chat_id, reply, to=None if place else to)
        if left := len(waiting[SHOWN_AT_ONCE:]):
            await self._services.sender.send(chat_id, renderer.more(left, waiting[SHOWN_AT_ONCE - 1].id), to=None)

    async def _renderer(self, chat_id: int, language_code: str | None) -> AskRenderer:
        """In a group the language of that group, in private that of the person."""
        if chat_id < 0:
            return AskRenderer(self._services.languages.speaking(await self._spoken_in(chat_id)))
        return AskRenderer(await self._services.languages.renderer(chat_id, language_code))

    def _here(self, query: CallbackQuery) -> bool:
        """Cards work where moderators do: in private, and in their own chat."""
        chat = query.message.chat if query.message else None
        return chat is not None and (chat.type == ChatType.PRIVATE or chat.id == self._moderators_chat_id)


def entry_shown_in(message: Message | None, *, bot_id: int) -> int | None:
    """The number of the entry whose card a message of the bot is; None for any other message."""
    if message is None or message.from_user is None or message.from_user.id != bot_id:
        return None
    for button in _buttons(message):
        action = parse(button.callback_data)
        press = read_press(action.subject) if action and action.verb is Verb.QUEUE else None
        if press is not None and press.step is not Step.MORE:
            return press.entry_id
    found = _NUMBER.match(message.text or "")
    return int(found[1]) if found else None


def _buttons(message: Message) -> Iterator[InlineKeyboardButton]:
    for row in message.reply_markup.inline_keyboard if message.reply_markup else ():
        yield from row


def _closed(done: bool) -> str | None:
    return None if done else "queue-closed-already"
