"""What moderators look at: histories, searches, what is overdue, numbers."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.curation.differences import differences
from bot.curation.values import Explained, Found, HistoryEntry, Stats, TrayEntry, Who
from bot.store.acts import acts_on, counts_since
from bot.store.judgements import Judgements
from bot.store.moderators import Moderators
from claims_db.live import LiveIndex
from claims_db.matching.explaining import Explanation
from claims_db.model import Claim, State
from claims_db.store import ClaimStore, ClaimVersion
from claims_db.store.database import reading

_MONTH = 30 * 24 * 3600.0
_CORRECTIONS = ("same", "different", "not_mine")
"""Verdicts from which a moderator can learn a phrasing or a near miss."""


class Looking:
    """Reads; changes nothing. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self,
        engine: AsyncEngine,
        store: ClaimStore,
        live: LiveIndex,
        moderators: Moderators,
        judgements: Judgements,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._engine = engine
        self._store = store
        self._live = live
        self._moderators = moderators
        self._judgements = judgements
        self._now = now

    async def names(self) -> Callable[[str], Who]:
        """From the code of who saved something to who it was, as far as that is known."""
        known = await self._moderators.identities()
        return lambda code: Who(code, known.get(code))

    async def history(self, claim_id: str) -> tuple[HistoryEntry, ...]:
        """Every version of a claim, oldest first."""
        versions = await self._store.history(claim_id)
        who = await self.names()
        async with reading(self._engine) as connection:
            acts = await acts_on(connection, claim_id)
        kinds = {change.after: act.kind for act in acts for change in act.changes if change.claim_id == claim_id}
        before: list[ClaimVersion | None] = [None, *versions]
        return tuple(
            HistoryEntry(
                version=row.claim.version,
                by=who(row.by),
                at=row.at,
                kind=kinds.get(row.claim.version, ""),
                why=row.why,
                changes=differences(old.claim if old else None, row.claim),
                withdrawn=row.withdrawn,
            )
            for old, row in zip(before, versions, strict=False)
        )

    async def find(self, text: str, *, limit: int) -> Found:
        """Which claims a text finds, and why."""
        finding, reasons = await self._live.explain(text, limit=limit)
        pairs = ((reason, self._live.claim(reason.match.claim_id)) for reason in reasons)
        return Found(finding, tuple(_explained(reason, claim) for reason, claim in pairs if claim))

    async def overdue(self, today: date) -> tuple[Claim, ...]:
        """Published claims whose day of review has come, the longest overdue first."""
        return _overdue(await self._store.live_claims(), today)

    async def drafts(self, language: str) -> tuple[Claim, ...]:
        """Claims that were never published; those with a sentence in `language` first, then by id."""
        waiting = [claim for claim in await self._store.all_claims() if claim.state is State.DRAFT]
        return tuple(sorted(waiting, key=lambda claim: (not _said_in(claim, language), claim.id)))

    async def stats(self, today: date) -> Stats:
        """Numbers of the base."""
        claims = await self._store.all_claims()
        live = [claim for claim in claims if claim.state is State.PUBLISHED]
        async with reading(self._engine) as connection:
            acts = await counts_since(connection, self._now() - _MONTH)
        return Stats(
            states=Counter(claim.state.value for claim in claims),
            ratings=Counter(claim.rating.value for claim in live),
            phrasings=Counter(phrasing.language for claim in live for phrasing in claim.phrasings),
            overdue=len(_overdue(live, today)),
            acts=acts,
            judgements=await self._judgements.totals(),
        )

    async def tray(self, *, limit: int) -> tuple[TrayEntry, ...]:
        """The claims on which readers had most to correct."""
        told = await self._judgements.by_claim()
        corrections = {
            claim_id: {verdict: counts[verdict] for verdict in _CORRECTIONS if counts.get(verdict)}
            for claim_id, counts in told.items()
        }
        most = sorted(corrections, key=lambda claim_id: (-sum(corrections[claim_id].values()), claim_id))
        await self._live.refresh()
        live = ((self._live.claim(claim_id), corrections[claim_id]) for claim_id in most if corrections[claim_id])
        return tuple(islice((TrayEntry(claim, counts) for claim, counts in live if claim), limit))

    async def usefulness(self, claim_id: str) -> dict[str, int]:
        """How many readers gave each verdict on a claim."""
        return await self._judgements.counts(claim_id)


def _explained(reason: Explanation, claim: Claim) -> Explained:
    return Explained(reason.match, claim, tuple(said for said, _ in reason.met), reason.capped)


def _said_in(claim: Claim, language: str) -> bool:
    return language == claim.language or language in claim.statement_in


def _overdue(claims: list[Claim], today: date) -> tuple[Claim, ...]:
    due = [(claim.next_review, claim.id, claim) for claim in claims if claim.next_review and claim.next_review <= today]
    return tuple(claim for _, _, claim in sorted(due, key=lambda row: row[:2]))
