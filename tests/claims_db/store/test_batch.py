"""Claims that are saved together, all or none."""

from contextlib import suppress
from dataclasses import replace

import pytest

from claims_db.errors import InvalidClaim
from claims_db.store import ClaimStore
from tests.making import make_claim


async def test_many_claims_are_saved_all_or_none(store: ClaimStore):
    """One refused claim, and none of the others is stored."""
    with pytest.raises(InvalidClaim):
        await store.save_all([make_claim(id="a"), make_claim(id="b", sources=())], by="ann")
    assert await store.revision() == 0

    saved = await store.save_all([make_claim(id="a"), make_claim(id="b")], by="ann")

    assert await store.all_claims() == saved
    assert await store.revision() == 2


async def test_one_claim_may_be_saved_twice_at_once(store: ClaimStore):
    """Several steps on one claim in one transaction are several versions; the last one counts."""
    steps = [make_claim(), make_claim(version=1, appears="Radio"), make_claim(version=2, appears="TV")]

    await store.save_all(steps, by="ann")

    assert await store.claim(steps[0].id) == replace(steps[2], version=3)
    assert [version.claim.appears for version in await store.history(steps[0].id)] == [
        make_claim().appears,
        "Radio",
        "TV",
    ]


async def test_a_batch_sees_what_it_has_saved(store: ClaimStore):
    """The steps of a batch build on each other; outside, nothing is seen before its end."""
    async with store.batch(by="ann") as batch:
        [first] = await batch.save([make_claim()])
        await batch.set_mark("progress", "half")
        newest = await batch.newest([first.id, "unknown"])
        outside = await store.claim(first.id), await store.mark("progress")
        assert await batch.mark("progress") == "half"

    assert outside == (None, None)
    assert newest[first.id].claim == first
    assert (newest[first.id].by, list(newest)) == ("ann", [first.id])
    assert await store.mark("progress") == "half"


async def test_a_batch_that_raises_leaves_nothing(store: ClaimStore):
    """Claims, marks and the revision are as before."""
    with suppress(ZeroDivisionError):
        async with store.batch(by="ann") as batch:
            await batch.save([make_claim()])
            await batch.set_mark("progress", "half")
            raise ZeroDivisionError

    assert (await store.revision(), await store.all_claims(), await store.mark("progress")) == (0, [], None)
