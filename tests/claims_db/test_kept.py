"""A start from what was kept is like one from the store, only sooner."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from claims_db.kept import SNAPSHOT
from claims_db.live import LiveIndex
from claims_db.matching.snapshot import Contents, write
from claims_db.model import Claim, State
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine
from tests.claims_db.matching.encoders import ConceptEncoder
from tests.making import make_claim

POST = make_claim().phrasings[0].text


async def started(store: SqlClaimStore, folder: Path, encoder: ConceptEncoder | None = None) -> LiveIndex:
    """A live index as another start has it."""
    live = LiveIndex(store, folder=folder, encoder=encoder)
    await live.refresh()
    return live


async def kept(store: SqlClaimStore, folder: Path, *claims: Claim) -> None:
    """Save claims, start and stop."""
    await store.save_all(claims, by="ann")
    await (await started(store, folder)).close()


async def test_the_second_start_is_from_the_snapshot(store: SqlClaimStore, tmp_path: Path):
    """The same claims with their versions, and the same answers."""
    await kept(store, tmp_path, make_claim())
    first, second = LiveIndex(store), await started(store, tmp_path)

    assert second.started_from == "snapshot"
    assert await second.match(POST) == await first.match(POST)
    assert second.claim(make_claim().id) == first.claim(make_claim().id)
    assert await second.newest(5) == await first.newest(5)
    for live in (first, second):
        await live.close()


async def test_matching_goes_on_while_a_snapshot_is_written(
    store: SqlClaimStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """However long the disk takes, posts are answered and changes are seen; then the snapshot is there."""
    disk = Event()

    def write_slowly(path: Path, contents: Contents, body: Callable[[Claim], bytes]) -> None:
        assert disk.wait(30)
        write(path, contents, body)

    monkeypatch.setattr("claims_db.kept.write", write_slowly)
    monkeypatch.setattr("claims_db.live.KEPT_EVERY", 1)
    await store.save(make_claim(), by="ann")
    live = await started(store, tmp_path)
    await store.save(make_claim(id="ferry", statement="The ferry is cancelled.", phrasings=()), by="ann")
    found = await live.match("the ferry is cancelled")
    written = (tmp_path / SNAPSHOT).exists()
    disk.set()
    await live.close()

    assert (found.matches[0].claim_id, written) == ("ferry", False)
    assert (tmp_path / SNAPSHOT).exists()


async def test_changes_since_are_taken_over(store: SqlClaimStore, tmp_path: Path):
    """What was saved and retired while nothing ran is found, or not, by the first text."""
    await kept(store, tmp_path, make_claim(), make_claim(id="bees", statement="Bees are back.", phrasings=()))
    saved = await store.claim(make_claim().id)
    await store.save(replace(saved, state=State.RETIRED), by="ann")
    await store.save(make_claim(id="ferry", statement="The ferry is cancelled.", phrasings=()), by="ann")
    live = await started(store, tmp_path)

    assert (live.started_from, live.revision, len(live)) == ("snapshot", 4, 2)
    assert live.claim(make_claim().id) is None
    assert [found.claim_id for found in (await live.match("the ferry is cancelled")).matches] == ["ferry"]
    await live.close()


@pytest.mark.parametrize("content", [b"", b"somebody else's file"])
async def test_a_broken_snapshot_is_replaced(store: SqlClaimStore, tmp_path: Path, content: bytes):
    """The index is built from the store, says so, and the next start is quick again."""
    await kept(store, tmp_path, make_claim())
    (tmp_path / SNAPSHOT).write_bytes(content)
    live = await started(store, tmp_path)

    assert (live.started_from, len(live)) == ("store: broken snapshot", 1)
    await live.close()
    again = await started(store, tmp_path)
    assert again.started_from == "snapshot"
    await again.close()


async def test_the_snapshot_of_another_store_is_not_believed(store: SqlClaimStore, tmp_path: Path):
    """Another database, or one that was put back and went on differently, may stand at the same revision."""
    engine = open_engine(f"sqlite:///{tmp_path}/other.db")
    await migrate(engine, package="claims_db.store")
    await kept(SqlClaimStore(engine), tmp_path, make_claim(id="theirs"))
    await engine.dispose()
    await store.save(make_claim(), by="ann")
    live = await started(store, tmp_path)

    assert (live.started_from, live.claim("theirs")) == ("store: foreign snapshot", None)
    await live.close()


async def test_vectors_are_not_made_again(store: SqlClaimStore, tmp_path: Path):
    """A restart encodes nothing that was encoded before."""
    first = ConceptEncoder()
    await store.save(make_claim(), by="ann")
    live = await started(store, tmp_path, first)
    while live.encoder_name != "concepts":
        await live.match("anything")
    await live.close()
    second = ConceptEncoder()
    live = await started(store, tmp_path, second)
    while live.encoder_name != "concepts":
        await live.match("")
    await live.close()

    assert first.encoded
    assert not set(second.encoded) & set(first.encoded)


async def test_a_folder_that_takes_nothing_is_no_obstacle(store: SqlClaimStore, tmp_path: Path):
    """Without a place to keep anything the bot starts from the store every time."""
    await kept(store, tmp_path / "nowhere", make_claim())
    live = await started(store, tmp_path / "nowhere")

    assert (live.started_from, len(live)) == ("store: missing snapshot", 1)
    await live.close()
