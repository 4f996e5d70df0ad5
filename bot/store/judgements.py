"""What readers say of a match: it helped, it was not their claim, it says the same or something different."""

import time
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.rows import upsert
from bot.store.schema import judgements
from bot.store.writer import Writer
from claims_db.store.database import glancing, reading

Verdict = Literal["useful", "not_mine", "same", "different"]

KEPT = 90 * 24 * 3600.0
"""Seconds that a judgement is kept."""


class Judgements:
    """One judgement of a reader on a claim; a later one takes its place. Readers are known by their key only.

    All methods raise StoreUnavailable when the database can't be used.
    """

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    async def record(self, reader_key: str, claim_id: str, verdict: Verdict, *, instead: str | None = None) -> None:
        """Keep a judgement; `instead` is the claim that the reader says it was. Durable when this returns."""
        row = {
            "reader_key": reader_key,
            "claim_id": claim_id,
            "verdict": verdict,
            "instead": instead,
            "at": time.time(),
        }
        await self._writer.write(_upsert, row)

    async def of(self, reader_key: str, claim_id: str) -> str | None:
        """What a reader said of a claim last, None when nothing."""
        query = select(judgements.c.verdict).where(
            judgements.c.reader_key == reader_key, judgements.c.claim_id == claim_id
        )
        async with glancing(self._engine) as connection:
            verdict: str | None = (await connection.execute(query)).scalar()
        return verdict

    async def of_reader(self, reader_key: str) -> list[dict[str, Any]]:
        """Everything that a reader has said: claim_id, verdict, instead, at."""
        columns = (judgements.c.claim_id, judgements.c.verdict, judgements.c.instead, judgements.c.at)
        query = select(*columns).where(judgements.c.reader_key == reader_key).order_by(judgements.c.at)
        async with reading(self._engine) as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def forget(self, reader_key: str) -> None:
        """Remove everything that a reader has said. Durable on return."""
        await self._writer.write(_delete_reader, reader_key)

    async def counts(self, claim_id: str) -> dict[str, int]:
        """How many readers gave each verdict on a claim; verdicts that nobody gave are left out."""
        query = (
            select(judgements.c.verdict, func.count().label("number"))
            .where(judgements.c.claim_id == claim_id)
            .group_by(judgements.c.verdict)
        )
        async with reading(self._engine) as connection:
            return {row.verdict: row.number for row in await connection.execute(query)}

    async def by_claim(self) -> dict[str, dict[str, int]]:
        """The same for every claim on which there is a judgement."""
        columns = judgements.c.claim_id, judgements.c.verdict
        query = select(*columns, func.count().label("number")).group_by(*columns)
        found: dict[str, dict[str, int]] = {}
        async with reading(self._engine) as connection:
            for row in await connection.execute(query):
                found.setdefault(row.claim_id, {})[row.verdict] = row.number
        return found

    async def totals(self) -> dict[str, int]:
        """How many judgements of each verdict there are on all claims; verdicts that nobody gave are left out."""
        query = select(judgements.c.verdict, func.count().label("number")).group_by(judgements.c.verdict)
        async with reading(self._engine) as connection:
            return {row.verdict: row.number for row in await connection.execute(query)}

    async def purge(self, *, now: float | None = None) -> None:
        """Forget the judgements older than they are kept at `now` (seconds since 1970; None: this moment)."""
        await self._writer.write(_delete_older, (time.time() if now is None else now) - KEPT)


async def _upsert(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    await upsert(connection, judgements, rows)


async def _delete_older(connection: AsyncConnection, moments: Sequence[float]) -> None:
    await connection.execute(delete(judgements).where(judgements.c.at < max(moments)))


async def _delete_reader(connection: AsyncConnection, reader_keys: Sequence[str]) -> None:
    await connection.execute(delete(judgements).where(judgements.c.reader_key.in_(list(reader_keys))))
