"""Erasing: that somebody was forgotten, what waits of them, and what deleted rows leave behind in a file."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.ask_tables import forgotten
from bot.store.moderation_tables import dialogues
from bot.store.rows import upsert
from bot.store.schema import inbox
from claims_db.store.database import reading, writing
from claims_db.store.failures import failures_named

_TRIES = 20
_PAUSE = 0.1


class Erasure:
    """All methods raise StoreUnavailable when the database can't be used; what they do is durable on return."""

    def __init__(self, engine: AsyncEngine, *, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now = now

    async def mark(self, reader_key: str) -> None:
        """Keep that the reader of a key was forgotten at this moment: a backup that is put back is scrubbed by it."""
        async with writing(self._engine) as connection:
            await upsert(connection, forgotten, [{"reader_key": reader_key, "at": self._now()}])

    async def forgotten_at(self, reader_key: str) -> float | None:
        """When the reader of a key was forgotten last, None when never."""
        async with reading(self._engine) as connection:
            query = select(forgotten.c.at).where(forgotten.c.reader_key == reader_key)
            at: float | None = (await connection.execute(query)).scalar()
        return at

    async def updates_of(self, chat_id: int) -> list[dict[str, Any]]:
        """What the inbox still knows of a chat: number of the update, when it came, whether it still waits."""
        columns = (inbox.c.update_id, inbox.c.received_at, inbox.c.state)
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(*columns).where(inbox.c.chat_id == chat_id).order_by(inbox.c.seq))
            return [dict(row) for row in rows.mappings()]

    async def dialogues_of(self, user_id: int) -> list[dict[str, Any]]:
        """The unfinished dialogues of a moderator: where, when, and what was typed so far."""
        columns = (dialogues.c.chat_id, dialogues.c.at, dialogues.c.payload)
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(*columns).where(dialogues.c.user_id == user_id))
            return [{**row, "payload": json.loads(row["payload"])} for row in rows.mappings()]

    async def clear_waiting(self, chat_id: int, update_id: int) -> None:
        """Clear a chat from the updates that were handled, from `update_id`, and from unfinished dialogues.

        What came after `update_id` was written by somebody who had just been told that all is forgotten: it stays.
        """
        mine = (inbox.c.chat_id == chat_id) & ((inbox.c.state != "new") | (inbox.c.update_id == update_id))
        async with writing(self._engine) as connection:
            await connection.execute(update(inbox).where(mine).values(chat_id=None, album=None, payload=""))
            await connection.execute(delete(dialogues).where(dialogues.c.user_id == chat_id))

    async def wipe(self) -> bool:
        """Bring what was deleted out of SQLite's log, too; true where nothing of it is left there."""
        if self._engine.dialect.name != "sqlite":
            return True
        for _ in range(_TRIES):
            if await self._checkpoint():
                return True
            await asyncio.sleep(_PAUSE)
        return False

    async def _checkpoint(self) -> bool:
        """Move the log into the file and empty it; false while somebody still reads or writes.

        Straight through the driver: a checkpoint can't be done inside a transaction, and this engine begins one.
        """
        with failures_named(self._engine.url), suppress(sqlite3.OperationalError):
            async with self._engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = await cursor.fetchone()
                await cursor.close()
                return busy is not None and busy[0] == 0
        return False
