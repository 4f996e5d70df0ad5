"""Dialogues and previews of moderators that are not finished, kept so that a restart loses nothing that was typed."""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.moderation_tables import dialogues
from claims_db.store.database import glancing, writing

KEPT = 7 * 24 * 3600.0
"""Seconds after its last step that a dialogue is kept."""

# Built once: it is run for every post.
_NEWEST = (
    select(dialogues)
    .where(dialogues.c.chat_id == bindparam("chat"), dialogues.c.user_id == bindparam("user"))
    .order_by(dialogues.c.at.desc(), dialogues.c.token)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One unfinished dialogue of a person in a chat; `payload` is its keeper's matter."""

    token: str
    chat_id: int
    user_id: int
    payload: Mapping[str, Any]


class Dialogues:
    """The dialogues of the last seven days. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine, *, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now = now
        self._alone = engine.dialect.name == "sqlite"  # no other process begins dialogues there
        self._begun: set[tuple[int, int]] | None = None  # chats and people who may have one; None: not read yet

    async def begin(self, chat_id: int, user_id: int, payload: Mapping[str, Any]) -> str:
        """Keep a new dialogue; returns its token of 12 characters, fit for a button. Durable on return."""
        token = secrets.token_hex(6)
        if self._alone:
            (await self._who_may_have_one()).add((chat_id, user_id))
        row = {"token": token, "chat_id": chat_id, "user_id": user_id, "payload": _dump(payload), "at": self._now()}
        async with writing(self._engine) as connection:
            await connection.execute(insert(dialogues).values(row))
        return token

    async def get(self, token: str) -> Dialogue | None:
        """The dialogue of a token; None when it has ended."""
        async with glancing(self._engine) as connection:
            row = (await connection.execute(select(dialogues).where(dialogues.c.token == token))).first()
        return _read(row) if row else None

    async def newest(self, chat_id: int, user_id: int) -> Dialogue | None:
        """The dialogue that somebody went on with last in a chat; None when there is none."""
        if self._alone and (chat_id, user_id) not in await self._who_may_have_one():
            return None
        async with glancing(self._engine) as connection:
            row = (await connection.execute(_NEWEST, {"chat": chat_id, "user": user_id})).first()
        return _read(row) if row else None

    async def save(self, token: str, payload: Mapping[str, Any]) -> bool:
        """Keep the next step; False when the dialogue has ended meanwhile. Durable on return."""
        values = {"payload": _dump(payload), "at": self._now()}
        async with writing(self._engine) as connection:
            done = await connection.execute(update(dialogues).where(dialogues.c.token == token).values(values))
            return bool(done.rowcount)

    async def end(self, token: str) -> bool:
        """End a dialogue; True for exactly one of those who ask at the same time. Durable on return."""
        async with writing(self._engine) as connection:
            return bool((await connection.execute(delete(dialogues).where(dialogues.c.token == token))).rowcount)

    async def purge(self) -> None:
        """Forget the dialogues that nobody went on with for seven days."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(dialogues).where(dialogues.c.at < self._now() - KEPT))

    async def _who_may_have_one(self) -> set[tuple[int, int]]:
        """Everybody who has a dialogue, and some who had one: few, as only moderators have any."""
        if self._begun is None:
            async with glancing(self._engine) as connection:
                rows = await connection.execute(select(dialogues.c.chat_id, dialogues.c.user_id).distinct())
                self._begun = {(chat_id, user_id) for chat_id, user_id in rows}
        return self._begun


def _dump(payload: Mapping[str, Any]) -> str:
    return json.dumps(dict(payload))


def _read(row: Row[Any]) -> Dialogue:
    return Dialogue(row.token, row.chat_id, row.user_id, json.loads(row.payload))
