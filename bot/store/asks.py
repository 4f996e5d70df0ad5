"""What readers send to the checkers, and into which entry of the queue it goes."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.ask_rows import Ask, Entry, NewAsk, NewEntry, all_pairs, ask_of, entry_of, locked_entry, pairs_query
from bot.store.ask_tables import ask_entries, asks
from bot.store.rows import insert_new
from claims_db.store.database import reading, writing

KEPT = 90 * 24 * 3600.0
"""Seconds that an entry is kept after it was closed."""
DAY = 24 * 3600.0


Refused = Literal["most-open", "most-today", "full"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be sent: open entries and texts a day of one reader, if these count, and open entries in all."""

    open: int
    a_day: int
    queue: int
    of_reader: bool = True


@dataclass(frozen=True, slots=True)
class Joined:
    """The entry that a text went into, None when there is none; `new`: the reader was not in it before."""

    entry: Entry | None
    new: bool = False
    refused: Refused | None = None


class AskRecords:
    """All raise StoreUnavailable when the database can't be used; what they write is durable on return."""

    def __init__(self, engine: AsyncEngine, *, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now = now

    async def own(self, reader_key: str, digest: str) -> Ask | None:
        """What this reader has sent with this very text, None when nothing."""
        query = select(asks).where(asks.c.reader_key == reader_key, asks.c.digest == digest).limit(1)
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else ask_of(row)

    async def join(self, entry_id: int, ask: NewAsk, limits: Limits) -> Joined:
        """Add a reader to an entry, unless they are in it or have sent too much; a closed entry stays as it is."""
        async with writing(self._engine) as connection:
            entry = await locked_entry(connection, entry_id)
            if entry is None or entry.state != "open":
                return Joined(entry)
            mine = and_(asks.c.entry_id == entry_id, asks.c.reader_key == ask.reader_key)
            known = (await connection.execute(select(asks).where(mine))).mappings().first()
            if known is None:
                if refused := await self._refusal(connection, ask, limits):
                    return Joined(None, refused=refused)
                return Joined(await self._add(connection, entry, ask), new=True)
            if ask.chat_id is not None and not known["hears"]:
                where = {"chat_id": ask.chat_id, "post_message_id": ask.post_message_id, "hears": True}
                await connection.execute(update(asks).where(mine).values(**where))
            return Joined(entry)

    async def open(self, new: NewEntry, ask: NewAsk, limits: Limits) -> Joined:
        """Open an entry for a text that belongs to none, unless the reader has sent too much or the queue is full."""
        values = {
            "text": new.text,
            "digest": new.digest,
            "language": new.language,
            "candidates": json.dumps(new.candidates),
            "channel": new.channel,
            "channel_post": new.channel_post,
            "file_id": new.file_id,
            "state": "open",
            "demand": 0,
            "opened_at": self._now(),
            "later_until": 0.0,
            "card_at": 0.0,
            "card_says": "",
        }
        async with writing(self._engine) as connection:
            if refused := await self._refusal(connection, ask, limits) or await self._fullness(connection, limits):
                return Joined(None, refused=refused)
            insert = ask_entries.insert().values(**values).returning(ask_entries)
            entry = entry_of((await connection.execute(insert)).mappings().one())
            return Joined(await self._add(connection, entry, ask), new=True)

    async def entry(self, entry_id: int) -> Entry | None:
        """One entry as it stands, None when it is gone."""
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(ask_entries).where(ask_entries.c.id == entry_id))).mappings().first()
        return None if row is None else entry_of(row)

    async def texts_after(self, entry_id: int, *, limit: int = 1_000) -> list[tuple[int, str]]:
        """Ids and texts of entries newer than `entry_id`, oldest first: what a process has to read up on."""
        query = (
            select(ask_entries.c.id, ask_entries.c.text)
            .where(ask_entries.c.id > entry_id)
            .order_by(ask_entries.c.id)
            .limit(limit)
        )
        async with reading(self._engine) as connection:
            return [(row.id, row.text) for row in await connection.execute(query)]

    async def of_reader(self, reader_key: str) -> list[tuple[Entry, Ask]]:
        """Everything that a reader has sent."""
        query = pairs_query().where(asks.c.reader_key == reader_key).order_by(asks.c.at)
        return await all_pairs(self._engine, query.limit(10_000))

    async def forget(self, reader_key: str) -> list[Entry]:
        """Remove what a reader sent, and the entries that nobody else sent: these, as they were."""
        async with writing(self._engine) as connection:
            mine = select(asks.c.entry_id).where(asks.c.reader_key == reader_key)
            entry_ids = list((await connection.execute(mine)).scalars())
            if not entry_ids:
                return []
            await connection.execute(delete(asks).where(asks.c.reader_key == reader_key))
            chosen = ask_entries.c.id.in_(entry_ids)
            less = update(ask_entries).where(chosen).values(demand=ask_entries.c.demand - 1)
            await connection.execute(less)
            left = select(asks.c.entry_id).where(asks.c.entry_id.in_(entry_ids))
            kept = set((await connection.execute(left)).scalars())
            nobodys = ask_entries.c.id.in_([entry_id for entry_id in entry_ids if entry_id not in kept])
            gone = [entry_of(row) for row in (await connection.execute(select(ask_entries).where(nobodys))).mappings()]
            await connection.execute(delete(ask_entries).where(nobodys))
            return gone

    async def purge(self) -> None:
        """Forget the entries that were closed long enough ago, and who sent them."""
        async with writing(self._engine) as connection:
            old = ask_entries.c.closed_at < self._now() - KEPT
            await connection.execute(delete(asks).where(asks.c.entry_id.in_(select(ask_entries.c.id).where(old))))
            await connection.execute(delete(ask_entries).where(old))

    async def _refusal(self, connection: AsyncConnection, ask: NewAsk, limits: Limits) -> Refused | None:
        if not limits.of_reader:
            return None
        mine = asks.c.reader_key == ask.reader_key
        still_open = select(func.count()).select_from(asks.join(ask_entries)).where(mine, ask_entries.c.state == "open")
        if (await connection.execute(still_open)).scalar_one() >= limits.open:
            return "most-open"
        today = select(func.count()).select_from(asks).where(mine, asks.c.at > self._now() - DAY)
        return "most-today" if (await connection.execute(today)).scalar_one() >= limits.a_day else None

    async def _fullness(self, connection: AsyncConnection, limits: Limits) -> Refused | None:
        waiting = select(func.count()).select_from(ask_entries).where(ask_entries.c.state == "open")
        return "full" if (await connection.execute(waiting)).scalar_one() >= limits.queue else None

    async def _add(self, connection: AsyncConnection, entry: Entry, ask: NewAsk) -> Entry:
        row = {
            "entry_id": entry.id,
            "reader_key": ask.reader_key,
            "digest": ask.digest,
            "language": ask.language,
            "chat_id": ask.chat_id,
            "post_message_id": ask.post_message_id if ask.chat_id is not None else None,
            "hears": ask.chat_id is not None,
            "about_claim": ask.about_claim,
            "verdict": ask.verdict,
            "at": self._now(),
        }
        await insert_new(connection, asks, [row])
        more = update(ask_entries).where(ask_entries.c.id == entry.id).values(demand=ask_entries.c.demand + 1)
        await connection.execute(more)
        return replace(entry, demand=entry.demand + 1)
