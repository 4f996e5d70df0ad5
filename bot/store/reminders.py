"""Which chats are reminded of overdue claims every day."""

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.reminder_tables import reminders
from bot.store.rows import insert_new
from claims_db.store.database import reading, writing


class Reminders:
    """Chats by their ids. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def ask(self, chat_id: int, *, since: date | None = None) -> None:
        """Remind a chat every day from now on; `since`: the day of the last reminder, or None for none yet."""
        row = {"chat_id": chat_id, "last_day": since.isoformat() if since else ""}
        async with writing(self._engine) as connection:
            await insert_new(connection, reminders, [row])

    async def stop(self, chat_id: int) -> None:
        """Remind a chat no more."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(reminders).where(reminders.c.chat_id == chat_id))

    async def wanted(self, chat_id: int) -> bool:
        """Whether a chat is reminded."""
        async with reading(self._engine) as connection:
            query = select(reminders.c.chat_id).where(reminders.c.chat_id == chat_id)
            return (await connection.execute(query)).first() is not None

    async def due(self, today: date) -> list[int]:
        """The chats that were not reminded today."""
        query = select(reminders.c.chat_id).where(reminders.c.last_day < today.isoformat())
        async with reading(self._engine) as connection:
            return list((await connection.execute(query.order_by(reminders.c.chat_id))).scalars())

    async def take(self, chat_id: int, today: date) -> bool:
        """Note that a chat is reminded today; True for exactly one of those who ask at the same time."""
        mine = (reminders.c.chat_id == chat_id) & (reminders.c.last_day < today.isoformat())
        async with writing(self._engine) as connection:
            done = await connection.execute(update(reminders).where(mine).values(last_day=today.isoformat()))
            return bool(done.rowcount)
