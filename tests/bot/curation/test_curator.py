"""What moderators can do with claims, on SQLite and on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.claim_form import parse
from bot.curation import Change, Conflict, Curator, Frozen, IdTaken, Imported, Refused, WrongState
from bot.roles import NotAllowed
from claims_db.curation import Problem
from claims_db.errors import InvalidFile, UnknownClaim
from claims_db.exchange.formats import FORMATS, Format
from claims_db.live import LiveIndex
from claims_db.model import Claim, Decision, Rating, State
from tests.bot.curation.desk import ANN, BOB, BRIDGE, OWNER, READER, SCOOTERS, Desk, edit
from tests.making import make_claim


def codes(refused: Refused) -> list[str]:
    """The codes of what was refused."""
    return [problem.code for problem in refused.problems]


async def test_a_published_claim_is_found_by_the_next_post_in_every_process(desk: Desk):
    """Publishing is durable when it returns; another process with its own index sees it at once, in each language."""
    other = LiveIndex(desk.store)
    await other.refresh()

    claim = await desk.publish(BRIDGE)

    for text in ("They are shutting the harbour bridge forever!", "Портовий міст закриють назавжди"):
        for live in (desk.live, other):
            finding = await live.match(text)
            assert (finding.decision, finding.matches[0].claim_id) == (Decision.STRONG, claim.id)
    assert desk.told == [(None, claim)]
    await other.close()


async def test_a_draft_gets_an_id_of_its_own(desk: Desk):
    """Two claims of one sentence are two claims."""
    text = BRIDGE.replace("id: bridge-closes\n", "")
    first = await desk.curator.draft(parse(text))
    await desk.store.save(make_claim(id=first.id), by="test")

    second = await desk.curator.draft(parse(text))

    assert first.id == "the-harbour-bridge-closes-for-good-in-june"
    assert second.id == first.id + "-2"


async def test_a_preview_disturbs_nobody(desk: Desk):
    """A draft that is tried out is found by no reader, before, during or after."""
    draft = await desk.curator.draft(parse(BRIDGE))

    preview = await desk.curator.preview(draft)

    assert preview.publishable
    assert preview.claim == draft
    assert (await desk.live.match("they are shutting the harbour bridge forever")).matches == ()
    assert await desk.store.revision() == 0


async def test_a_preview_proposes_the_claim_that_is_there_already(desk: Desk):
    """Whoever adds a claim a second time is shown the first one."""
    await desk.publish(BRIDGE)
    again = BRIDGE.replace("id: bridge-closes", "id: bridge-again").replace("for good in June", "forever in June")

    preview = await desk.curator.preview(await desk.curator.draft(parse(again)))

    assert [similar.claim.id for similar in preview.similar] == ["bridge-closes"]
    assert not preview.publishable


async def test_a_claim_that_does_not_prove_itself_is_refused_with_every_reason(desk: Desk):
    """Too general, too few sources, no context: all at once, and nothing is saved."""
    text = "claim: Is it?\nrating: alleged\ncontext: x\nsource: https://a.example/ | P | T | 2024\nphrasing[en]: it is"
    draft = replace(await desk.curator.draft(parse(text)), context={})

    with pytest.raises(Refused) as refused:
        await desk.curator.publish(draft, ANN)

    assert set(codes(refused.value)) >= {"few_sources", "no_context", "says_nothing", "too_general"}
    assert await desk.store.revision() == 0


async def test_a_phrasing_of_another_claim_is_refused(desk: Desk):
    """A new claim takes nobody's phrasings, and its own ones must find it first."""
    await desk.publish(BRIDGE)
    thief = SCOOTERS + "phrasing[en]: they are shutting the harbour bridge forever\n"

    with pytest.raises(Refused) as refused:
        await desk.publish(thief)

    assert set(codes(refused.value)) & {"phrasing_finds_other", "takes_phrasing"}


async def test_a_near_miss_that_is_a_phrasing_is_refused(desk: Desk):
    """A claim can't be found and not found by the same words."""
    with pytest.raises(Refused) as refused:
        await desk.publish(BRIDGE + "near: They are shutting the harbour bridge forever\n")

    assert codes(refused.value) == ["near_miss_found"]


