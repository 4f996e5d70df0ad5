"""Whether a bot works with a PostgreSQL database now; with an SQLite file the lock on its folder tells."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from claims_db.errors import StoreLocked
from claims_db.store.failures import place

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = 'allegedly' AND pid <> pg_backend_pid()"
)


async def refuse_running_bots(connection: AsyncConnection) -> None:
    """Raise StoreLocked when another connection of this program is open, on any machine."""
    if await connection.scalar(_OTHERS):
        raise StoreLocked(f"{place(connection.engine.url)} has a running bot; stop every one of them first")
