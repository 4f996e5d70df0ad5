"""Which pictures and other files go round with which claims, by what Telegram calls a file whoever sends it.

Only moderators put something here, in the transaction of their act; of readers nothing is kept.
"""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.moderation_tables import known_media
from bot.store.rows import insert_new
from claims_db.store.database import glancing

MOST_CLAIMS = 3
"""Claims that one file is known with: as many as an answer shows."""
MOST_FILES = 500
"""Files that one claim is known by."""

Added = Literal["added", "known", "most-claims", "most-files"]


class KnownMedia:
    """Reads; raises StoreUnavailable when the database can't be used. Nothing is cached: each change counts at once."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def claims_of(self, file_ids: Sequence[str]) -> list[str]:
        """The ids of the claims with which any of these files is known, the one added last first, each once."""
        query = (
            select(known_media.c.claim_id)
            .where(known_media.c.file_id.in_(list(file_ids)))
            .group_by(known_media.c.claim_id)
            .order_by(func.max(known_media.c.at).desc(), known_media.c.claim_id)
        )
        async with glancing(self._engine) as connection:
            return list((await connection.execute(query)).scalars())

    async def number(self, claim_id: str) -> int:
        """How many files a claim is known by."""
        async with glancing(self._engine) as connection:
            return await _count(connection, known_media.c.claim_id == claim_id)


async def add(connection: AsyncConnection, file_id: str, claim_id: str, *, by: str, at: float) -> Added:
    """Know a file with a claim, in the transaction of `connection`; `by` is the code of who says so."""
    mine = known_media.c.claim_id == claim_id
    same = known_media.c.file_id == file_id
    if await _count(connection, mine & same):
        return "known"
    if await _count(connection, same) >= MOST_CLAIMS:
        return "most-claims"
    if await _count(connection, mine) >= MOST_FILES:
        return "most-files"
    row = {"file_id": file_id, "claim_id": claim_id, "added_by": by, "at": at}
    return "added" if await insert_new(connection, known_media, [row]) else "known"


async def remove(connection: AsyncConnection, file_id: str, claim_id: str) -> bool:
    """Know a file with a claim no more; False where it was not."""
    mine = (known_media.c.claim_id == claim_id) & (known_media.c.file_id == file_id)
    return bool((await connection.execute(delete(known_media).where(mine))).rowcount)


async def _count(connection: AsyncConnection, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(known_media).where(condition)
    return int(await connection.scalar(query) or 0)
