"""How far somebody has followed the changes of the claims base."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.ask_tables import followed
from bot.store.rows import upsert
from claims_db.store.database import reading, writing


class Followed:
    """Revisions by the name of who follows. Both methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def revision(self, name: str) -> int | None:
        """The revision up to which everything was done; None before the first time."""
        async with reading(self._engine) as connection:
            found: int | None = (
                await connection.execute(select(followed.c.revision).where(followed.c.name == name))
            ).scalar()
        return found

    async def reached(self, name: str, revision: int) -> None:
        """Note that everything up to `revision` is done. Durable on return."""
        async with writing(self._engine) as connection:
            await upsert(connection, followed, [{"name": name, "revision": revision}])
