"""What readers have chosen."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.rows import upsert
from bot.store.schema import readers
from bot.store.writer import Writer
from claims_db.store.database import reading


class Readers:
    """The language of a private chat, where its reader chose one with /language.

    Both methods raise StoreUnavailable when the database can't be used.
    """

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    async def language(self, chat_id: int) -> str | None:
        """The chosen language ("uk"), None when nothing was chosen."""
        async with reading(self._engine) as connection:
            query = select(readers.c.language).where(readers.c.chat_id == chat_id)
            language: str | None = (await connection.execute(query)).scalar()
        return language

    async def choose_language(self, chat_id: int, language: str) -> None:
        """Keep the choice; it is durable when this returns."""
        await self._writer.write(_upsert, {"chat_id": chat_id, "language": language})


async def _upsert(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    await upsert(connection, readers, rows)
