"""The promises of ClaimStore, kept on SQLite and on PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.errors import InvalidClaim, StaleClaim
from claims_db.model import Claim, Phrasing, State
from claims_db.store import ClaimStore, SqlClaimStore
from claims_db.store.database import migrate, open_engine, writing
from tests.claims_db.strategies import claims
from tests.making import make_claim


async def test_an_empty_store_has_nothing(store: ClaimStore):
    """Before the first save there is no claim, no history and no revision."""
    assert await store.revision() == 0
    assert await store.claim("bees") is None
    assert await store.live_claims() == await store.all_claims() == await store.changes_since(0) == []
    assert await store.history("bees") == []
    assert await store.mark("anything") is None


async def test_a_saved_claim_comes_back_whole(store: ClaimStore):
    """Every field survives, the version counts the saves."""
    saved = await store.save(make_claim(), by="ann")

    assert saved == make_claim(version=1)
    assert await store.claim(saved.id) == saved


async def test_every_save_is_one_version_and_one_revision(store: ClaimStore):
    """Nothing is overwritten: all versions stay, with who saved them, when and why."""
    first = await store.save(make_claim(), by="ann")
    other = await store.save(make_claim(id="other"), by="bob")
    second = await store.save(replace(first, appears="Radio"), by="bob", why="heard it myself")

    history = await store.history(first.id)

    assert await store.revision() == 3
    assert [(v.claim, v.by, v.revision, v.why) for v in history] == [
        (first, "ann", 1, ""),
        (second, "bob", 3, "heard it myself"),
    ]
    assert (first.version, second.version, other.version) == (1, 2, 1)
    assert await store.claim(first.id) == second


async def test_the_time_of_a_save_is_kept(engine: AsyncEngine):
    """A version says when it was saved, to the microsecond and in UTC."""
    moment = datetime(2026, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
    store = SqlClaimStore(engine, now=lambda: moment)
    await store.save(make_claim(), by="ann")

    [version] = await store.history(make_claim().id)

    assert version.at == moment


async def test_only_published_claims_are_live(store: ClaimStore):
    """Readers are never shown a draft or a retired claim; both stay in the store."""
    saved = [
        await store.save(make_claim(id="a", state=State.RETIRED), by="ann"),
        await store.save(make_claim(id="b"), by="ann"),
        await store.save(make_claim(id="c", state=State.DRAFT), by="ann"),
    ]

    assert await store.live_claims() == [saved[1]]
    assert await store.all_claims() == saved


async def test_claims_come_by_id(store: ClaimStore):
    """The order is that of the ids, character by character, on every database and in every locale."""
    await store.save_all([make_claim(id=name) for name in ("b", "a-b", "ab", "a", "a1", "a-1")], by="ann")

    assert [claim.id for claim in await store.live_claims()] == ["a", "a-1", "a-b", "a1", "ab", "b"]


async def test_each_claim_may_be_left_in_the_middle(store: ClaimStore):
    """Whoever reads the base piece by piece may stop; the store works on."""
    await store.save_all([make_claim(id=f"c{n}") for n in range(1200)], by="ann")

    async with store.each_claim() as found:
        first = await anext(found)
    async with store.each_claim() as found:
        count = len([claim async for claim in found])

    assert (first.id, count) == ("c0", 1200)
    assert await store.revision() == 1200


async def test_changes_are_the_newest_versions_after_a_revision(store: ClaimStore):
    """Who is at a revision learns each claim saved since then once, in its newest version."""
    a = await store.save(make_claim(id="a"), by="ann")
    b = await store.save(make_claim(id="b"), by="ann")
    a = await store.save(replace(a, appears="Radio"), by="ann")
    a = await store.save(replace(a, state=State.RETIRED), by="ann")

    assert await store.changes_since(0) == [b, a]
    assert await store.changes_since(2) == [a]
    assert await store.changes_since(4) == []


async def test_a_second_writer_with_an_old_copy_is_refused(store: ClaimStore):
    """Two moderators edit the same claim: the later save is told, not silently lost or kept."""
    first = await store.save(make_claim(), by="ann")
    await store.save(first, by="ann")

    with pytest.raises(StaleClaim) as refused:
        await store.save(first, by="bob")

    assert (refused.value.claim_id, refused.value.given, refused.value.newest) == (first.id, 1, 2)
    assert await store.revision() == 2


@pytest.mark.parametrize("version", [0, 2, 7])
async def test_only_the_newest_version_may_be_followed(store: ClaimStore, version: int):
    """A claim that is new to its author but not to the store is as stale as one from the future."""
    await store.save(make_claim(), by="ann")

    with pytest.raises(StaleClaim):
        await store.save(make_claim(version=version), by="bob")


async def test_of_two_at_the_same_moment_one_wins(store: ClaimStore):
    """However the saves interleave, exactly one of them follows a version."""
    first = await store.save(make_claim(), by="ann")

    outcomes = await asyncio.gather(
        *(store.save(replace(first, appears=f"Place {n}"), by="ann") for n in range(8)), return_exceptions=True
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Claim"] + ["StaleClaim"] * 7
    assert await store.revision() == 2


async def test_a_claim_with_faults_is_refused_with_all_of_them(store: ClaimStore):
    """The author sees every fault at once, each once, and nothing is stored."""
    bad = make_claim(id="No Slug", statement=" ", sources=(), phrasings=(Phrasing("", "en"), Phrasing(" ", "uk")))

    with pytest.raises(InvalidClaim) as refused:
        await store.save(bad, by="ann")

    assert refused.value.problems == ("bad_id", "no_statement", "empty_text", "no_source")
    assert await store.revision() == 0


async def test_a_draft_needs_no_source(store: ClaimStore):
    """Work may be put aside unfinished; publishing it then asks for sources."""
    draft = await store.save(make_claim(state=State.DRAFT, sources=()), by="ann")

    with pytest.raises(InvalidClaim, match="no_source"):
        await store.save(replace(draft, state=State.PUBLISHED), by="ann")


async def test_a_save_needs_an_author(store: ClaimStore):
    """Every version can be traced to who saved it."""
    with pytest.raises(ValueError, match="somebody who did it"):
        await store.save(make_claim(), by="")


@pytest.mark.parametrize("command", ["UPDATE versions SET saved_by = 'eve'", "DELETE FROM versions"])
async def test_the_database_itself_keeps_the_history(engine: AsyncEngine, store: ClaimStore, command: str):
    """Not even a slip in our own code can change or delete what was saved."""
    await store.save(make_claim(), by="ann")

    with pytest.raises(DBAPIError, match="versions are never"):
        await run(engine, command)

    assert [version.by for version in await store.history(make_claim().id)] == ["ann"]


async def run(engine: AsyncEngine, command: str) -> None:
    async with writing(engine) as connection:
        await connection.execute(text(command))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claim=claims())
def test_any_claim_survives_the_store(claim: Claim, database_url: str):
    """Whatever a claim without faults holds, odd characters included, comes back from either database."""
    assert asyncio.run(saved_and_read(database_url, claim)) == claim


async def saved_and_read(url: str, claim: Claim) -> Claim | None:
    """The claim as it is read back, as if it were its first version."""
    engine = open_engine(url)
    await migrate(engine, package="claims_db.store")
    store = SqlClaimStore(engine)
    newest = await store.claim(claim.id)
    await store.save(replace(claim, version=newest.version if newest else 0), by="ann", why=claim.appears)
    found = await store.claim(claim.id)
    await engine.dispose()
    return replace(found, version=0) if found else None


async def test_a_withdrawn_claim_is_known_to_its_history_only(store: ClaimStore):
    """What was added by mistake is gone for everybody, followers hear of it, and every version stays."""
    saved = await store.save(make_claim(), by="ann")
    revision = await store.revision()
    async with store.batch(by="ann") as batch:
        await batch.withdraw(saved, why="undo")

    assert await store.claim(saved.id) is None
    assert await store.all_claims() == await store.live_claims() == []
    assert [claim.state for claim in await store.changes_since(revision)] == [State.RETIRED]
    assert [version.withdrawn for version in await store.history(saved.id)] == [False, True]


async def test_a_withdrawn_claim_can_be_saved_again(store: ClaimStore):
    """Its versions go on where they ended; an old copy is refused as ever."""
    saved = await store.save(make_claim(), by="ann")
    async with store.batch(by="ann") as batch:
        await batch.withdraw(saved)
        newest = (await batch.newest([saved.id]))[saved.id]
        back = await batch.save([replace(saved, version=newest.claim.version)])
    with pytest.raises(StaleClaim):
        async with store.batch(by="bob") as batch:
            await batch.withdraw(saved)

    assert newest.withdrawn
    assert await store.live_claims() == back


async def test_claims_can_be_read_as_they_were(store: ClaimStore):
    """Any version of any claim, many at once; versions that never were are left out."""
    first = await store.save(make_claim(), by="ann")
    await store.save(replace(first, appears="Radio"), by="ann")
    async with store.batch(by="ann") as batch:
        assert await batch.at({first.id: 1}) == {first.id: first}
        assert await batch.at({first.id: 3, "nobody": 1}) == {}
        assert await batch.at({}) == {}


async def test_a_trusted_host_may_have_an_unusual_port(engine: AsyncEngine):
    """An operator's own archive is a source; the same port elsewhere is not."""
    store = SqlClaimStore(engine, trusted_hosts=["archive.example:8080"])
    sources = make_claim().sources
    inside = replace(sources[0], url="http://archive.example:8080/a")

    await store.save(make_claim(sources=(inside, *sources)), by="ann")

    with pytest.raises(InvalidClaim):
        await store.save(make_claim(id="other", sources=(replace(inside, url="http://b.example:8080/"),)), by="ann")
