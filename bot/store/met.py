"""Who has written to the bot lately: only to them may it write, and only their private chat can be set up."""

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.schema import answers, inbox
from claims_db.store.database import reading


class Met:
    """Knows the chats of the updates of the last 48 hours and of the answers of the last 90 days."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def has(self, chat_id: int) -> bool:
        """Whether something came from the chat. Raises StoreUnavailable when the database can't be used."""
        came = exists().where(inbox.c.chat_id == chat_id)
        answered = exists().where(answers.c.chat_id == chat_id)
        async with reading(self._engine) as connection:
            return bool((await connection.execute(select(or_(came, answered)))).scalar())
