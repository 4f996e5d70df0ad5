"""What was answered where, so that an edited post or a changed claim finds its answer again."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.rows import upsert
from bot.store.schema import answers
from bot.store.writer import Writer
from claims_db.store.database import reading

KEPT = 90 * 24 * 3600.0
"""Seconds that an answer is remembered."""


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """One answer: the post it answers, the message that carries it, and what it was made from. No words of anybody."""

    chat_id: int
    post_message_id: int
    reply_message_id: int
    claim_ids: tuple[str, ...]
    revision: int
    language: str
    kind: str


class Answers:
    """The answers of the last 90 days. Reading raises StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def record(self, answer: SentAnswer) -> None:
        """Remember `answer`, in the place of an older one in the same message.

        Does not wait: it is durable no later than the mark that its update is handled, and seen by the next look-up.
        """
        row = {**asdict(answer), "claim_ids": json.dumps(answer.claim_ids), "at": time.time()}
        self._writer.note(_upsert, row)

    async def by_post(self, chat_id: int, message_id: int) -> SentAnswer | None:
        """The newest answer to the post `message_id`, None when it has none."""
        return await self._newest(answers.c.chat_id == chat_id, answers.c.post_message_id == message_id)

    async def by_reply(self, chat_id: int, message_id: int) -> SentAnswer | None:
        """What the bot's own message `message_id` answered, None when it is no answer or too old."""
        return await self._newest(answers.c.chat_id == chat_id, answers.c.reply_message_id == message_id)

    async def purge(self) -> None:
        """Forget the answers that are older than they are kept."""
        await self._writer.write(_delete_older, time.time() - KEPT)

    async def _newest(self, *conditions: ColumnElement[bool]) -> SentAnswer | None:
        await self._writer.settle()
        query = select(answers).where(*conditions).order_by(answers.c.reply_message_id.desc()).limit(1)
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).mappings().first()
        if row is None:
            return None
        values = {name: value for name, value in row.items() if name != "at"}
        return SentAnswer(**{**values, "claim_ids": tuple(json.loads(row["claim_ids"]))})


async def _upsert(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    await upsert(connection, answers, rows)


async def _delete_older(connection: AsyncConnection, moments: Sequence[float]) -> None:
    await connection.execute(delete(answers).where(answers.c.at < max(moments)))
