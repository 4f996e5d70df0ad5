"""Claims on their way to readers: drafts, previews, proofs, on SQLite and on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.claim_form import parse
from bot.curation import Curator, IdTaken, Refused
from claims_db.curation import Problem
from claims_db.live import LiveIndex
from claims_db.model import Decision
from tests.bot.curation.desk import ANN, BRIDGE, SCOOTERS, Desk, codes
from tests.making import make_claim


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


async def test_a_relation_to_a_claim_that_nobody_sees_is_a_warning(desk: Desk):
    """Readers would be sent nowhere; a published claim is no reason to warn."""
    other = await desk.publish(SCOOTERS)
    draft = replace(await desk.curator.draft(parse(BRIDGE)), related=(other.id, "never-there"))

    preview = await desk.curator.preview(draft)

    assert [problem.detail for problem in preview.warnings if problem.code == "unknown_related"] == ["never-there"]