async def test_a_claim_that_ordinary_messages_make_is_refused(desk: Desk):
    """What people say every day is no claim."""
    text = SCOOTERS.replace("scooters are forbidden in Lviv from the new year", "Our team won two to one, what a game")

    with pytest.raises(Refused) as refused:
        await desk.publish(text)

    assert "matches_ordinary" in codes(refused.value)


async def test_an_id_that_is_taken_is_refused(desk: Desk):
    """An id is never reused, also not that of a retired claim."""
    await desk.publish(BRIDGE)
    retired = await desk.curator.retire("bridge-closes", "test", ANN)

    with pytest.raises(Refused) as refused:
        await desk.publish(SCOOTERS.replace("lviv-bans-scooters", "bridge-closes"))

    [problem] = refused.value.problems
    assert isinstance(problem, IdTaken)
    assert (problem.code, problem.other, problem.free) == ("id_taken", retired, "bridge-closes-2")


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


async def test_overdue_claims_come_the_longest_first(desk: Desk):
    """A day of review that has come is listed; looking at the claim moves it on."""
    today = date(2027, 1, 15)
    for number, day in enumerate([date(2027, 1, 15), date(2026, 12, 1), date(2027, 1, 16)]):
        await desk.store.save(make_claim(id=f"c{number}", next_review=day), by="test")

    overdue = await desk.curator.overdue(today)
    seen = await desk.curator.reviewed("c1", ANN, next_review=date(2027, 6, 1))

    assert [claim.id for claim in overdue] == ["c1", "c0"]
    assert seen.date_checked == today
    assert [claim.id for claim in await desk.curator.overdue(today)] == ["c0"]


async def test_a_search_explains_itself(desk: Desk):
    """Each match comes with its claim, the wording it came closest to, and how sure that is."""
    claim = await desk.publish(BRIDGE)

    found = await desk.curator.find("is it true that they are shutting the harbour bridge forever?")

    assert found.matches[0].claim == claim
    assert found.matches[0].match.phrasing == "they are shutting the harbour bridge forever"


async def test_the_numbers_of_the_base(desk: Desk):
    """States, ratings, languages, acts and judgements are counted."""
    await desk.publish(BRIDGE)
    await desk.publish(SCOOTERS)
    await desk.curator.retire("lviv-bans-scooters", "test", ANN)
    await desk.records.judgements.record("k1", "bridge-closes", "useful")
    await desk.records.judgements.record("k2", "bridge-closes", "same")

    stats = await desk.curator.stats(date(2027, 1, 15))

    assert stats.states == {"published": 1, "retired": 1}
    assert stats.ratings == {"false": 1}
    assert stats.phrasings == {"en": 1, "uk": 1}
    assert stats.acts == {"appoint": 2, "publish": 2, "retire": 1}
    assert stats.judgements == {"useful": 1, "same": 1}
    assert await desk.curator.usefulness("bridge-closes") == {"useful": 1, "same": 1}
    assert [(entry.claim.id, entry.counts) for entry in await desk.curator.tray()] == [("bridge-closes", {"same": 1})]


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


async def test_nobody_but_moderators_acts(desk: Desk):
    """Every act is checked when it is done; a dismissed moderator is refused at the next one."""
    claim = await desk.publish(BRIDGE)
    draft = await desk.curator.draft(parse(SCOOTERS))
    await desk.roles.remove(BOB, by=OWNER)
    for user_id in (READER, BOB, 777000, 1087968824, 136817688, -5):
        for act in (
            desk.curator.publish(draft, user_id),
            desk.curator.edit(claim.id, edit("rating: true"), user_id),
            desk.curator.retire(claim.id, "reason", user_id),
            desk.curator.merge(claim.id, claim.id, user_id),
            desk.curator.reviewed(claim.id, user_id, next_review=None),
            desk.curator.undo(user_id),
            desk.curator.import_file(b"", "a.jsonl", user_id),
        ):
            with pytest.raises(NotAllowed):
                await act
    assert await desk.store.revision() == 1


