"""Claims that are changed, by one moderator or by two at once."""

import pytest

from bot.curation import Change, Conflict, Refused
from claims_db.curation import Problem
from claims_db.model import Rating
from tests.bot.curation.desk import ANN, BOB, BRIDGE, Desk, codes, edit
from tests.making import make_claim


async def test_a_field_is_changed_and_the_rest_stays(desk: Desk):
    """An edit saves the next version, tells the hooks, and marks what is out of date."""
    claim = await desk.publish(BRIDGE)

    changed = await desk.curator.edit(claim.id, edit("rating: outdated\ncontext: The bridge closed after all."), BOB)

    assert not isinstance(changed, Conflict)
    assert changed.rating is Rating.OUTDATED
    assert changed.stale == ("uk",)
    assert (changed.version, changed.phrasings) == (2, claim.phrasings)
    assert desk.told[-1] == (claim, changed)


async def test_an_edit_that_changes_nothing_saves_nothing(desk: Desk):
    """Pressing twice leaves one version."""
    claim = await desk.publish(BRIDGE)

    assert (
        await desk.curator.edit(
            claim.id, edit("near: the harbour bridge was closed for an hour after an accident"), ANN
        )
        == claim
    )
    assert await desk.store.revision() == 1


async def test_the_later_of_two_editors_is_shown_the_difference(desk: Desk):
    """Nothing is saved over the earlier edit; both differences come back, and trying again puts one on the other."""
    claim = await desk.publish(BRIDGE)
    first = await desk.curator.edit(claim.id, edit("rating: outdated"), ANN, base_version=1)
    form = edit("rating: satire\ntags: bridges")

    conflict = await desk.curator.edit(claim.id, form, BOB, base_version=1)

    assert isinstance(conflict, Conflict)
    assert conflict.newest == first
    assert conflict.by.user_id == ANN
    assert conflict.theirs == (Change("rating", "false", "outdated"),)
    assert conflict.yours == (Change("rating", "false", "satire"), Change("tags", "", "bridges"))
    again = await desk.curator.edit(claim.id, form, BOB, base_version=conflict.newest.version)
    assert not isinstance(again, Conflict)
    assert (again.rating, again.tags) == (Rating.SATIRE, ("bridges",))


async def test_an_edit_may_not_take_away_what_is_not_there(desk: Desk):
    """A slip in a removal changes nothing."""
    claim = await desk.publish(BRIDGE)

    with pytest.raises(Refused) as refused:
        await desk.curator.edit(claim.id, edit("-phrasing: never said\nrating: true"), ANN)

    assert codes(refused.value) == ["nothing_to_remove"]
    assert await desk.curator.claim(claim.id) == claim


async def test_the_last_sources_can_not_be_taken_away(desk: Desk):
    """A published claim keeps enough sources."""
    claim = await desk.publish(BRIDGE)

    with pytest.raises(Refused) as refused:
        await desk.curator.edit(claim.id, edit("-source: https://example.org/bridge"), ANN)

    assert codes(refused.value) == ["few_sources"]


async def test_an_old_claim_with_a_shortcoming_can_be_improved(desk: Desk):
    """What was wrong before an edit does not keep it from being made better."""
    await desk.store.save(make_claim(sources=make_claim().sources[:1]), by="import")

    changed = await desk.curator.edit(make_claim().id, edit("rating: outdated"), ANN)

    assert not isinstance(changed, Conflict)
    assert changed.version == 2


async def test_phrasings_and_near_misses_from_the_tray(desk: Desk):
    """A wording that readers called the same finds the claim from then on; one they called different does not."""
    claim = await desk.publish(BRIDGE)

    await desk.curator.add_phrasing(claim.id, "harbour crossing to be shut down for all time", "en", ANN)
    await desk.curator.add_near_miss(claim.id, "the harbour bridge was painted in June", ANN)

    assert (await desk.live.match("Harbour crossing to be shut down for all time")).sure == (claim.id,)
    assert (await desk.live.match("the harbour bridge was painted in June")).sure == ()


async def test_a_new_sentence_reminds_of_its_versions(desk: Desk):
    """The preview of an edit names the languages in which the sentence is still the old one."""
    claim = await desk.publish(BRIDGE + "claim[uk]: Портовий міст назавжди закривають у червні.\n")
    changed = await desk.curator.draft(edit("claim: The harbour bridge closes for good in July."), claim.id)

    preview = await desk.curator.preview(changed)

    assert Problem("old_version", "uk") in preview.warnings
