"""What moderators do with the queue: look at it, link an entry to a claim, judge it, put it off, throw it out.

Knows neither Telegram nor words. Who may do so is asked by whoever calls.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from bot.buttons.queue import Reason, mark_of
from bot.rendering.cards import Card
from bot.store.ask_rows import Entry
from bot.store.queue import QueueRecords
from claims_db.live import LiveIndex
from claims_db.model import Claim
from claims_db.text import guess_language

log = structlog.get_logger()

CLOSE_ENOUGH = 0.04
"""Least score of a claim that is worth showing to a moderator as a close one; chance is below."""
PUT_OFF = 24 * 3600.0
"""Seconds for which "later" puts an entry at the end of the queue."""
_LONGEST_PHRASING = 600
"""Characters of a text that may become a phrasing or a near miss."""


class MediaTeacher(Protocol):
    """Lets pictures and other files be known with claims."""

    async def know(self, file_id: str, claim_id: str, by: int) -> object:
        """Know a file with a claim."""


class Teacher(Protocol):
    """Lets the base learn from the queue; the curator of claims does."""

    @property
    def media(self) -> MediaTeacher:
        """What is done with files."""

    async def add_phrasing(self, claim_id: str, text: str, language: str, by: int) -> object:
        """Let a claim be found by one more wording."""

    async def add_near_miss(self, claim_id: str, text: str, by: int) -> object:
        """Let a text never find a claim."""


class Queue:
    """The moderators' side. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self,
        records: QueueRecords,
        live: LiveIndex,
        teacher: Teacher,
        *,
        on_closed: Callable[[], None] = lambda: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`on_closed` is told that somebody may have an answer now."""
        self._records = records
        self._live = live
        self._teacher = teacher
        self._on_closed = on_closed
        self._now = now

    async def waiting(self, *, limit: int) -> list[Entry]:
        """The open entries, by demand and age; those that were put off come last."""
        return await self._records.waiting(limit=limit)

    async def entry(self, entry_id: int) -> Entry | None:
        """One entry, None when it is gone."""
        return await self._records.entry(entry_id)

    async def card(self, entry_id: int) -> Card | None:
        """All that is shown of an entry, as it is now; None when it is gone."""
        entry = await self._records.entry(entry_id)
        return None if entry is None else await self.card_of(entry)

    async def card_of(self, entry: Entry) -> Card:
        """The same for an entry in hand."""
        await self._live.refresh()
        candidates = await self._candidates(entry)
        verdicts = await self._records.verdicts_of(entry.id)
        judged = {claim_id: self._live.claim(claim_id) for claim_id, _ in verdicts}
        return Card(
            entry=entry,
            languages=await self._records.languages_of(entry.id),
            candidates=candidates,
            claim=self._live.claim(entry.claim_id) if entry.claim_id else None,
            verdicts=verdicts,
            judged={claim_id: claim for claim_id, claim in judged.items() if claim},
            put_off=entry.later_until > self._now(),
        )

    async def close(self, entry_id: int, claim_id: str) -> bool:
        """Link an open entry to a published claim; those who asked are told. False when it is closed, or gone.

        Raises:
            LookupError: there is no such published claim.
        """
        await self._live.refresh()
        if self._live.claim(claim_id) is None:
            raise LookupError
        return await self._ended(self._records.close(entry_id, "linked", claim_id=claim_id), "linked")

    async def judge(self, entry_id: int, reason: Reason) -> bool:
        """Close an entry that can't be checked; those who asked are told why. False when it is closed, or gone."""
        return await self._ended(self._records.close(entry_id, "judged", reason=reason.value), "judged")

    async def throw_out(self, entry_id: int) -> bool:
        """Close an entry that is spam; nobody is told. False when it is closed, or gone."""
        return await self._ended(self._records.close(entry_id, "spam"), "spam")

    async def put_off(self, entry_id: int) -> bool:
        """Let an open entry come last for a day. False when it is closed, or gone."""
        return await self._records.postpone(entry_id, self._now() + PUT_OFF)

    async def marked(self, card: Card, mark: str) -> Claim | None:
        """The published claim of a card that a button stands for; None when it is no longer shown or published."""
        shown = [*card.candidates, *card.judged.values(), *([card.claim] if card.claim else [])]
        return next((claim for claim in shown if mark_of(claim.id) == mark), None)

    async def teach_phrasing(self, entry: Entry, claim_id: str, by: int) -> object:
        """Let the claim be found by the text of an entry; gives and raises what the curator does."""
        text = phrasing_of(entry)
        return await self._teacher.add_phrasing(claim_id, text, entry.language or guess_language(text) or "en", by)

    async def teach_near_miss(self, entry: Entry, claim_id: str, by: int) -> object:
        """Let the text of an entry never find the claim; gives and raises what the curator does."""
        return await self._teacher.add_near_miss(claim_id, phrasing_of(entry), by)

    async def teach_media(self, entry: Entry, claim_id: str, by: int) -> object:
        """Know the file that came with an entry with the claim; gives and raises what the curator does."""
        return await self._teacher.media.know(entry.file_id or "", claim_id, by)

    async def _ended(self, closing: Awaitable[bool], state: str) -> bool:
        done = await closing
        if done:
            log.info("ask_closed", state=state)
            self._on_closed()
        return done

    async def _candidates(self, entry: Entry) -> tuple[Claim, ...]:
        found = (self._live.claim(claim_id) for claim_id in entry.candidates)
        kept = tuple(claim for claim in found if claim)
        if entry.state != "open":
            return kept
        matches = (await self._live.match(entry.text, limit=3)).matches
        newer = (self._live.claim(match.claim_id) for match in matches if match.score >= CLOSE_ENOUGH)
        return tuple({claim.id: claim for claim in (*newer, *kept) if claim}.values())[:3]


def phrasing_of(entry: Entry) -> str:
    """The text of an entry as a phrasing: on one line, and no longer than a claim may have it."""
    return " ".join(entry.text.split())[:_LONGEST_PHRASING]
