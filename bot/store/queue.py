"""The queue as moderators work on it: what waits, its cards, and how an entry ends."""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.ask_rows import SAYS, Entry, State, all_entries, says
from bot.store.ask_tables import ask_entries, asks
from claims_db.store.database import reading, writing

CARD_LEASE = 60.0
"""Seconds in which no other process sends or edits the same card."""


class QueueRecords:
    """All raise StoreUnavailable when the database can't be used; what they write is durable on return."""

    def __init__(self, engine: AsyncEngine, *, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now = now

    async def entry(self, entry_id: int) -> Entry | None:
        """One entry, None when it is gone."""
        return await self._first(ask_entries.c.id == entry_id)

    async def last_change(self) -> tuple[int | None, float | None]:
        """The newest entry and when one was last closed; another value after either."""
        newest, closed = select(func.max(ask_entries.c.id)), select(func.max(ask_entries.c.closed_at))
        query = select(newest.scalar_subquery(), closed.scalar_subquery())
        async with reading(self._engine) as connection:
            found = (await connection.execute(query)).one()
        return found[0], found[1]

    async def waiting(self, *, limit: int) -> list[Entry]:
        """The open entries, those with the highest demand first, then the oldest; postponed ones at the end."""
        postponed = ask_entries.c.later_until > self._now()
        query = (
            select(ask_entries)
            .where(ask_entries.c.state == "open")
            .order_by(postponed, ask_entries.c.demand.desc(), ask_entries.c.opened_at, ask_entries.c.id)
            .limit(limit)
        )
        return await all_entries(self._engine, query)

    async def languages_of(self, entry_id: int) -> dict[str, int]:
        """In how many languages people sent an entry: people by language, the most first."""
        number = func.count().label("number")
        query = (
            select(asks.c.language, number)
            .where(asks.c.entry_id == entry_id)
            .group_by(asks.c.language)
            .order_by(number.desc(), asks.c.language)
        )
        async with reading(self._engine) as connection:
            return {row.language: int(row.number) for row in await connection.execute(query)}

    async def verdicts_of(self, entry_id: int) -> dict[tuple[str, str], int]:
        """What people said of the claim they were shown with this text: (claim id, verdict) -> how many."""
        query = (
            select(asks.c.about_claim, asks.c.verdict, func.count().label("number"))
            .where(asks.c.entry_id == entry_id, asks.c.about_claim.is_not(None), asks.c.verdict.is_not(None))
            .group_by(asks.c.about_claim, asks.c.verdict)
        )
        async with reading(self._engine) as connection:
            return {(row.about_claim, row.verdict): int(row.number) for row in await connection.execute(query)}

    async def close(
        self, entry_id: int, state: State, *, claim_id: str | None = None, reason: str | None = None
    ) -> bool:
        """Close an open entry; False when it is closed already, or gone."""
        values = {"state": state, "claim_id": claim_id, "reason": reason, "closed_at": self._now()}
        still_open = and_(ask_entries.c.id == entry_id, ask_entries.c.state == "open")
        return await self._change(still_open, values)

    async def postpone(self, entry_id: int, until: float) -> bool:
        """Put an open entry at the end of the queue until a moment; False when it is closed, or gone."""
        still_open = and_(ask_entries.c.id == entry_id, ask_entries.c.state == "open")
        return await self._change(still_open, {"later_until": until})

    async def without_card(self, *, limit: int) -> list[Entry]:
        """Open entries that have no card in the moderators' chat yet, oldest first."""
        query = select(ask_entries).where(
            ask_entries.c.state == "open",
            ask_entries.c.card_message_id.is_(None),
            ask_entries.c.card_at < self._now() - CARD_LEASE,
        )
        return await all_entries(self._engine, query.order_by(ask_entries.c.id).limit(limit))

    async def with_old_card(self, *, older_than: float, limit: int) -> list[Entry]:
        """Entries whose card shows another state or demand than they have, the highest demand first."""
        query = select(ask_entries).where(
            ask_entries.c.card_message_id > 0,
            ask_entries.c.card_says != SAYS,
            or_(ask_entries.c.card_at < self._now() - older_than, ask_entries.c.state != "open"),
        )
        return await all_entries(
            self._engine, query.order_by(ask_entries.c.demand.desc(), ask_entries.c.id).limit(limit)
        )

    async def take_card(self, entry: Entry) -> bool:
        """Reserve the sending or editing of an entry's card for a minute: no other process does it meanwhile."""
        unchanged = and_(ask_entries.c.id == entry.id, ask_entries.c.card_at == entry.card_at)
        return await self._change(unchanged, {"card_at": self._now()})

    async def card_shown(self, entry: Entry, chat_id: int, message_id: int) -> None:
        """Note where the card of an entry is and what it shows; `message_id` 0: it was sent, nobody knows where."""
        values = {"card_chat_id": chat_id, "card_message_id": message_id, "card_says": says(entry)}
        await self._change(ask_entries.c.id == entry.id, values)

    async def _first(self, *conditions: ColumnElement[bool]) -> Entry | None:
        found = await all_entries(self._engine, select(ask_entries).where(*conditions).limit(1))
        return found[0] if found else None

    async def _change(self, where: ColumnElement[bool], values: dict[str, Any]) -> bool:
        async with writing(self._engine) as connection:
            result = await connection.execute(update(ask_entries).where(where).values(**values))
            return bool(result.rowcount)
