"""What moderators look at: /claim, /find, /history, /review, /drafts, /stats, and the buttons that open them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import structlog
from telegram import CallbackQuery, Message, Update
from telegram.ext import ContextTypes

from bot.buttons.desk import read_page
from bot.curation import Curator
from bot.delivery.errors import Later
from bot.handlers.desk.access import Access, Visitor, tried
from bot.handlers.desk.reading import after_command, claim_id_of, replied_words
from bot.rendering.chart import drawn
from bot.rendering.desk import form_text
from bot.rendering.listing import drafts, reviews
from bot.reply import Reply
from bot.store.daily import Daily
from bot.store.reminders import Reminders

log = structlog.get_logger()


class LookingHandlers:
    """Shows; changes nothing."""

    def __init__(
        self,
        access: Access,
        curator: Curator,
        reminders: Reminders,
        daily: Daily,
        *,
        bot_id: int,
        today: Callable[[], date],
    ) -> None:
        self._access = access
        self._curator = curator
        self._reminders = reminders
        self._daily = daily
        self._bot_id = bot_id
        self._today = today

    async def on_claim(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Everything about one claim."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        claim_id = claim_id_of(context.args)
        reply = await self.card(visitor, claim_id) if claim_id else visitor.desk.say("desk-usage-claim")
        await self._access.reply(message, reply)

    async def on_find(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Which claims a text finds, and why."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        text = after_command(message) or replied_words(message, self._bot_id)
        if not text:
            await self._access.reply(message, visitor.desk.say("desk-usage-find"))
            return

        async def find() -> Reply:
            return visitor.desk.found(await self._curator.find(text), text)

        await self._access.reply(message, await tried(find, visitor))

    async def on_history(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Who changed a claim, when and how."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        claim_id = claim_id_of(context.args)
        reply = await self._history(visitor, claim_id, 0) if claim_id else visitor.desk.say("desk-usage-history")
        await self._access.reply(message, reply)

    async def on_review(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The claims whose day of review has come."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is not None and visitor is not None:
            await self._access.reply(message, await self._reviews(visitor, 0))

    async def on_drafts(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The claims that wait for a moderator to publish or discard them."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is not None and visitor is not None:
            await self._access.reply(message, await self._drafts(visitor, 0))

    async def on_stats(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The base in numbers, and the last 30 days as a picture when anything happened."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        await self._access.reply(message, visitor.desk.stats(await self._curator.stats(self._today())))
        month = await self._daily.month(self._today())
        if not month.empty:
            data, caption = await asyncio.to_thread(drawn, month), visitor.desk.month(month)
            with suppress(Later):  # the numbers are out, and would be sent once more with a later picture
                await self._access.sender.send_file(
                    visitor.chat_id, "month.png", data, to=message.message_id, caption=caption, shown=True
                )

    async def card(self, visitor: Visitor, claim_id: str) -> Reply:
        """The card of a claim, or claims with an id like it."""
        claim = await self._curator.claim(claim_id)
        if claim is None:
            found = await self._curator.find(claim_id.replace("-", " "), limit=3)
            return visitor.desk.unknown(claim_id, [one.claim for one in found.matches])
        due = claim.next_review is not None and claim.next_review <= self._today()
        silent = await self._curator.unreachable(claim, by=visitor.user_id) if due else ()
        files = await self._curator.media.number(claim_id)
        return visitor.desk.card(claim, await self._curator.usefulness(claim_id), silent, files=files)

    async def open_card(self, query: CallbackQuery, visitor: Visitor, claim_id: str) -> None:
        """A button that opens the card of a claim."""
        await self._access.sender.answer_press(query.id)
        await self._access.sender.send(visitor.chat_id, await self.card(visitor, claim_id), to=visitor.message_id)

    async def open_form(self, query: CallbackQuery, visitor: Visitor, claim_id: str) -> None:
        """A button that gives a claim as a form, to be copied and changed."""
        await self._access.sender.answer_press(query.id)
        claim = await self._curator.claim(claim_id)
        reply = visitor.desk.unknown(claim_id) if claim is None else visitor.desk.form(claim)
        if reply is not None:
            await self._access.sender.send(visitor.chat_id, reply, to=visitor.message_id)
        elif claim is not None:
            caption = visitor.desk.plain.words.say("desk-form-file")
            data = form_text(claim).encode()
            await self._access.sender.send_file(
                visitor.chat_id, f"{claim.id}.txt", data, to=visitor.message_id, caption=caption
            )

    async def turn_history(self, query: CallbackQuery, visitor: Visitor, subject: str) -> None:
        """Another page of a history, in place of the one that is shown; a first one as a new message."""
        page, claim_id = read_page(subject)
        await self._access.sender.answer_press(query.id)
        reply = await self._history(visitor, claim_id, page)
        shown = query.message.text or "" if isinstance(query.message, Message) else ""
        if reply.text.partition("\n")[0] == shown.partition("\n")[0]:
            await self._access.sender.edit(visitor.chat_id, visitor.message_id, reply)
        else:
            await self._access.sender.send(visitor.chat_id, reply, to=visitor.message_id)

    async def turn_reviews(self, query: CallbackQuery, visitor: Visitor, subject: str) -> None:
        """Another page of the overdue claims."""
        await self._access.sender.answer_press(query.id)
        reply = await self._reviews(visitor, read_page(subject)[0])
        await self._access.sender.edit(visitor.chat_id, visitor.message_id, reply)

    async def turn_drafts(self, query: CallbackQuery, visitor: Visitor, subject: str) -> None:
        """Another page of the drafts; the first one as a new message, below what an import did."""
        await self._access.sender.answer_press(query.id)
        reply = await self._drafts(visitor, read_page(subject)[0])
        if subject:
            await self._access.sender.edit(visitor.chat_id, visitor.message_id, reply)
        else:
            await self._access.sender.send(visitor.chat_id, reply, to=visitor.message_id)

    async def remind(self, query: CallbackQuery, visitor: Visitor, choice: str) -> None:
        """Begin or end somebody's daily reminders."""
        wanted = choice == "on"
        if not visitor.in_group:
            await (self._reminders.ask(visitor.user_id) if wanted else self._reminders.stop(visitor.user_id))
        say = visitor.desk.plain.words.say
        await self._access.sender.answer_press(query.id, say(f"desk-remind-{'on' if wanted else 'off'}"))
        await self._access.sender.edit(visitor.chat_id, visitor.message_id, await self._reviews(visitor, 0))

    async def _history(self, visitor: Visitor, claim_id: str, page: int) -> Reply:
        entries = await self._curator.history(claim_id)
        if not entries:
            return visitor.desk.unknown(claim_id)
        return visitor.desk.history(claim_id, entries, page, visitor.user_id)

    async def _drafts(self, visitor: Visitor, page: int) -> Reply:
        plain = visitor.desk.plain
        return drafts(plain, await self._curator.drafts(plain.words.language), page)

    async def _reviews(self, visitor: Visitor, page: int) -> Reply:
        claims = await self._curator.overdue(self._today())
        reminded = None if visitor.in_group else await self._reminders.wanted(visitor.user_id)
        return reviews(visitor.desk.plain, claims, page, reminded=reminded)
