"""Notices on their way: ready, taken ("sending"), begun, done. A key stays for a while after: none is owed twice.

A message is marked as begun before Telegram is called: one that a crash left there may have gone out, others did not.
"""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.ask_tables import notices
from bot.store.rows import insert_new
from bot.store.writer import Writer
from claims_db.store.database import reading, writing

KEY_KEPT = 90 * 24 * 3600.0
"""Seconds after a notice was sent for which its key is remembered."""
LEASE = 120.0
"""Seconds after which a notice that is being sent is taken for left behind by a process that ended."""


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """One notice as it is kept. `tries`: how often it was begun."""

    id: int
    key: str
    kind: str
    chat_id: int
    claim_id: str
    payload: dict[str, Any]
    edit_message_id: int | None
    tries: int


class NoticeRecords:
    """All methods raise StoreUnavailable when the database can't be used; what they write is durable on return."""

    def __init__(
        self,
        engine: AsyncEngine,
        writer: Writer,
        *,
        secret: bytes,
        lease: float = LEASE,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`secret` hides what is in the keys, which stay when all else of a notice is gone.

        `lease`: seconds after which what another process has taken is taken for left behind.
        """
        self._engine = engine
        self._writer = writer
        self._secret = secret
        self._lease = lease
        self._now = now

    async def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Keep notices (key, kind, chat_id, claim_id, payload, edit_message_id) whose key is not there yet."""
        now = self._now()
        told = [
            {
                **row,
                "key": hashlib.blake2b(row["key"].encode(), key=self._secret, digest_size=24).hexdigest(),
                "payload": json.dumps(row["payload"]),
                "state": "ready",
                "tries": 0,
                "not_before": 0.0,
                "at": now,
            }
            for row in rows
        ]
        async with writing(self._engine) as connection:
            await insert_new(connection, notices, told)

    async def recover(self) -> int:
        """Owe again what an earlier run left behind, but for messages that may have gone out: how many those are.

        Not while something is being sent here; where others may be at work (PostgreSQL) their lease has to end first.
        """
        alone = self._engine.dialect.name == "sqlite"
        async with writing(self._engine) as connection:
            in_doubt = await _end_begun(connection, self._now(), 0.0 if alone else self._lease)
            if alone:
                left = notices.c.state == "sending"
                await connection.execute(update(notices).where(left).values(state="ready", not_before=0.0))
        return in_doubt

    async def take(self, limit: int) -> list[StoredNotice]:
        """At most `limit` notices to be sent now, the longest owed first; no other process takes them meanwhile."""
        now = self._now()
        ready = and_(notices.c.state == "ready", notices.c.not_before <= now)
        left = and_(notices.c.state == "sending", notices.c.at < now - self._lease)
        async with writing(self._engine) as connection:
            query = select(notices).where(or_(ready, left)).order_by(notices.c.id).limit(limit)
            rows = (await connection.execute(query.with_for_update(skip_locked=True))).mappings().all()
            taken = notices.c.id.in_([row["id"] for row in rows])
            values = {"state": "sending", "tries": notices.c.tries + 1, "at": now}
            await connection.execute(update(notices).where(taken).values(**values))
        names = ("id", "key", "kind", "chat_id", "claim_id", "edit_message_id")
        return [
            StoredNotice(
                **{name: row[name] for name in names}, payload=json.loads(row["payload"]), tries=row["tries"] + 1
            )
            for row in rows
            if row["chat_id"] is not None
        ]

    async def begin(self, notice_id: int) -> None:
        """Telegram is about to be called for it. Durable on return."""
        await self._writer.write(_begin, (notice_id, self._now()))

    async def done(self, notice_id: int) -> None:
        """It was sent, or is not to be: only its key stays."""
        await self._writer.write(_finish, (notice_id, self._now()))

    async def postpone(self, notice_id: int, until: float, *, counted: bool = False) -> None:
        """It did not go out, and may be tried again at a moment; `counted`: through a fault of its own."""
        await self._writer.write(_put_back, (notice_id, until, counted))

    async def drop_chat(self, chat_id: int) -> None:
        """A chat that can't be written to is owed nothing any more."""
        await self._writer.write(_finish_chat, (chat_id, self._now()))

    async def waiting(self) -> int:
        """How many notices are still to be sent."""
        query = select(func.count()).select_from(notices).where(notices.c.state != "done")
        async with reading(self._engine) as connection:
            return int((await connection.execute(query)).scalar_one())

    async def of_chat(self, chat_id: int) -> list[dict[str, Any]]:
        """What is owed to a chat."""
        columns = (notices.c.kind, notices.c.claim_id, notices.c.edit_message_id)
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(*columns).where(notices.c.chat_id == chat_id))
            return [dict(row) for row in rows.mappings()]

    async def forget(self, chat_id: int) -> None:
        """Remove what is owed to a person."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(notices).where(notices.c.chat_id == chat_id))

    async def purge(self) -> None:
        """Forget the keys of notices that were sent long ago."""
        async with writing(self._engine) as connection:
            old = and_(notices.c.state == "done", notices.c.at < self._now() - KEY_KEPT)
            await connection.execute(delete(notices).where(old))


async def _end_begun(connection: AsyncConnection, now: float, lease: float) -> int:
    """Give up messages that were begun at least so many seconds ago and not ended: how many."""
    left = and_(notices.c.state == "begun", notices.c.at <= now - lease)
    values = {"state": "done", "payload": "", "chat_id": None, "at": now}
    return (await connection.execute(update(notices).where(left).values(**values))).rowcount


async def _begin(connection: AsyncConnection, items: Sequence[tuple[int, float]]) -> None:
    ids = [notice_id for notice_id, _ in items]
    values = {"state": "begun", "at": max(at for _, at in items)}
    await connection.execute(update(notices).where(notices.c.id.in_(ids)).values(**values))


async def _finish(connection: AsyncConnection, items: Sequence[tuple[int, float]]) -> None:
    ids = [notice_id for notice_id, _ in items]
    values = {"state": "done", "payload": "", "chat_id": None, "at": max(at for _, at in items)}
    await connection.execute(update(notices).where(notices.c.id.in_(ids)).values(**values))


async def _finish_chat(connection: AsyncConnection, items: Sequence[tuple[int, float]]) -> None:
    for chat_id, at in items:
        values = {"state": "done", "payload": "", "chat_id": None, "at": at}
        await connection.execute(update(notices).where(notices.c.chat_id == chat_id).values(**values))


async def _put_back(connection: AsyncConnection, items: Sequence[tuple[int, float, bool]]) -> None:
    for notice_id, until, counted in items:
        tries = notices.c.tries if counted else notices.c.tries - 1
        values = {"state": "ready", "not_before": until, "tries": tries}
        await connection.execute(update(notices).where(notices.c.id == notice_id).values(**values))
