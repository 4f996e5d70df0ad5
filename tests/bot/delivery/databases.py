"""Databases with the bot's tables."""

import contextlib
from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.store.database import migrate, open_engine


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    """The database at `url`, with the bot's tables."""
    engine = open_engine(url)
    try:
        await migrate(engine, package="bot.store")
        yield engine
    finally:
        await engine.dispose()
