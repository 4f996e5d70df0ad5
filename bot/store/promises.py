"""Who is still to hear an answer, and who was told one that is no longer right."""

import time
from collections.abc import Callable, Sequence

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.ask_rows import Ask, Entry, all_pairs, pairs_query
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

    async def to_correct(self, claim_ids: Sequence[str], rating: str, *, limit: int) -> list[tuple[Entry, Ask]]:
        """Those who asked, and were told another rating of one of the claims."""
        linked = and_(ask_entries.c.state == "linked", ask_entries.c.claim_id.in_(list(claim_ids)))
        told = and_(asks.c.hears, asks.c.told_at.is_not(None), asks.c.told_rating != rating)
        query = pairs_query().where(linked, told).order_by(asks.c.at)
        return await all_pairs(self._engine, query.limit(limit))

    async def claims_told(self) -> list[str]:
        """The ids of all claims that entries are linked to."""
        query = select(ask_entries.c.claim_id).where(ask_entries.c.claim_id.is_not(None)).distinct()
        async with reading(self._engine) as connection:
            return [str(claim_id) for claim_id in (await connection.execute(query)).scalars()]

    async def told(self, who: Sequence[Ask], rating: str | None) -> None:
        """Note that these people's answer, with this rating, was handed over to be sent."""
        async with writing(self._engine) as connection:
            for ask in who:
                mine = and_(asks.c.entry_id == ask.entry_id, asks.c.reader_key == ask.reader_key)
                await connection.execute(update(asks).where(mine).values(told_at=self._now(), told_rating=rating))
