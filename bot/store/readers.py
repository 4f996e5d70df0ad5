"""What readers have chosen."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.rows import upsert
from bot.store.schema import readers
from bot.store.writer import Write, Writer
from claims_db.store.database import glancing

T = TypeVar("T")


_MOST_KNOWN = 10_000
"""Choices kept in memory, those asked for last."""
_KNOWN_FOR = 3.0
"""Seconds that a choice is taken as read where other processes may change it."""


class Readers:
    """The language of a private chat, where its reader chose one with /language.

    All methods raise StoreUnavailable when the database can't be used.
    """

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer
        alone = engine.dialect.name == "sqlite"  # no other process changes what this one has read
        self._known_for = float("inf") if alone else _KNOWN_FOR
        self._known: OrderedDict[int, tuple[float, str | None]] = OrderedDict()
        self._writes = 0

    async def language(self, chat_id: int) -> str | None:
        """The chosen language ("uk"), None when nothing was chosen."""
        now = time.monotonic()
        until, known = self._known.get(chat_id, (0.0, None))
        if now < until:
            self._known.move_to_end(chat_id)
            return known
        writes = self._writes
        async with glancing(self._engine) as connection:
            query = select(readers.c.language).where(readers.c.chat_id == chat_id)
            language: str | None = (await connection.execute(query)).scalar()
        if writes == self._writes:
            self._known[chat_id] = (now + self._known_for, language)
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return language

    async def choose_language(self, chat_id: int, language: str) -> None:
        """Keep the choice; it is durable when this returns."""
        await self._change(chat_id, _upsert, {"chat_id": chat_id, "language": language})

    async def forget(self, chat_id: int) -> None:
        """Forget the choice; gone when this returns."""
        await self._change(chat_id, _delete, chat_id)

    async def _change(self, chat_id: int, write: Write[T, None], item: T) -> None:
        try:
            await self._writer.write(write, item)
        finally:
            self._writes += 1  # what was read meanwhile may be older
            self._known.pop(chat_id, None)


async def _upsert(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    await upsert(connection, readers, rows)


async def _delete(connection: AsyncConnection, chat_ids: Sequence[int]) -> None:
    await connection.execute(delete(readers).where(readers.c.chat_id.in_(chat_ids)))
