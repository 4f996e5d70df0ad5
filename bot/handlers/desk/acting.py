"""Acts in one command or press: /retire, /restore, /merge, /undo, and "still right" under an overdue claim."""

from collections.abc import Callable
from datetime import date, timedelta

import structlog
from telegram import CallbackQuery, Update
from telegram.ext import ContextTypes

from bot.curation import Curator
from bot.handlers.desk.access import Access, Act, Visitor, tried
from bot.handlers.desk.reading import after_command, claim_id_of
from bot.handlers.desk.talking import Talking
from bot.reply import Reply
from claims_db.model import State

log = structlog.get_logger()

_SOONEST, _LATEST = 30, 365
"""Days until the next review, where the last two are closer or further apart."""


class ActingHandlers:
    """Does what a moderator asks for at once; what needs a question becomes a dialogue."""

    def __init__(self, access: Access, curator: Curator, talking: Talking, *, today: Callable[[], date]) -> None:
        self._access = access
        self._curator = curator
        self._talking = talking
        self._today = today

    async def on_retire(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a claim away from readers; without a reason, ask for it."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        claim_id = claim_id_of(context.args)
        reason = after_command(message).partition(context.args[0])[2].strip() if context.args and claim_id else ""
        if not claim_id:
            await self._access.reply(message, visitor.desk.say("desk-usage-retire"))
        elif not reason:
            await self._talking.ask_reason(visitor, claim_id)
        else:
            await self._access.reply(message, await tried(lambda: self._retire(visitor, claim_id, reason), visitor))

    async def on_restore(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Give a retired claim back to readers."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        claim_id = claim_id_of(context.args)
        reply = visitor.desk.say("desk-usage-restore")
        if claim_id:
            reply = await tried(lambda: self._restore(visitor, claim_id), visitor)
        await self._access.reply(message, reply)

    async def on_merge(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Make one claim part of another."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        arguments = context.args or []
        part, whole = claim_id_of(arguments), claim_id_of(arguments[1:])
        if not part:
            await self._access.reply(message, visitor.desk.say("desk-usage-merge"))
        elif not whole:
            await self._talking.ask_into(visitor, part)
        else:
            await self._access.reply(message, await tried(lambda: self._talking.merge(visitor, part, whole), visitor))

    async def on_undo(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take back one's own last act."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return

        async def undo() -> Reply:
            # A crash may have left it done and unanswered. Ids of updates begin anew at times, so the date is needed.
            request = f"{update.update_id} of {message.date.timestamp():.0f}"
            outcome = await self._curator.undo(visitor.user_id, request=request)
            log.info("undone", outcome=type(outcome).__name__)
            return visitor.desk.undone(outcome, visitor.user_id)

        await self._access.reply(message, await tried(undo, visitor))

    async def press_restore(self, query: CallbackQuery, visitor: Visitor, claim_id: str) -> None:
        """The button that gives a retired claim back."""
        await self._pressed(query, visitor, lambda: self._restore(visitor, claim_id))

    async def press_still_right(self, query: CallbackQuery, visitor: Visitor, claim_id: str) -> None:
        """The button that says: looked at today, stays as it is."""
        await self._pressed(query, visitor, lambda: self._reviewed(visitor, claim_id))

    async def _pressed(self, query: CallbackQuery, visitor: Visitor, act: Act) -> None:
        await self._access.sender.answer_press(query.id)
        await self._access.sender.send(visitor.chat_id, await tried(act, visitor), to=visitor.message_id)

    async def _retire(self, visitor: Visitor, claim_id: str, reason: str) -> Reply:
        claim = await self._curator.retire(claim_id, reason, visitor.user_id)
        log.info("claim_retired")
        return visitor.desk.say("desk-retired", id=claim.id)

    async def _restore(self, visitor: Visitor, claim_id: str) -> Reply:
        before = await self._curator.claim(claim_id)
        claim = await self._curator.restore(claim_id, visitor.user_id)
        log.info("claim_restored")
        new = before is not None and before.state is State.DRAFT
        return visitor.desk.say("desk-draft-published" if new else "desk-restored", id=claim.id)

    async def _reviewed(self, visitor: Visitor, claim_id: str) -> Reply:
        """Note the review; the next one is as far away as the last two were apart."""
        claim = await self._curator.claim(claim_id)
        today = self._today()
        pressed_twice = claim is not None and claim.date_checked == today
        if claim is not None and pressed_twice and (claim.next_review is None or claim.next_review > today):
            return self._noted(visitor, claim_id, claim.next_review)
        days = _LATEST
        if claim is not None and claim.next_review and claim.date_checked:
            days = (claim.next_review - claim.date_checked).days
        following = today + timedelta(days=min(max(days, _SOONEST), _LATEST))
        await self._curator.reviewed(claim_id, visitor.user_id, next_review=following)
        return self._noted(visitor, claim_id, following)

    def _noted(self, visitor: Visitor, claim_id: str, following: date | None) -> Reply:
        if following is None:
            return visitor.desk.say("desk-reviewed", id=claim_id)
        day = visitor.desk.plain.words.date(following)
        return visitor.desk.say("desk-reviewed-next", id=claim_id, date=day)
