"""A migrated database of each kind, and the claims store in it, for whoever asks."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine whose database has the tables of the claims base."""
    engine = open_engine(database_url)
    await migrate(engine, package="claims_db.store")
    yield engine
    await engine.dispose()


@pytest.fixture
def store(engine: AsyncEngine) -> SqlClaimStore:
    """An empty store."""
    return SqlClaimStore(engine)
