"""Comparing only as far as needed says what comparing in full says."""

from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching.common import Commons
from claims_db.matching.features import Likeness, View, likeness

KNOWN = ("bees", "are", "back", "in", "harbour", "ferry", "cancelled", "2024", "пчели", "повернулися")
WORDS = st.lists(st.sampled_from(KNOWN), max_size=9)


def view(words: list[str]) -> View:
    """Words that are their own keys."""
    return View(" ".join(words), frozenset(words))


def rarity(key: str) -> float:
    """Longer words count more."""
    return len(key) / 3


def compared(passage: list[str], wording: list[str], over: float = -1.0) -> Likeness | None:
    """Their likeness, where longer words count more."""
    some, others = view(passage), view(wording)
    return likeness(some, others, Commons(rarity).between(some.keys, others.keys), over=over)


@given(WORDS, WORDS, st.floats(-1, 1))
def test_a_wording_is_left_out_exactly_when_it_is_not_closer(passage: list[str], wording: list[str], over: float):
    """Bounds spare work and change nothing: the same likeness, or none where closeness is not above `over`."""
    full = compared(passage, wording)
    found = compared(passage, wording, over=over)

    assert full is not None
    assert found == (full if full.closeness > over else None)


@given(WORDS, WORDS)
def test_a_wording_as_close_as_the_known_one_is_no_news(passage: list[str], wording: list[str]):
    """Of two equally close wordings the first stays."""
    full = compared(passage, wording)

    assert full is not None
    assert compared(passage, wording, over=full.closeness) is None
