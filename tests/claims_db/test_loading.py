"""Entries of files become versions of claims: all or none, and never more than the file says."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from claims_db.errors import InvalidFile
from claims_db.exchange.entry import Entry
from claims_db.loading import Loaded, load, proven
from claims_db.model import Claim, Phrasing, State
from claims_db.store import SqlClaimStore
from tests.making import make_claim


def entry(claim: Claim, **more: bool) -> Entry:
    return Entry(claim, f"file, {claim.id}", **more)


def test_fit_entries_pass():
    """Proving changes nothing."""
    entries = [entry(make_claim(id="a")), entry(make_claim(id="b"))]

    assert list(proven(entries)) == entries


def test_all_faults_of_an_entry_are_told_with_its_place():
    """Whoever wrote the file learns everything that is wrong with the claim at once."""
    with pytest.raises(InvalidFile) as refused:
        list(proven([entry(make_claim(id="A b", sources=()))]))

    assert refused.value.where == "file, A b"
    assert str(refused.value.reason).count(";") == 1
    assert "A b: the id is not a short slug" in str(refused.value.reason)
    assert "a published claim needs a source" in str(refused.value.reason)


def test_an_id_may_come_once_over_all_files():
    """Which of two claims with one id is meant can't be known."""
    with pytest.raises(InvalidFile, match="the id a is already in file, a"):
        list(proven([entry(make_claim(id="a")), entry(make_claim(id="a"))]))


async def test_new_changed_and_same_are_told_apart(store: SqlClaimStore):
    """Only what differs makes a version."""
    await store.save_all([make_claim(id="same"), make_claim(id="changed")], by="ann")

    loaded = await load(
        store,
        [entry(make_claim(id="same")), entry(make_claim(id="changed", appears="Radio")), entry(make_claim(id="new"))],
        by="import",
    )

    assert loaded == Loaded(new=1, changed=1, same=1)
    assert await store.revision() == 4
    assert [version.by for version in await store.history("changed")] == ["ann", "import"]


async def test_loading_again_changes_nothing(store: SqlClaimStore):
    """The same file twice is the same as once."""
    entries = [entry(make_claim(id=f"c{n}")) for n in range(1100)]
    await load(store, entries, by="import")

    assert await load(store, entries, by="import") == Loaded(same=1100)
    assert await store.revision() == 1100


@pytest.mark.parametrize(
    ("before", "given", "state_given", "after"),
    [
        (State.RETIRED, State.PUBLISHED, False, State.RETIRED),
        (State.RETIRED, State.PUBLISHED, True, State.PUBLISHED),
        (State.RETIRED, State.DRAFT, True, State.DRAFT),
        (State.DRAFT, State.PUBLISHED, False, State.PUBLISHED),
        (State.PUBLISHED, State.RETIRED, True, State.RETIRED),
    ],
)
async def test_a_retired_claim_stays_retired_unless_the_file_says_otherwise(
    store: SqlClaimStore, before: State, given: State, state_given: bool, after: State
):
    """Old exports bring no retired claim back by accident."""
    await store.save(make_claim(state=before), by="ann")

    await load(store, [entry(make_claim(state=given, appears="Radio"), state_given=state_given)], by="import")

    [claim] = await store.all_claims()
    assert (claim.state, claim.appears) == (after, "Radio")


async def test_a_bare_entry_takes_nothing_away(store: SqlClaimStore):
    """The wording alone changes the wording alone: rating, sources and state of the claim stay."""
    saved = await store.save(make_claim(), by="ann")
    bare = Claim(
        saved.id,
        "The harbour bridge is closed for ever.",
        phrasings=(saved.phrasings[0], Phrasing("no more bridge", "en")),
        state=State.DRAFT,
    )

    loaded = await load(store, [entry(bare, bare=True)], by="import")

    [claim] = await store.live_claims()
    assert loaded == Loaded(changed=1)
    assert set(claim.phrasings) == {*saved.phrasings, Phrasing("no more bridge", "en")}
    assert claim == replace(saved, statement=bare.statement, phrasings=claim.phrasings, version=2)


async def test_a_new_bare_entry_is_counted(store: SqlClaimStore):
    """The person who imports is told how many claims wait for rating and sources."""
    bare = entry(Claim("a", "A.", state=State.DRAFT), bare=True)

    assert await load(store, [bare], by="import") == Loaded(new=1, bare=1)
    assert await store.live_claims() == []


async def test_a_fault_in_the_last_entry_keeps_all_out(store: SqlClaimStore):
    """All or none, however long the file is."""

    def entries() -> Iterator[Entry]:
        yield from (entry(make_claim(id=f"c{n}")) for n in range(1200))
        raise InvalidFile("file, line 1201", "is not JSON")

    with pytest.raises(InvalidFile):
        await load(store, entries(), by="import")

    assert await store.revision() == 0


async def test_a_claim_that_was_withdrawn_is_new_again(store: SqlClaimStore):
    """A file brings it back as the file has it, not retired; its history goes on."""
    saved = await store.save(make_claim(), by="ann")
    async with store.batch(by="ann") as batch:
        await batch.withdraw(saved)

    loaded = await load(store, [Entry(make_claim(), "a.yaml, line 1")], by="import")

    assert (loaded.new, loaded.changed, loaded.same) == (1, 0, 0)
    assert await store.live_claims() == [make_claim(version=3)]
