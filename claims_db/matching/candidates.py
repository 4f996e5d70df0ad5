"""The claims that share most rare words, and pairs of words, with a passage of a text. Pure."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.overlap import Overlap
from claims_db.matching.postings import Postings, sorted_places
from claims_db.matching.wordings import Wording
from claims_db.matching.words import digests as digests_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUDGET = 4000
"""Postings that are read for one text, those of the rarest keys and pairs first."""

CLAIMS = 24
"""Claims whose wordings are looked at."""

_ANYWAY = 2
"""So many claims are looked at, however far they are behind the first: it, and one that it must be ahead of. A third
made no more first matches right, of 850 labelled texts.
"""

_BEHIND = 0.3
"""A claim that shares less than this part of what the first shares is not looked at."""

_PAIR = 0.5
"""What a shared pair counts beside its two words."""


def closest_claims(
    passages: Sequence[Sequence[str]],
    postings: Postings,
    rarities: "Callable[[NDArray[np.int64]], NDArray[np.float64]]",
) -> tuple[list[int], dict[str, float]]:
    """Slots of the claims that share most with one of the passages (keys in reading order), best first.

    `rarities` tells how much keys count that so many claims have; what each key of the passages counts is given back
    too. At least one passage with a key.
    """
    told = [list(filter(None, keys)) for keys in passages]
    keys = list(chain.from_iterable(told))
    digests, owners, weights, places = _keys_and_pairs(keys, list(map(len, told)))
    place, slot, counts = postings.read(digests, BUDGET)
    count = rarities(counts)
    known = dict(zip(keys, count[places].tolist(), strict=True))
    if not len(slot):
        return [], known
    bits = len(passages).bit_length()
    both, order = sorted_places(slot << bits | owners[place])
    slots, first = _different(both)
    best = np.add.reduceat((count * weights)[place[order]], first)
    slots >>= bits
    if len(passages) > 1:
        slots, first = _different(slots)
        best = np.maximum.reduceat(best, first)
    return [int(slot) for slot in slots[_largest(best)]], known


def closest_rows(
    passages: Sequence[Sequence[str]],
    rows: Sequence[tuple[int, int, Wording]],
    rarity: Callable[[str], float],
    limit: int,
) -> list[tuple[int, int]]:
    """Of wordings given with the slot of their claim and their number, those that share most with one passage.

    Best first; those that share nothing are left out.
    """
    overlap = Overlap(passages, frozenset().union(*(row.keys for _, _, row in rows)))
    best: dict[tuple[int, int], float] = {}
    for slot, number, row in rows:
        if (common := max(overlap.shared(row.keys, rarity).values(), default=0.0)) > 0:
            best[slot, number] = common
    return sorted(best, key=lambda place: (-best[place], place))[:limit]


def _largest(best: "NDArray[np.float64]") -> "NDArray[np.int64]":
    """Places of at most CLAIMS numbers not far behind the largest or among the _ANYWAY largest; these first."""
    near = (best >= _BEHIND * best.max()).nonzero()[0]
    wanted = min(max(len(near), _ANYWAY), CLAIMS)
    if len(near) < wanted < len(best):
        near = (best >= np.partition(best, -wanted)[-wanted]).nonzero()[0]
    elif len(near) < wanted:
        near = np.arange(len(best))
    largest: NDArray[np.int64] = near[(-best[near]).argsort(kind="stable")[:CLAIMS]]
    return largest


def _different(rising: "NDArray[np.int64]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Each number once, and where it is first; at least one number."""
    changes = np.ones(len(rising), dtype=np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=changes[1:])
    first = changes.nonzero()[0]
    return rising[first], first


def _keys_and_pairs(
    keys: Sequence[str], lengths: Sequence[int]
) -> "tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]":
    """Digests of passages that have so many of the keys each: every digest once a passage, in no particular order.

    Returns:
        For each digest itself, its passage, and what it counts beside its rarity; and for each key its digest's place.
    """
    owners = np.arange(len(lengths)).repeat(lengths)
    words, pairs = digests_of(keys)
    inside = (owners[1:] == owners[:-1]).nonzero()[0]
    digests = np.concatenate((words, pairs[inside]))
    owners = np.concatenate((owners, owners[inside]))
    weights = np.full(len(digests), _PAIR)
    weights[: len(words)] = 1.0
    _, once, places = np.unique(digests + owners.astype(np.uint64), return_index=True, return_inverse=True)
    return digests[once], owners[once], weights[once], places[: len(keys)]
