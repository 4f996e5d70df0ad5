"""A claim proves itself by matching: its phrasings find it, and its near misses do not."""

from dataclasses import replace

from claims_db.curation import Problem, problems
from claims_db.matching import ClaimIndex
from claims_db.model import Claim, Phrasing
from tests.making import make_claim

BRIDGE = make_claim(near_misses=())
TUNNEL = make_claim(
    id="tunnel-floods",
    statement="The metro tunnel under the river is flooded.",
    statement_in={},
    phrasings=(
        Phrasing("water is pouring into the metro tunnel", "en"),
        Phrasing("тунель метро затопило водою", "uk"),
        Phrasing("туннель метро залило водой", "ru"),
    ),
    near_misses=(),
)


def problems_of(claim: Claim, *others: Claim) -> list[Problem]:
    return list(problems(claim, ClaimIndex.build([claim, *others])))


def test_a_good_claim_has_no_problem():
    """A claim with its texts, sources and dates, whose phrasings find it, may go to readers."""
    assert problems_of(BRIDGE, TUNNEL) == []


def test_a_related_claim_must_be_published():
    """Readers are sent to no claim that they can't see."""
    claim = replace(BRIDGE, related=("unknown-claim", TUNNEL.id))

    assert problems_of(claim, TUNNEL) == [Problem("unknown_related", "unknown-claim")]


def test_a_phrasing_that_finds_another_claim_is_named():
    """A phrasing that belongs to another claim would send readers there."""
    stray = Phrasing("water is pouring into the metro tunnel", "en")
    claim = replace(BRIDGE, phrasings=(*BRIDGE.phrasings, stray))
    index = ClaimIndex.build([BRIDGE, TUNNEL])

    assert list(problems(claim, index)) == [Problem("phrasing_finds_other", stray.text)]


def test_a_phrasing_that_finds_nothing_is_named():
    """A phrasing without a word to find it by is of no use."""
    claim = replace(BRIDGE, phrasings=(*BRIDGE.phrasings, Phrasing("!!!", "en")))

    assert problems_of(claim) == [Problem("phrasing_finds_nothing", "!!!")]


def test_a_near_miss_that_finds_the_claim_is_named():
    """A text that must not match, but would be answered as sure, is a fault of the claim."""
    claim = replace(BRIDGE, near_misses=(BRIDGE.phrasings[0].text,))

    assert problems_of(claim) == [Problem("near_miss_found", claim.near_misses[0])]
