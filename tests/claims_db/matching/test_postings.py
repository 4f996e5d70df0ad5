"""The arrays hold what a plain dictionary would, after any changes and whatever was merged in between."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching import postings as under_test
from claims_db.matching.postings import Postings, Segment

DIGESTS = st.lists(st.integers(0, 8), max_size=5, unique=True)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), DIGESTS),
        st.tuples(st.just("add_all"), st.lists(DIGESTS, max_size=4)),
        st.tuples(st.just("remove"), st.integers(0, 20)),
        st.tuples(st.just("compact"), st.none()),
    ),
    max_size=25,
)
EVERYTHING = np.arange(10, dtype=np.uint64)


class PlainPostings:
    """The slow twin."""

    def __init__(self) -> None:
        self.claims: dict[int, list[int]] = {}

    def read(self, budget: int) -> set[tuple[int, int]]:
        """The postings that may be read: rarest digests first, ties by digest, while they fit; the first always."""
        slots = defaultdict(set)
        for slot, digests in self.claims.items():
            for digest in digests:
                slots[digest].add(slot)
        found: set[tuple[int, int]] = set()
        for digest in sorted(slots, key=lambda digest: (len(slots[digest]), digest)):
            if found and len(found) + len(slots[digest]) > budget:
                break
            found |= {(digest, slot) for slot in slots[digest]}
        return found


@pytest.fixture(autouse=True)
def _small_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small that a few changes reach every merge."""
    monkeypatch.setattr(under_test, "TAIL", 4)
    monkeypatch.setattr(under_test, "_GONE", 2)


@given(STEPS, st.integers(1, 30))
def test_reading_equals_a_plain_dictionary(steps, budget):
    """Adding, removing, merging and reusing slots: the postings within the budget are those of the slow twin."""
    postings, plain = Postings(), PlainPostings()
    for act, given_ in steps:
        if act == "add":
            plain.claims[postings.add(given_)] = given_
        elif act == "add_all":
            plain.claims |= zip(postings.add_all(given_), given_, strict=True)
        elif act == "remove" and given_ in plain.claims:
            postings.remove(given_, plain.claims.pop(given_))
        elif act == "compact":
            postings.compact()
    read = postings.read(EVERYTHING, budget)

    found = list(zip(read.places[read.which].tolist(), read.slots.tolist(), strict=True))
    assert sorted(found) == sorted(plain.read(budget))
    assert read.counts.tolist() == [sum(n in digests for digests in plain.claims.values()) for n in range(10)]


def test_slots_are_used_again():
    """Editing one claim for ever takes no more and more room."""
    postings = Postings()
    slot = postings.add([1, 2, 3])
    for _ in range(100):
        postings.remove(slot, [1, 2, 3])
        slot = postings.add([1, 2, 3])

    assert postings.slots < 10
    assert postings.counts(EVERYTHING).tolist() == [0, 1, 1, 1, 0, 0, 0, 0, 0, 0]


def test_nothing_is_found_in_nothing():
    """Empty postings answer every question."""
    read = Postings().read(EVERYTHING, 10)

    assert [*map(len, read)] == [0, 0, 0, len(EVERYTHING)]
    assert not read.counts.any()
    assert Postings().whole() is None


def test_every_digest_is_found_among_many():
    """Stepping on from the first bits finds what halving finds, at both ends too, and nothing that is not there."""
    random = np.random.default_rng(4)
    digests = random.integers(0, 2**64 - 1, 5000, dtype=np.uint64, endpoint=True)
    digests = np.unique(np.concatenate((digests, np.array([0, 1, 2**64 - 1], dtype=np.uint64))))
    segment = Segment.of(digests[::2].repeat(2), np.arange(2 * len(digests[::2]), dtype=np.uint32))

    begin, lengths = segment.find(digests)

    assert lengths.tolist() == [2, 0] * (len(digests) // 2) + [2] * (len(digests) % 2)
    assert (segment.keys[np.searchsorted(segment.starts, begin[::2])] == digests[::2]).all()