async def test_mass_destruction_is_braked(desk: Desk):
    """The twenty-first destructive act within ten minutes is not done: the moderator is frozen, owners are told."""
    await desk.publish(BRIDGE)
    for turn in range(20):
        await desk.curator.edit("bridge-closes", edit(f"rating: {'satire' if turn % 2 else 'opinion'}"), ANN)

    with pytest.raises(Frozen) as frozen:
        await desk.curator.retire("bridge-closes", "test", ANN)

    assert frozen.value.now
    assert [(alert.kind, alert.user_id, alert.count) for alert in desk.alerts] == [("frozen", ANN, 21)]
    with pytest.raises(Frozen):
        await desk.publish(SCOOTERS, ANN)
    await desk.publish(SCOOTERS, BOB)
    with pytest.raises(NotAllowed):
        await desk.curator.unfreeze(ANN, BOB)
    assert [freeze.user_id for freeze in await desk.curator.frozen()] == [ANN]

    assert await desk.curator.unfreeze(ANN, OWNER)

    await desk.curator.retire("bridge-closes", "test", ANN)
    assert not await desk.curator.unfreeze(ANN, OWNER)


async def test_a_freeze_ends_by_itself(desk: Desk):
    """After an hour a moderator may go on; slow work is never braked."""
    await desk.publish(BRIDGE)
    for turn in range(40):
        desk.clock.now += 31
        await desk.curator.edit("bridge-closes", edit(f"rating: {'satire' if turn % 2 else 'opinion'}"), ANN)
    assert desk.alerts == []
    for turn in range(20):
        await desk.curator.edit("bridge-closes", edit(f"rating: {'true' if turn % 2 else 'false'}"), BOB)
    with pytest.raises(Frozen):
        await desk.curator.edit("bridge-closes", edit("rating: disputed"), BOB)

    desk.clock.now += 3601

    assert await desk.curator.edit("bridge-closes", edit("rating: disputed"), BOB)


async def test_owners_are_warned_about_but_not_frozen(desk: Desk):
    """Whoever could lift a freeze is not stopped by one."""
    await desk.publish(BRIDGE)
    for turn in range(25):
        await desk.curator.edit("bridge-closes", edit(f"rating: {'satire' if turn % 2 else 'opinion'}"), OWNER)

    assert desk.alerts == []


async def test_a_hook_that_fails_does_not_undo_the_act(desk: Desk):
    """What is durable is told as done, and the other hooks still hear of it."""

    async def broken(before: object, after: object) -> None:
        raise RuntimeError

    desk.curator.on_changed.insert(0, broken)

    claim = await desk.publish(BRIDGE)

    assert await desk.curator.claim(claim.id) == claim
    assert desk.told == [(None, claim)]


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


class Dead:
    """A link check for which one host is gone."""

    async def unreachable(self, urls: Sequence[str], *, by: int | None = None) -> tuple[str, ...]:
        return tuple(url for url in urls if "example.net" in url)


async def test_dead_sources_are_a_warning(desk: Desk):
    """A preview tells which sources do not answer; that alone keeps no claim from readers."""
    curator = Curator(
        desk.engine, desk.store, desk.live, desk.roles, desk.moderators, desk.records.judgements, links=Dead()
    )
    draft = await curator.draft(parse(BRIDGE))

    looked = await curator.preview(draft, by=ANN)
    quick = await curator.preview(draft, links=False)

    assert looked.publishable
    assert Problem("unreachable", "https://example.net/works") in looked.warnings
    assert not [warning for warning in quick.warnings if warning.code == "unreachable"]
    assert await curator.unreachable(draft) == ("https://example.net/works",)


async def test_a_new_sentence_reminds_of_its_versions(desk: Desk):
    """The preview of an edit names the languages in which the sentence is still the old one."""
    claim = await desk.publish(BRIDGE + "claim[uk]: Портовий міст назавжди закривають у червні.\n")
    changed = await desk.curator.draft(edit("claim: The harbour bridge closes for good in July."), claim.id)

    preview = await desk.curator.preview(changed)

    assert Problem("old_version", "uk") in preview.warnings
