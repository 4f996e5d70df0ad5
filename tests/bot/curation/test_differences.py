"""What changed between two versions of a claim is told field by field."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from bot.curation.differences import differences, takes_away
from bot.curation.values import Change
from claims_db.model import Phrasing, Rating, State
from tests.claims_db.strategies import claims
from tests.making import make_claim

CLAIM = make_claim(
    phrasings=(Phrasing("the bridge is shut", "en"), Phrasing("міст закрили", "uk")), near_misses=("the bridge opened",)
)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"statement": "No bridge."}, [Change("claim", CLAIM.statement, "No bridge.")]),
        ({"rating": Rating.TRUE}, [Change("rating", "false", "true")]),
        ({"near_misses": ()}, [Change("near", "the bridge opened", "")]),
        (
            {"phrasings": (Phrasing("the bridge is shut", "en"), Phrasing("мосту немає", "uk"))},
            [Change("phrasing[uk]", "міст закрили", ""), Change("phrasing[uk]", "", "мосту немає")],
        ),
        (
            {"phrasings": (Phrasing("the bridge is shut", "uk"), Phrasing("міст закрили", "uk"))},
            [Change("phrasing[en]", "the bridge is shut", ""), Change("phrasing[uk]", "", "the bridge is shut")],
        ),
        ({"context": {**CLAIM.context, "en": "New."}}, [Change("context[en]", CLAIM.context["en"], "New.")]),
        ({"state": State.RETIRED}, [Change("state", "published", "retired")]),
        ({"date_checked": date(2026, 2, 3)}, [Change("date-checked", str(CLAIM.date_checked), "2026-02-03")]),
        ({"related": ("tunnel",)}, [Change("related", "", "tunnel")]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_change_is_told_with_what_was_there_before(changes, told):
    """In the order of the form, each language for itself, and nothing that stayed."""
    assert list(differences(CLAIM, replace(CLAIM, **changes))) == told


@given(claims())
def test_a_claim_differs_from_itself_in_nothing_and_from_none_in_all_it_has(claim):
    """A first version tells everything that is there, and takes nothing away."""
    new = differences(None, claim)

    assert differences(claim, claim) == ()
    assert Change("claim", "", claim.statement) in new
    assert not takes_away(new)


@pytest.mark.parametrize(
    ("field", "takes"),
    [("near", True), ("rating", True), ("date-checked", False), ("stale", False), ("evidence", False)],
)
def test_only_what_a_moderator_wrote_is_taken_away(field, takes):
    """Days and marks move on by themselves; what is only added takes nothing away."""
    assert takes_away([Change(field, "old", "new")]) is takes
    assert not takes_away([Change(field, "", "new")])
