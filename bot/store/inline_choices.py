"""How often a claim's card was chosen inline: a number for each claim, nothing about who or where."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.group_tables import inline_choices
from bot.store.rows import insert_new
from bot.store.writer import Writer
from claims_db.store.database import reading


class InlineChoices:
    """Counts chosen cards."""

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def count(self, claim_id: str) -> None:
        """A card of this claim was chosen. Does not wait."""
        self._writer.note(_count, claim_id)

    async def of(self, claim_id: str) -> int:
        """How often cards of this claim were chosen. Raises StoreUnavailable when the database can't be used."""
        await self._writer.settle()
        query = select(inline_choices.c.number).where(inline_choices.c.claim_id == claim_id)
        async with reading(self._engine) as connection:
            return (await connection.execute(query)).scalar() or 0


async def _count(connection: AsyncConnection, claim_ids: Sequence[str]) -> None:
    for claim_id in claim_ids:
        await insert_new(connection, inline_choices, [{"claim_id": claim_id, "number": 0}])
        await connection.execute(
            update(inline_choices)
            .where(inline_choices.c.claim_id == claim_id)
            .values(number=inline_choices.c.number + 1)
        )
