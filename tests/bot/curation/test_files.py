"""Claims that come and go as files."""

import pytest

from bot.curation import Imported
from claims_db.errors import InvalidFile
from claims_db.exchange.formats import FORMATS, Format
from claims_db.model import Rating, State
from tests.bot.curation.desk import ANN, BOB, BRIDGE, SCOOTERS, Desk


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
async def test_export_then_import_changes_nothing(desk: Desk, form: Format):
    """The same file brought back finds every claim as it is, retired ones too."""
    await desk.publish(BRIDGE)
    await desk.publish(SCOOTERS)
    await desk.curator.retire("lviv-bans-scooters", "test", ANN)

    done = await desk.curator.import_file(await desk.curator.export(form), f"export{form.suffixes[0]}", BOB)

    assert done == Imported(new=0, changed=0, same=2, bare=0)


async def test_reviews_by_others_become_drafts_once(desk: Desk):
    """They reach nobody before a moderator publishes them, and a second import does not touch what was made of them."""
    review = (
        b'{"@type": "ClaimReview", "claimReviewed": "The harbour bridge closes for good in June 2026.", '
        b'"url": "https://checks.example/bridge", "datePublished": "2026-05-02", '
        b'"reviewRating": {"alternateName": "False"}}'
    )

    done = await desk.curator.import_file(review, "review.json", ANN)
    again = await desk.curator.import_file(review, "review.json", ANN)

    assert (done, again) == (Imported(1, 0, 0, 0, foreign=1), Imported(0, 0, 1, 0))
    assert (await desk.live.match("The harbour bridge closes for good in June 2026.")).matches == ()


async def test_an_import_is_one_act_and_leaves_retired_claims_retired(desk: Desk):
    """Changed claims get a new version, new ones are added, and all of it is undone at once."""
    await desk.publish(BRIDGE)
    exported = (await desk.curator.export()).replace(b"rating: 'false'", b"rating: satire")
    await desk.curator.retire("bridge-closes", "test", ANN)
    before = await desk.content()

    done = await desk.curator.import_file(
        exported.replace(b"id: bridge-closes", b"id: other") + exported.partition(b"claims:\n")[2], "x.yaml", BOB
    )
    bridge = await desk.curator.claim("bridge-closes")

    assert done == Imported(new=1, changed=1, same=0, bare=0)
    assert bridge
    assert (bridge.state, bridge.rating) == (State.RETIRED, Rating.SATIRE)
    assert await desk.curator.undo(BOB)
    assert await desk.content() == before


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"x" * 20_000_001, "a.yaml"),
        (b"claims: []", "a.zip"),
        (b"\xff\xfe", "a.jsonl"),
        (b"PK\x03\x04", "a.yaml"),
        (b'{"id": ' * 100_000, "a.jsonl"),
        (b"schema: claims-starter/1\nclaims:\n- &a [*a, *a]\n", "a.yaml"),
    ],
)
async def test_a_file_that_is_wrong_is_refused_whole(desk: Desk, data: bytes, name: str):
    """Too large, another kind, broken or hostile: the place is named, nothing is saved."""
    with pytest.raises(InvalidFile):
        await desk.curator.import_file(data, name, ANN)

    assert await desk.store.revision() == 0
