"""Who is still to hear an answer, and who was told one that is no longer right."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.ask_rows import Ask, Entry, all_pairs, ask_of, pairs_query
from bot.store.ask_tables import ask_entries, asks
from claims_db.store.database import reading, writing


class PromiseRecords:
    """All raise StoreUnavailable when the database can't be used; what they write is durable on return."""

    def __init__(self, engine: AsyncEngine, *, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now = now

    async def to_tell(self, *, limit: int) -> list[tuple[Entry, Ask]]:
        """Those who asked to hear, whose entry is closed, and who have not been told yet."""
        closed = ask_entries.c.state.in_(["linked", "judged"])
        query = pairs_query().where(closed, asks.c.hears, asks.c.told_at.is_(None)).order_by(asks.c.at)
        return await all_pairs(self._engine, query.limit(limit))

    async def to_correct(
        self, claim_ids: Sequence[str], rating: str, version: int, *, limit: int
    ) -> list[tuple[Entry, Ask]]:
        """Those who read another rating of one of the claims, and are not owed the news of this version yet."""
        linked = and_(ask_entries.c.state == "linked", ask_entries.c.claim_id.in_(list(claim_ids)))
        read = and_(asks.c.hears, asks.c.told_rating.is_not(None), asks.c.told_rating != rating)
        not_owed = or_(asks.c.news_version.is_(None), asks.c.news_version < version)
        query = pairs_query().where(linked, read, not_owed).order_by(asks.c.at)
        return await all_pairs(self._engine, query.limit(limit))

    async def claims_told(self) -> list[str]:
        """The ids of all claims that entries are linked to."""
        query = select(ask_entries.c.claim_id).where(ask_entries.c.claim_id.is_not(None)).distinct()
        async with reading(self._engine) as connection:
            return [str(claim_id) for claim_id in (await connection.execute(query)).scalars()]

    async def waiting_for(self, entry_id: int, chat_id: int) -> Ask | None:
        """What the person of a chat has in an entry, None when they do not want to hear, or were forgotten."""
        mine = and_(asks.c.entry_id == entry_id, asks.c.chat_id == chat_id, asks.c.hears)
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(asks).where(mine).limit(1))).mappings().first()
        return None if row is None else ask_of(row)

    async def handed_over(self, who: Sequence[Ask]) -> None:
        """Note that these people's answer was handed over to be sent."""
        await self._change(who, {"told_at": self._now()})

    async def news_handed_over(self, who: Sequence[Ask], version: int) -> None:
        """Note that these people are owed the news of a claim's version."""
        await self._change(who, {"news_version": version})

    async def read(self, ask: Ask, rating: str) -> None:
        """Note that somebody was sent this rating."""
        await self._change([ask], {"told_rating": rating})

    async def _change(self, who: Sequence[Ask], values: dict[str, Any]) -> None:
        async with writing(self._engine) as connection:
            for ask in who:
                mine = and_(asks.c.entry_id == ask.entry_id, asks.c.reader_key == ask.reader_key)
                await connection.execute(update(asks).where(mine).values(**values))
