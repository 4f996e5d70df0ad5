"""Hearing back: who asked is told once what the checkers said, and once more when the rating changes.

What is still to be told stands in the records, so a promise survives every restart: each pass hands over what is due,
under a key that makes doing it twice the same as once.
"""

import structlog

from bot.asking.notices import Notice, Outbox
from bot.checking.answer import Answer
from bot.checking.answered import CARD, record_of
from bot.checking.checker import Checker
from bot.checking.survivors import Survivors
from bot.languages import Languages
from bot.rendering.asks import AskRenderer
from bot.reply import Reply
from bot.store.answers import Answers
from bot.store.ask_rows import Ask, Entry
from bot.store.promises import PromiseRecords
from bot.store.queue import QueueRecords
from claims_db.model import Claim

log = structlog.get_logger()

TOLD, RATING_CHANGED = "told", "rating-changed"
AT_ONCE = 500
"""Promises handed over in one commit."""


class Hearing:
    """Keeps the promises. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self,
        promises: PromiseRecords,
        queue: QueueRecords,
        answers: Answers,
        checker: Checker,
        survivors: Survivors,
        languages: Languages,
        outbox: Outbox,
    ) -> None:
        self._promises = promises
        self._queue = queue
        self._answers = answers
        self._checker = checker
        self._survivors = survivors
        self._languages = languages
        self._outbox = outbox
        for kind in (TOLD, RATING_CHANGED):
            outbox.handles(kind, self.reply, on_sent=self.sent)

    async def tell(self) -> int:
        """Hand over what is due to people whose entry was closed: how many."""
        number = 0
        while due := await self._promises.to_tell(limit=AT_ONCE):
            await self._outbox.add([_told(entry, ask) for entry, ask in due])
            await self._promises.handed_over([ask for _, ask in due])
            number += len(due)
        if number:
            log.info("answers_promised", people=number)
        return number

    async def correct(self, claim: Claim) -> int:
        """Hand over the news that a claim's rating has changed to those who asked and read another: how many."""
        number, rating = 0, claim.rating.value
        claim_ids = await self._survivors.parts(claim.id, await self._promises.claims_told())
        while due := await self._promises.to_correct(claim_ids, rating, claim.version, limit=AT_ONCE):
            await self._outbox.add([_changed(entry, ask, claim) for entry, ask in due])
            await self._promises.news_handed_over([ask for _, ask in due], claim.version)
            number += len(due)
        return number

    async def reply(self, notice: Notice) -> Reply | None:
        """What is told at this moment; None when nobody waits for it any more, or nothing has changed after all."""
        entry, ask = await self._pair(notice)
        if entry is None or ask is None:
            return None
        renderer = AskRenderer(await self._languages.renderer(notice.chat_id, ask.language))
        if entry.state == "judged":
            return renderer.told_judged(entry)
        answer = await self._card(entry.claim_id or "")
        if entry.state != "linked" or not answer.parts:
            return None
        card, rating = renderer.full.reply(answer), answer.parts[0].claim.rating.value
        if notice.kind == TOLD:
            return renderer.told(card)
        return None if ask.told_rating in (None, rating) else renderer.told_corrected(card, ask.told_rating, rating)

    async def sent(self, notice: Notice, message_id: int) -> None:
        """Remember what was told, so that it follows the claim like any answer."""
        entry, ask = await self._pair(notice)
        if entry is None or ask is None or entry.claim_id is None:
            return
        answer = await self._card(entry.claim_id)
        if not answer.parts:
            return
        await self._promises.read(ask, answer.parts[0].claim.rating.value)
        record = record_of(
            answer,
            chat_id=notice.chat_id,
            post_id=ask.post_message_id or 0,
            reply_id=message_id,
            language=(await self._languages.renderer(notice.chat_id, ask.language)).words.language,
            kind=CARD,
        )
        self._answers.record(*record)

    async def _pair(self, notice: Notice) -> tuple[Entry | None, Ask | None]:
        entry_id = int(notice.payload["entry"])
        return await self._queue.entry(entry_id), await self._promises.waiting_for(entry_id, notice.chat_id)

    async def _card(self, claim_id: str) -> Answer:
        return await self._checker.card(await self._survivors.of(claim_id))


def _told(entry: Entry, ask: Ask) -> Notice:
    payload = {"entry": entry.id, "to": ask.post_message_id}
    return Notice(TOLD, ask.chat_id or 0, entry.claim_id or "", f"told:{entry.id}:{ask.reader_key}", payload)


def _changed(entry: Entry, ask: Ask, claim: Claim) -> Notice:
    payload = {"entry": entry.id, "to": ask.post_message_id}
    key = f"rating:{entry.id}:{ask.reader_key}:{claim.version}"
    return Notice(RATING_CHANGED, ask.chat_id or 0, claim.id, key, payload)
