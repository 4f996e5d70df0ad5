"""What was answered where, so that an edited post or a changed claim finds its answer again."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, delete, exists, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.ask_tables import answer_claims
from bot.store.rows import insert_new, row_of, upsert
from bot.store.schema import answers
from bot.store.writer import Writer
from claims_db.store.database import glancing, reading

KEPT = 90 * 24 * 3600.0
"""Seconds that an answer is remembered."""

_MESSAGE = (answer_claims.c.chat_id, answer_claims.c.reply_message_id)
_SAME_MESSAGE = and_(
    answer_claims.c.chat_id == answers.c.chat_id, answer_claims.c.reply_message_id == answers.c.reply_message_id
)


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


@dataclass(frozen=True, slots=True)
class Named:
    """What an answer said of one claim: what the post does with it, how close the wording was, and the rating then.

    `closeness` is a medium where only a file of the post was known ("picture", ...), and None where the claim was
    shown without a post. `revision` is that of the store.
    """

    claim_id: str
    stance: str
    closeness: str | None
    rating: str
    revision: int


@dataclass(frozen=True, slots=True)
class Place:
    """A message of the bot."""

    chat_id: int
    message_id: int


_UNNAME = delete(answer_claims).where(
    answer_claims.c.chat_id == bindparam("chat"), answer_claims.c.reply_message_id == bindparam("reply")
)


class Answers:
    """The answers of the last 90 days. Reading raises StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def record(self, answer: SentAnswer, named: Sequence[Named] = ()) -> None:
        """Remember `answer` and what it said of each claim, in the place of an older one in the same message.

        Does not wait: it is durable no later than the mark that its update is handled, and seen by the next look-up.
        """
        row = {**row_of(answer), "claim_ids": json.dumps(answer.claim_ids), "at": time.time()}
        self._writer.note(_upsert, (row, tuple(named)))

    async def by_post(self, chat_id: int, message_id: int) -> SentAnswer | None:
        """The newest answer to the post `message_id`, None when it has none."""
        return await self._newest(answers.c.chat_id == chat_id, answers.c.post_message_id == message_id)

    async def by_reply(self, chat_id: int, message_id: int) -> SentAnswer | None:
        """What the bot's own message `message_id` answered, None when it is no answer or too old."""
        return await self._newest(answers.c.chat_id == chat_id, answers.c.reply_message_id == message_id)

    async def of_chat(self, chat_id: int, *, limit: int = 10_000) -> list[SentAnswer]:
        """The answers in a chat, newest first."""
        await self._writer.settle()
        query = select(answers).where(answers.c.chat_id == chat_id).order_by(answers.c.at.desc()).limit(limit)
        async with reading(self._engine) as connection:
            return [_answer(row) for row in (await connection.execute(query)).mappings()]

    async def named_in(self, place: Place) -> tuple[Named, ...]:
        """What an answer said of the claims in it, in its order; empty when nothing is known of the message."""
        await self._writer.settle()
        query = (
            select(answer_claims)
            .where(answer_claims.c.chat_id == place.chat_id, answer_claims.c.reply_message_id == place.message_id)
            .order_by(answer_claims.c.place)
        )
        async with glancing(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Named(row.claim_id, row.stance, row.closeness, row.rating, row.revision) for row in rows)

    async def claims_named(self) -> list[str]:
        """The ids of all claims that answers name."""
        await self._writer.settle()
        async with reading(self._engine) as connection:
            return list((await connection.execute(select(answer_claims.c.claim_id).distinct())).scalars())

    async def outdated(self, claim_ids: Sequence[str], revision: int, *, limit: int) -> list[tuple[Place, int]]:
        """At most `limit` answers that tell of a claim as it was before `revision`, each with that earlier one."""
        await self._writer.settle()
        query = (
            select(*_MESSAGE, func.min(answer_claims.c.revision).label("since"))
            .where(answer_claims.c.claim_id.in_(list(claim_ids)), answer_claims.c.revision < revision)
            .group_by(*_MESSAGE)
            .limit(limit)
        )
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return [(Place(row.chat_id, row.reply_message_id), row.since) for row in rows]

    async def renewed(self, claim_ids: Sequence[str], revision: int, places: Sequence[Place]) -> None:
        """Note that these answers tell of the claims as of `revision`, or are about to. Durable on return."""
        await self._writer.write(_set_revision, (tuple(claim_ids), revision, tuple(places)))

    async def forget(self, chat_id: int) -> None:
        """Forget every answer in a chat. Durable on return."""
        await self._writer.settle()
        await self._writer.write(_delete_chat, chat_id)

    async def purge(self, *, now: float | None = None) -> None:
        """Forget the answers that are older than they are kept at `now` (seconds since 1970; None: this moment)."""
        await self._writer.write(_delete_older, (time.time() if now is None else now) - KEPT)

    async def _newest(self, *conditions: ColumnElement[bool]) -> SentAnswer | None:
        await self._writer.settle()
        query = select(answers).where(*conditions).order_by(answers.c.reply_message_id.desc()).limit(1)
        async with glancing(self._engine) as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else _answer(row)


def _answer(row: RowMapping) -> SentAnswer:
    values = {name: value for name, value in row.items() if name != "at"}
    return SentAnswer(**{**values, "claim_ids": tuple(json.loads(row["claim_ids"]))})


async def _upsert(connection: AsyncConnection, items: Sequence[tuple[dict[str, Any], tuple[Named, ...]]]) -> None:
    newest = {(row["chat_id"], row["reply_message_id"]): (row, named) for row, named in items}
    await upsert(connection, answers, [row for row, _ in newest.values()])
    await connection.execute(_UNNAME, [{"chat": chat_id, "reply": message_id} for chat_id, message_id in newest])
    rows = [
        {"chat_id": chat_id, "reply_message_id": message_id, "place": place, **row_of(one)}
        for (chat_id, message_id), (_, named) in newest.items()
        for place, one in enumerate(named)
    ]
    await insert_new(connection, answer_claims, rows)


async def _set_revision(
    connection: AsyncConnection, items: Sequence[tuple[tuple[str, ...], int, tuple[Place, ...]]]
) -> None:
    key = tuple_(answer_claims.c.chat_id, answer_claims.c.reply_message_id)
    for claim_ids, revision, places in items:
        chosen = key.in_([(place.chat_id, place.message_id) for place in places])
        named = answer_claims.c.claim_id.in_(claim_ids)
        await connection.execute(update(answer_claims).where(named, chosen).values(revision=revision))


async def _delete_chat(connection: AsyncConnection, chat_ids: Sequence[int]) -> None:
    for table in (answers, answer_claims):
        await connection.execute(delete(table).where(table.c.chat_id.in_(list(chat_ids))))


async def _delete_older(connection: AsyncConnection, moments: Sequence[float]) -> None:
    too_old = answers.c.at < max(moments)
    await connection.execute(delete(answer_claims).where(exists(select(answers).where(_SAME_MESSAGE, too_old))))
    await connection.execute(delete(answers).where(too_old))
