"""The claims that share most rare words, and pairs of words, with a passage of a text. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.postings import Postings
from claims_db.matching.wordings import Wording
from claims_db.matching.words import digest, pair_digests

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUDGET = 2000
"""Postings that are read for one text, those of the rarest keys and pairs first."""

CLAIMS = 40
"""Claims whose wordings are looked at."""

_ANYWAY = 12
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
    different, inverse = np.unique(both, return_inverse=True)
    shared = np.bincount(inverse, weights=worth)
    slots = different // len(passages)
    first = np.flatnonzero(np.concatenate(([True], slots[1:] != slots[:-1])))
    best = np.maximum.reduceat(shared, first)
    order = np.argsort(-best, kind="stable")[:CLAIMS]
    near = best[order] >= _BEHIND * best[order[0]]
    near[:_ANYWAY] = True
    return [int(found) for found in slots[first][order][near]]


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


def _keys_and_pairs(
    passages: Sequence[Sequence[str]],
) -> "tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.float64]]":
    """Digests of all passages, the passage that each belongs to, and what each counts beside its rarity."""
    digests: list[int] = []
    owners: list[int] = []
    weights: list[float] = []
    for number, keys in enumerate(passages):
        words = list(map(digest, {key: None for key in keys if key}))
        pairs = list(dict.fromkeys(pair_digests(keys)))
        digests += words + pairs
        weights += [1.0] * len(words) + [_PAIR] * len(pairs)
        owners += [number] * (len(words) + len(pairs))
    return np.array(digests, np.uint64), np.array(owners, np.int64), np.array(weights)
