"""Asking for the revision: cheap, and never behind."""

import asyncio

import pytest

from claims_db.errors import StoreUnavailable
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine
from tests.making import make_claim


@pytest.fixture
async def two_stores(database_url):
    """The same store, opened twice as by two processes; SQLite and PostgreSQL in turn."""
    engines = [open_engine(database_url) for _ in range(2)]
    await migrate(engines[0], package="claims_db.store")
    yield [SqlClaimStore(engine) for engine in engines]
    for engine in engines:
        await engine.dispose()


async def test_a_save_of_another_process_is_seen_at_once(two_stores):
    """Each of twenty saves, by the very next look."""
    ours, theirs = two_stores
    seen = []
    for number in range(20):
        await theirs.save(make_claim(id=f"claim-{number}"), by="test")
        seen.append(await ours.revision())

    assert seen == list(range(1, 21))


async def test_nobody_who_asks_at_the_same_time_gets_an_older_revision(two_stores):
    """Many ask while saves go on: none sees less than what was saved when it asked."""
    ours, theirs = two_stores
    saved = 0

    async def ask() -> bool:
        before = saved
        return await ours.revision() >= before

    asked = []
    for number in range(10):
        asked += [asyncio.create_task(ask()) for _ in range(5)]
        await asyncio.sleep(0)
        await theirs.save(make_claim(id=f"claim-{number}"), by="test")
        saved += 1

    assert all(await asyncio.gather(*asked))


async def test_the_revision_can_be_asked_for_after_the_engine_was_disposed(two_stores):
    """Connections are opened anew, as SQLAlchemy does."""
    ours, theirs = two_stores
    await ours.revision()
    await ours._engine.dispose()
    await theirs.save(make_claim(), by="test")

    assert await ours.revision() == 1
    await ours._engine.dispose()


async def test_a_store_without_tables_is_an_error_that_is_not_hidden(tmp_path):
    """A damaged file is named, as everywhere."""
    engine = open_engine(f"sqlite:///{tmp_path / 'claims.sqlite3'}")
    (tmp_path / "claims.sqlite3").write_bytes(b"no database at all" * 100)
    try:
        with pytest.raises(StoreUnavailable):
            await SqlClaimStore(engine).revision()
    finally:
        await engine.dispose()
