"""The shipped claims get into the store, and never over a moderator's edit."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from claims_db.errors import InvalidFile
from claims_db.exchange import yaml
from claims_db.model import Claim, State
from claims_db.seeding import STARTER, load_starter
from claims_db.store import SqlClaimStore
from tests.making import make_claim


def ship(folder: Path, *claims: Claim, name: str = "bees.yaml") -> Path:
    """Write a starter file, as a release would have it."""
    writer = yaml.Writer()
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(map(writer.piece, claims)) + writer.end(), encoding="utf-8")
    return folder


async def test_the_shipped_claims_are_fit_for_the_store(store: SqlClaimStore):
    """A first start brings them all, published; the second has nothing to do."""
    first = await load_starter(store)
    second = await load_starter(store)

    live = await store.live_claims()
    assert first == len(live) >= 84
    assert second == 0
    assert {version.by for claim in live for version in await store.history(claim.id)} == {STARTER}


async def test_a_newer_release_brings_its_changes(store: SqlClaimStore, tmp_path: Path):
    """What differs is saved as a new version, what is new is added, the rest stays as it is."""
    await load_starter(store, folder=ship(tmp_path / "one", make_claim(id="a"), make_claim(id="b")))

    newer = ship(tmp_path / "two", make_claim(id="a"), make_claim(id="b", appears="Radio"), make_claim(id="c"))
    saved = await load_starter(store, folder=newer)

    assert saved == 2
    assert [(claim.id, claim.version, claim.appears) for claim in await store.live_claims()] == [
        ("a", 1, make_claim().appears),
        ("b", 2, "Radio"),
        ("c", 1, make_claim().appears),
    ]


@pytest.mark.parametrize("edit", [{"appears": "TV"}, {"state": State.RETIRED}, {"state": State.DRAFT}, {}])
async def test_a_moderator_s_edit_stays(store: SqlClaimStore, tmp_path: Path, edit: dict[str, object]):
    """Whatever a moderator did to a claim, a newer release leaves it alone, a mere save included."""
    await load_starter(store, folder=ship(tmp_path / "one", make_claim()))
    edited = await store.save(replace(make_claim(version=1), **edit), by="ann")

    saved = await load_starter(store, folder=ship(tmp_path / "two", make_claim(appears="Radio")))

    assert saved == 0
    assert await store.all_claims() == [edited]


async def test_a_claim_that_a_release_drops_stays(store: SqlClaimStore, tmp_path: Path):
    """Claims are never deleted, also not by leaving them out."""
    await load_starter(store, folder=ship(tmp_path / "one", make_claim(id="a"), make_claim(id="b")))

    await load_starter(store, folder=ship(tmp_path / "two", make_claim(id="b")))

    assert [claim.id for claim in await store.live_claims()] == ["a", "b"]


async def test_an_older_release_brings_nothing_back(store: SqlClaimStore, tmp_path: Path):
    """Going back to the release before, or running both for a while, does not turn claims to and fro."""
    old = ship(tmp_path / "one", make_claim())
    new = ship(tmp_path / "two", make_claim(appears="Radio"))
    await load_starter(store, folder=old)
    await load_starter(store, folder=new)

    assert await load_starter(store, folder=old) == 0
    assert [claim.appears for claim in await store.live_claims()] == ["Radio"]


async def test_processes_that_start_at_once_load_once(store: SqlClaimStore, tmp_path: Path):
    """Poller and workers start together: each claim is saved once."""
    folder = ship(tmp_path / "one", make_claim(id="a"), make_claim(id="b"))

    saved = await asyncio.gather(*(load_starter(store, folder=folder) for _ in range(4)))

    assert sorted(saved) == [0, 0, 0, 2]
    assert await store.revision() == 2


async def test_a_broken_file_is_named_and_nothing_is_saved(store: SqlClaimStore, tmp_path: Path):
    """A slip in one shipped file stops the start with file and line, with no half of the claims in the store."""
    folder = ship(tmp_path / "one", make_claim(), name="a.yaml")
    (folder / "b.yaml").write_text("schema: claims-starter/1\ntopic: b\nclaims:\n- id: b\n  claim: B.\n  rating: 7\n")

    with pytest.raises(InvalidFile, match=r"b\.yaml, line 6: b: rating is not one of"):
        await load_starter(store, folder=folder)

    assert await store.revision() == 0


async def test_an_unfit_claim_is_named(store: SqlClaimStore, tmp_path: Path):
    """Form is not all: a shipped claim without sources is refused as well."""
    folder = ship(tmp_path / "one", make_claim(sources=()))

    with pytest.raises(InvalidFile, match=r"bees\.yaml, line 5: harbour-.*: a published claim needs a source"):
        await load_starter(store, folder=folder)


async def test_an_id_is_unique_over_all_files(store: SqlClaimStore, tmp_path: Path):
    """Two topics may not ship the same id; both places are told."""
    ship(tmp_path / "one", make_claim(), name="a.yaml")
    ship(tmp_path / "one", make_claim(), name="b.yaml")

    with pytest.raises(InvalidFile, match=r"b\.yaml, line 5: the id .* is already in a\.yaml, line 5"):
        await load_starter(store, folder=tmp_path / "one")
