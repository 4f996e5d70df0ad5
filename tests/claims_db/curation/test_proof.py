"""A claim proves itself by matching: its phrasings find it, and its near misses do not."""

from collections import Counter
from dataclasses import replace

import pytest

from claims_db.curation import Problem, problems, trial
from claims_db.curation.ordinary import ordinary_messages
from claims_db.matching import ClaimIndex
from claims_db.model import Claim, Phrasing
from claims_db.text import guess_language
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


def tried(claim: Claim, *others: Claim, ordinary: tuple[str, ...] = ()) -> list[str]:
    """The codes of what speaks against publishing a claim beside others."""
    return [problem.code for problem in trial(claim, ClaimIndex.build([claim, *others]), ordinary)]


def test_a_good_claim_passes_its_trial():
    """Its texts find it, others keep theirs, everyday messages find nothing."""
    assert tried(BRIDGE, TUNNEL, ordinary=ordinary_messages()) == []


def test_a_claim_that_takes_a_phrasing_of_another_is_stopped():
    """Readers of the older claim would be sent to the new one, or the new one's phrasing leads to the older."""
    words = TUNNEL.phrasings[0]
    thief = replace(BRIDGE, id="a-thief", statement=words.text, statement_in={}, phrasings=())

    assert tried(thief, TUNNEL) == ["takes_phrasing"]
    assert tried(replace(BRIDGE, phrasings=(*BRIDGE.phrasings, words)), TUNNEL) == ["phrasing_finds_other"]


def test_a_claim_near_another_that_leaves_it_its_phrasings_passes():
    """Some words in common are no theft."""
    near = replace(
        BRIDGE, id="tunnel-is-old", statement="The metro tunnel under the river is a century old.", statement_in={}
    )
    near = replace(near, phrasings=(Phrasing("the metro tunnel is a hundred years old", "en"),))

    assert tried(near, TUNNEL) == []


def test_two_words_are_enough_for_a_phrasing():
    """One is found in too much."""
    short = replace(BRIDGE, phrasings=(Phrasing("bridge shut", "en"), Phrasing("bridge", "en")))

    assert tried(short) == ["too_general"]


@pytest.mark.parametrize("text", ["a", "it is what it is", "!!!", "Telegram", "и", "це так і є"])
def test_a_text_that_would_match_everything_is_stopped(text: str):
    """Stop words, one word and no word are no claim and no phrasing."""
    codes = tried(replace(BRIDGE, statement=text, statement_in={}, phrasings=(Phrasing(text, "en"),)))

    assert {"says_nothing", "too_general"} & set(codes)


def test_a_claim_that_ordinary_messages_make_is_stopped():
    """What people write every day may not be answered by a claim."""
    claim = replace(BRIDGE, statement="Our train is late again today.", statement_in={}, phrasings=(), near_misses=())

    assert tried(claim, ordinary=("our train is late again today", "good morning")) == ["matches_ordinary"]


def test_ordinary_messages_are_many_and_different():
    """Some seventy in each language of readers."""
    messages = ordinary_messages()
    languages = Counter(map(guess_language, messages))

    assert len(set(messages)) == len(messages) >= 200
    assert all(languages[code] >= 60 for code in ("en", "uk", "ru"))
