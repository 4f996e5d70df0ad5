"""The claims that share most rare words, and pairs of words, with a passage of a text. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.postings import Postings
from claims_db.matching.wordings import Wording
from claims_db.matching.words import digest, half, pair_digests

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUDGET = 4000
"""Postings that are read for one text, those of the rarest keys and pairs first."""

CLAIMS = 24
"""Claims whose wordings are looked at."""

_ANYWAY = 3
"""So many claims are looked at, however far they are behind the first."""

_BEHIND = 0.3
"""A claim that shares less than this part of what the first shares is not looked at."""

_PAIR = 0.5
"""What a shared pair counts beside its two words."""


def closest_claims(
    passages: Sequence[Sequence[str]],
    postings: Postings,
    rarities: "Callable[[NDArray[np.int64]], NDArray[np.float64]]",
) -> list[int]:
    """Slots of the claims that share most with one of the passages (keys in reading order), best first.

    `rarities` tells how much keys count that so many claims have. At least one passage.
    """
    digests, owners, weights = _keys_and_pairs(passages)
    place, slot, counts = postings.read(digests, BUDGET)
    if not len(slot):
        return []
    both = slot * len(passages) + owners[place]
    worth = (rarities(counts) * weights)[place]
    order = np.argsort(both)
    both, first = _different(both[order])
    shared = np.add.reduceat(worth[order], first)
    slots, first = _different(both // len(passages))
    best = np.maximum.reduceat(shared, first)
    order = np.argsort(-best, kind="stable")[:CLAIMS]
    near = best[order] >= _BEHIND * best[order[0]]
    near[:_ANYWAY] = True
    return [int(found) for found in slots[order][near]]


def closest_rows(
    passages: Sequence[Sequence[str]],
    rows: Iterable[tuple[int, int, Wording]],
    rarity: Callable[[str], float],
    limit: int,
) -> list[tuple[int, int]]:
    """Of wordings given with the slot of their claim and their number, those that share most with one passage.

    Best first; those that share nothing are left out.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(passages):
        for key in {*keys} - {""}:
            places[key].append(number)
    said = places.keys()
    best: dict[tuple[int, int], float] = {}
    for slot, number, row in rows:
        shared = [0.0] * len(passages)
        for key in row.keys & said:
            worth = rarity(key)
            for passage in places[key]:
                shared[passage] += worth
        if (common := max(shared)) > 0:
            best[slot, number] = common
    return nsmallest(limit, best, key=lambda place: (-best[place], place))


def _different(rising: "NDArray[np.int64]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Each number once, and where it is first; at least one number."""
    changes = np.flatnonzero(rising[1:] != rising[:-1]) + 1
    first = np.concatenate((np.zeros(1, np.int64), changes))
    return rising[first], first


def _keys_and_pairs(
    passages: Sequence[Sequence[str]],
) -> "tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.float64]]":
    """Rising digests of all passages, the passage that each belongs to, and what each counts beside its rarity."""
    told = [[key for key in keys if key] for keys in passages]
    owners = np.repeat(np.arange(len(told)), list(map(len, told)))
    words = np.fromiter(map(digest, chain.from_iterable(told)), dtype=np.uint64, count=len(owners))
    halves = np.fromiter(map(half, chain.from_iterable(told)), dtype=np.uint64, count=len(owners))
    inside = owners[1:] == owners[:-1]
    digests = np.concatenate((words, pair_digests(halves)[inside]))
    owners = np.concatenate((owners, owners[1:][inside]))
    weights = np.full(len(digests), _PAIR)
    weights[: len(words)] = 1.0
    order = np.lexsort((owners, digests))
    digests, owners = digests[order], owners[order]
    once = np.ones(len(order), dtype=np.bool_)
    once[1:] = (digests[1:] != digests[:-1]) | (owners[1:] != owners[:-1])
    return digests[once], owners[once], weights[order][once]
