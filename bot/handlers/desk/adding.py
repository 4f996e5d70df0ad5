"""The beginnings of claims and changes: /addclaim, /editclaim, the buttons that do the same, and cards of the queue."""

from collections.abc import Collection
from dataclasses import replace

from telegram import CallbackQuery, Message, Update
from telegram.ext import ContextTypes

from bot import incoming
from bot.asking.queue import Queue, phrasing_of
from bot.claim_form import Form, misses, parse
from bot.curation import Curator
from bot.dialogue import State, Step, new_claim
from bot.handlers.desk.access import Access, Visitor
from bot.handlers.desk.reading import after_command, replied_words
from bot.handlers.desk.talking import Talking
from bot.handlers.queue import entry_shown_in
from bot.store.ask_rows import Entry
from claims_db.curation.form import MAX_TEXT
from claims_db.model import Phrasing
from claims_db.text import guess_language

_OFFERED = 3
"""Claims that a post is compared with before a new one is made of it."""
_WORTH_OFFERING = 0.05
"""Least score of such a claim."""


class AddingHandlers:
    """Turns a message or a press into a dialogue: a question, a preview, or everything that is wrong."""

    def __init__(
        self,
        access: Access,
        curator: Curator,
        talking: Talking,
        *,
        bot_id: int,
        queue: Queue | None = None,
        trusted: Collection[str] = (),
    ) -> None:
        self._access = access
        self._curator = curator
        self._talking = talking
        self._bot_id = bot_id
        self._queue = queue
        self._trusted = trusted

    async def on_add(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A new claim: from a form in the message, from the post replied to, or question by question."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        entry = await self._entry(message)
        post = phrasing_of(entry) if entry else replied_words(message, self._bot_id)
        pictured = message.reply_to_message is not None and bool(incoming.files_of(message.reply_to_message))
        if after_command(message):
            await self._from_form(message, visitor, post, entry, pictured=pictured)
        else:
            await self.from_post(visitor, post, entry, pictured=pictured)

    async def on_edit(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A change: from lines in the message, or by choosing fields."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        form = parse(message.text or "", editing=True, trusted=self._trusted)
        if not form.id and not after_command(message):
            await self._talking.ask_which(visitor, replied_words(message, self._bot_id))
            return
        base = await self._curator.claim(form.id) if form.id else None
        if base is None:
            reply = visitor.desk.unknown(form.id) if form.id else visitor.desk.say("desk-usage-editclaim")
            await self._access.reply(message, reply)
            return
        faults = (*form.faults, *misses(form, base))
        plain = replace(form, text="", faults=(), id=base.id)
        step = Step.PREVIEW if faults or plain != Form(id=base.id) else Step.FIELDS
        await self._talking.begin(visitor, State(step, plain, base.id, base.version), faults)

    async def press_edit(self, query: CallbackQuery, visitor: Visitor, claim_id: str) -> None:
        """The button that begins a change."""
        await self._access.sender.answer_press(query.id)
        base = await self._curator.claim(claim_id)
        if base is None:
            reply = visitor.desk.unknown(claim_id)
            await self._access.sender.send(visitor.chat_id, reply, to=visitor.message_id)
            return
        await self._talking.begin(visitor, State(Step.FIELDS, Form(id=base.id), base.id, base.version))

    async def press_retire(self, query: CallbackQuery, visitor: Visitor, claim_id: str) -> None:
        """The button that asks for a reason to retire."""
        await self._access.sender.answer_press(query.id)
        await self._talking.ask_reason(visitor, claim_id)

    async def press_merge(self, query: CallbackQuery, visitor: Visitor, claim_id: str) -> None:
        """The button that asks what to merge with."""
        await self._access.sender.answer_press(query.id)
        await self._talking.ask_into(visitor, claim_id)

    async def start_from_ask(self, query: CallbackQuery, entry: Entry) -> bool:
        """Begin a new claim from an entry of the queue, where its button was pressed; False where that can't be.

        Whoever asks has made sure that the presser moderates; the press is theirs to answer.
        """
        visitor = await self._access.visitor_of(query)
        if visitor is None:
            return False
        await self.from_post(visitor, phrasing_of(entry), entry)
        return True

    async def from_post(
        self, visitor: Visitor, post: str, entry: Entry | None = None, *, pictured: bool = False
    ) -> None:
        """Begin a claim with the words of a post; the closest claims are offered first."""
        entry_id = entry.id if entry else 0
        if not post:
            await self._talking.begin(visitor, new_claim(entry=entry_id, pictured=pictured))
            return
        form = Form(phrasings=(_spoken(post, entry),))
        found = await self._curator.find(post, limit=_OFFERED)
        picks = tuple(one.claim.id for one in found.matches if one.match.score >= _WORTH_OFFERING)
        state = replace(new_claim(form, entry=entry_id, pictured=pictured), picks=picks)
        await self._talking.begin(visitor, replace(state, step=Step.PICK) if picks else state)

    async def _from_form(
        self, message: Message, visitor: Visitor, post: str, entry: Entry | None, *, pictured: bool
    ) -> None:
        form = parse(message.text or "", trusted=self._trusted)
        if post:
            form = replace(form, phrasings=tuple(dict.fromkeys((*form.phrasings, _spoken(post, entry)))))
        plain = replace(form, text="", faults=())
        state = State(Step.PREVIEW, plain, entry=entry.id if entry else 0, pictured=pictured)
        await self._talking.begin(visitor, state, form.faults)

    async def _entry(self, message: Message) -> Entry | None:
        """The entry whose card a message replies to."""
        number = entry_shown_in(message.reply_to_message, bot_id=self._bot_id)
        return await self._queue.entry(number) if self._queue and number is not None else None


def _spoken(post: str, entry: Entry | None) -> Phrasing:
    text = post[:MAX_TEXT]
    return Phrasing(text, (entry.language if entry else "") or guess_language(text) or "")
