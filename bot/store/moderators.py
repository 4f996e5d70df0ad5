"""Who moderates, who is frozen, and under which code a moderator's acts are kept."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.acts import append
from bot.store.moderation_tables import freezes, moderator_codes, moderators
from bot.store.reader_keys import ReaderKeys
from bot.store.rows import insert_new, upsert
from claims_db.store.database import glancing, reading, writing

IDENTITY_KEPT = 2 * 365 * 24 * 3600.0
"""Seconds after a moderator's last act for which the record tells who it was."""


@dataclass(frozen=True, slots=True)
class Moderator:
    """Somebody who was appointed: when (seconds since 1970) and by whom."""

    user_id: int
    since: float
    added_by: int


@dataclass(frozen=True, slots=True)
class Freeze:
    """A moderator who may change nothing between two moments (seconds since 1970)."""

    user_id: int
    at: float
    until: float


class Moderators:
    """The appointed moderators. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine, keys: ReaderKeys, *, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now

    async def has(self, user_id: int) -> bool:
        """Whether somebody is a moderator at this moment."""
        async with glancing(self._engine) as connection:
            query = select(moderators.c.user_id).where(moderators.c.user_id == user_id)
            return (await connection.execute(query)).first() is not None

    async def all(self) -> tuple[Moderator, ...]:
        """Everybody who is a moderator, the longest first."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(moderators).order_by(moderators.c.since, moderators.c.user_id))
            return tuple(Moderator(**row) for row in rows.mappings())

    async def add(self, user_id: int, *, by: int) -> bool:
        """Appoint somebody; False when they were a moderator already. Durable on return."""
        async with writing(self._engine) as connection:
            known = select(moderators.c.user_id).where(moderators.c.user_id == user_id)
            if (await connection.execute(known)).first() is not None:
                return False
            await insert_new(connection, moderators, [{"user_id": user_id, "since": self._now(), "added_by": by}])
            await self._note(connection, "appoint", user_id, by)
            return True

    async def remove(self, user_id: int, *, by: int) -> bool:
        """Dismiss somebody; False when they were no moderator. Durable on return."""
        async with writing(self._engine) as connection:
            found = await connection.execute(delete(moderators).where(moderators.c.user_id == user_id))
            if found.rowcount:
                await self._note(connection, "dismiss", user_id, by)
            return bool(found.rowcount)

    async def freeze(self, user_id: int, *, until: float) -> None:
        """Let somebody change nothing until a moment (seconds since 1970)."""
        async with writing(self._engine) as connection:
            await upsert(connection, freezes, [{"user_id": user_id, "at": self._now(), "until": until}])

    async def unfreeze(self, user_id: int, *, by: int) -> bool:
        """End a freeze now; False when there was none. What was counted before it counts no more."""
        now = self._now()
        async with writing(self._engine) as connection:
            mine = (freezes.c.user_id == user_id) & (freezes.c.until > now)
            found = await connection.execute(update(freezes).where(mine).values(at=now, until=now))
            if found.rowcount:
                await self._note(connection, "unfreeze", user_id, by)
            return bool(found.rowcount)

    async def frozen(self) -> tuple[Freeze, ...]:
        """Everybody who is frozen at this moment."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(freezes).where(freezes.c.until > self._now()))
            return tuple(Freeze(**row) for row in rows.mappings())

    def code(self, user_id: int) -> str:
        """The code of somebody's acts: the same for the same id, and no way back without the installation's secret."""
        return "m-" + hashlib.sha256(b"moderator " + self._keys.of(user_id).encode()).hexdigest()[:12]

    async def sign(self, connection: AsyncConnection, user_id: int) -> str:
        """The code of somebody who acts in this transaction; remembers whose it is."""
        row = {"code": self.code(user_id), "user_id": user_id, "last_act_at": self._now()}
        await upsert(connection, moderator_codes, [row])
        return self.code(user_id)

    async def _note(self, connection: AsyncConnection, kind: str, user_id: int, by: int) -> None:
        """Write down an act on a person; it names both by their codes."""
        code = await self.sign(connection, by)
        await append(connection, at=self._now(), code=code, kind=kind, note=self.code(user_id))

    async def last_freeze(self, connection: AsyncConnection, user_id: int) -> Freeze | None:
        """The newest freeze of somebody, over or not."""
        row = (await connection.execute(select(freezes).where(freezes.c.user_id == user_id))).mappings().first()
        return Freeze(**row) if row else None

    async def identities(self) -> dict[str, int]:
        """Whose the codes are, as far as it is still known."""
        async with reading(self._engine) as connection:
            return {row.code: row.user_id for row in await connection.execute(select(moderator_codes))}

    async def forget(self, user_id: int) -> None:
        """Forget whose acts somebody's were; a moderator's code comes back with the next act."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(moderator_codes).where(moderator_codes.c.user_id == user_id))
            await connection.execute(delete(freezes).where(freezes.c.user_id == user_id))

    async def purge(self) -> None:
        """Forget whose acts they were, two years after the last one."""
        async with writing(self._engine) as connection:
            old = moderator_codes.c.last_act_at < self._now() - IDENTITY_KEPT
            await connection.execute(delete(moderator_codes).where(old))
