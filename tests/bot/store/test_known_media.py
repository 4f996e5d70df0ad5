"""Files are known with claims: no more of either than there may be, on SQLite and on PostgreSQL."""

import pytest

from bot.store import known_media
from bot.store.known_media import KnownMedia, add, remove
from claims_db.store.database import writing


@pytest.fixture
def known(engine):
    return KnownMedia(engine)


@pytest.fixture
def know(engine):
    """Know a file with a claim, as an act of a moderator does."""

    async def put(file_id, claim_id, at=1.0):
        async with writing(engine) as connection:
            return await add(connection, file_id, claim_id, by="mod-1", at=at)

    return put


async def test_a_file_is_known_with_its_claims(known, know):
    """The claim added last comes first; of an album any file counts, and each claim once."""
    await know("sea", "bridge", at=1.0)
    await know("sea", "tunnel", at=3.0)
    await know("sky", "bridge", at=2.0)

    assert await known.claims_of(["sea"]) == ["tunnel", "bridge"]
    assert await known.claims_of(["other", "sky", "sea"]) == ["tunnel", "bridge"]
    assert await known.claims_of(["other"]) == []
    assert await known.claims_of([]) == []
    assert await known.number("bridge") == 2


async def test_knowing_twice_is_knowing_once(known, know):
    """The second time nothing is added, and that is told."""
    assert [await know("sea", "bridge"), await know("sea", "bridge")] == ["added", "known"]
    assert await known.number("bridge") == 1


async def test_what_is_taken_back_is_gone_at_once(engine, known, know):
    """Nothing is kept of it that another look could still find."""
    await know("sea", "bridge")

    async with writing(engine) as connection:
        done = [await remove(connection, "sea", "bridge") for _ in range(2)]

    assert done == [True, False]
    assert await known.claims_of(["sea"]) == []


async def test_there_is_a_most_of_both(monkeypatch, know):
    """A file goes with at most three claims, and a claim has a bounded number of files."""
    monkeypatch.setattr(known_media, "MOST_FILES", 2)

    assert [await know("sea", f"claim-{n}") for n in range(4)] == ["added", "added", "added", "most-claims"]
    assert [await know(f"file-{n}", "claim-0") for n in range(2)] == ["added", "most-files"]
