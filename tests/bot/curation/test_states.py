"""Claims that leave readers, come back, or become part of another."""

from dataclasses import replace

import pytest

from bot.curation import Change, Refused, WrongState
from claims_db.errors import UnknownClaim
from claims_db.model import Claim, State
from tests.bot.curation.desk import ANN, BOB, BRIDGE, SCOOTERS, Desk, codes, edit


async def test_a_retired_claim_leaves_readers_and_comes_back(desk: Desk):
    """Retiring keeps everything, tells why, and can be taken back by anybody who moderates."""
    claim = await desk.publish(BRIDGE)

    retired = await desk.curator.retire(claim.id, "the city has decided otherwise", ANN)
    gone = await desk.live.match("they are shutting the harbour bridge forever")
    restored = await desk.curator.restore(claim.id, BOB)

    assert gone.matches == ()
    assert retired == replace(claim, state=State.RETIRED, version=2)
    assert restored == replace(claim, version=3)
    history = await desk.curator.history(claim.id)
    assert [(entry.kind, entry.by.user_id, entry.why) for entry in history] == [
        ("publish", ANN, ""),
        ("retire", ANN, "the city has decided otherwise"),
        ("restore", BOB, ""),
    ]
    assert history[1].changes == (Change("state", "published", "retired"),)


async def test_what_does_not_fit_the_state_is_refused(desk: Desk):
    """No claim is retired twice, without a reason, or restored while it is public; none is invented."""
    claim = await desk.publish(BRIDGE)
    with pytest.raises(Refused):
        await desk.curator.retire(claim.id, "  ", ANN)
    with pytest.raises(WrongState):
        await desk.curator.restore(claim.id, ANN)
    await desk.curator.retire(claim.id, "reason", ANN)
    with pytest.raises(WrongState):
        await desk.curator.retire(claim.id, "again", ANN)
    for act in (
        desk.curator.retire("nobody", "reason", ANN),
        desk.curator.restore("nobody", ANN),
        desk.curator.edit("nobody", edit("rating: true"), ANN),
        desk.curator.merge("nobody", claim.id, ANN),
        desk.curator.reviewed("nobody", ANN, next_review=None),
    ):
        with pytest.raises(UnknownClaim):
            await act


async def test_a_merged_claim_lives_on_in_the_other(desk: Desk):
    """Wordings, near misses and sources move; the other is found by all of them; relations lead to it."""
    bridge = await desk.publish(BRIDGE)
    scooters = await desk.publish(SCOOTERS + "near: the city of Lviv counts its scooters\n")
    third = await desk.store.save(
        Claim("third", "Trams in Odesa run on Sundays.", sources=bridge.sources, related=(scooters.id,)), by="test"
    )

    gone, whole = await desk.curator.merge(scooters.id, bridge.id, ANN)

    assert (gone.state, gone.merged_into) == (State.RETIRED, bridge.id)
    assert len(whole.sources) == 4
    assert whole.near_misses[-1] == "the city of Lviv counts its scooters"
    for text in (scooters.statement, scooters.phrasings[0].text, bridge.statement):
        assert (await desk.live.match(text)).matches[0].claim_id == bridge.id
    moved = await desk.curator.claim(third.id)
    assert moved
    assert moved.related == (bridge.id,)
    with pytest.raises(WrongState):
        await desk.curator.merge(scooters.id, bridge.id, ANN)
    with pytest.raises(WrongState):
        await desk.curator.merge(bridge.id, bridge.id, ANN)
    with pytest.raises(Refused):
        await desk.curator.restore(scooters.id, ANN)


async def test_a_draft_is_published_by_restoring_it(desk: Desk):
    """What an import brought without rating and sources becomes public once it proves itself."""
    await desk.curator.import_file(
        b'{"id": "bare", "text": "The harbour bridge closes for good in June."}', "a.jsonl", ANN
    )

    with pytest.raises(Refused) as refused:
        await desk.curator.restore("bare", ANN)
    await desk.curator.edit("bare", edit(BRIDGE.replace("id: bridge-closes\n", "")), ANN)
    published = await desk.curator.restore("bare", ANN)

    assert "no_source" in codes(refused.value)
    assert published.state is State.PUBLISHED
    assert (await desk.live.match("they are shutting the harbour bridge forever")).sure == ("bare",)
