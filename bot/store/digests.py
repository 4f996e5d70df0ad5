"""Who gets a digest, up to where they were told, and when the next one is due.

A digest is marked as begun, by moving on the day of the next one, before Telegram is called; up to where its reader was
told moves on only when it is out. So nobody gets two in one day, and what may not have arrived is told again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, RowMapping, case, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.digest_tables import digests
from bot.store.rows import insert_new
from bot.store.writer import Writer
from claims_db.store.database import reading, writing

Every = Literal["day", "week"]
Days = Mapping[Every, date]
"""From which day on the next digest is due, by how often somebody gets one."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A reader's wish. `language` is a code of the reader's Telegram; `revision` that up to which they were told."""

    chat_id: int
    every: Every
    language: str
    revision: int
    due_on: date


class Digests:
    """One wish a chat. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    async def of(self, chat_id: int) -> Digest | None:
        """What a reader wished; None for no digest."""
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(digests).where(digests.c.chat_id == chat_id))).mappings().first()
        return _digest(row) if row else None

    async def want(self, digest: Digest) -> None:
        """Keep a wish; who had a digest already was told up to where they were told."""
        row = {
            "chat_id": digest.chat_id,
            "every": digest.every,
            "language": digest.language,
            "revision": digest.revision,
            "due_on": digest.due_on.isoformat(),
        }
        changed = {name: row[name] for name in ("every", "language", "due_on")}
        async with writing(self._engine) as connection:
            if not await insert_new(connection, digests, [row]):
                await connection.execute(update(digests).where(digests.c.chat_id == digest.chat_id).values(**changed))

    async def stop(self, chat_id: int) -> None:
        """Send a reader no digest any more, and forget that they had one."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(digests).where(digests.c.chat_id == chat_id))

    async def due(self, today: date, *, after: Digest | None = None, limit: int) -> list[Digest]:
        """At most `limit` that are due, those that are longest first; `after`: the last of those that were had."""
        query = select(digests).where(digests.c.due_on <= today.isoformat())
        if after is not None:
            place = tuple_(digests.c.due_on, digests.c.chat_id)
            query = query.where(place > tuple_(after.due_on.isoformat(), after.chat_id))
        async with reading(self._engine) as connection:
            rows = await connection.execute(query.order_by(digests.c.due_on, digests.c.chat_id).limit(limit))
            return [_digest(row) for row in rows.mappings()]

    async def begin(self, chat_id: int, today: date, following: Days) -> bool:
        """Telegram is about to be called for a digest that is due: True for exactly one of those who ask at a time."""
        mine = (digests.c.chat_id == chat_id) & (digests.c.due_on <= today.isoformat())
        async with writing(self._engine) as connection:
            done = await connection.execute(update(digests).where(mine).values(due_on=_next(following)))
            return bool(done.rowcount)

    async def put_back(self, digest: Digest) -> None:
        """A digest that was begun certainly did not go out: it is due again."""
        await self._writer.write(_put_back, digest)

    async def told(self, chat_id: int, revision: int) -> None:
        """A digest is out that tells everything up to a revision."""
        await self._writer.write(_told, (chat_id, revision))

    async def nothing_new(self, chat_ids: Sequence[int], today: date, following: Days, revision: int) -> None:
        """For these readers, whose digest is due, there is nothing to tell up to a revision."""
        theirs = digests.c.chat_id.in_(chat_ids) & (digests.c.due_on <= today.isoformat())
        values = {"revision": revision, "due_on": _next(following)}
        async with writing(self._engine) as connection:
            await connection.execute(update(digests).where(theirs).values(values))


def _digest(row: RowMapping) -> Digest:
    due_on = date.fromisoformat(row["due_on"])
    return Digest(row["chat_id"], row["every"], row["language"], row["revision"], due_on)


def _next(following: Days) -> ColumnElement[str]:
    return case({every: day.isoformat() for every, day in following.items()}, value=digests.c.every)


async def _put_back(connection: AsyncConnection, items: Sequence[Digest]) -> None:
    for one in items:
        mine = digests.c.chat_id == one.chat_id
        await connection.execute(update(digests).where(mine).values(due_on=one.due_on.isoformat()))


async def _told(connection: AsyncConnection, items: Sequence[tuple[int, int]]) -> None:
    for chat_id, revision in items:
        mine = (digests.c.chat_id == chat_id) & (digests.c.revision < revision)
        await connection.execute(update(digests).where(mine).values(revision=revision))
