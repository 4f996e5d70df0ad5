"""The claims that share most rare words, and pairs of words, with a passage of a text. Pure."""

from collections.abc import Callable, Sequence
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from claims_db.matching.postings import Postings, Read
from claims_db.matching.words import digests as digests_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUDGET = 4000
"""Postings that are read for one text, those of the rarest keys and pairs first."""

CLAIMS = 24
"""Claims whose wordings are looked at."""

_BEHIND = 0.3
"""A claim that shares less than this part of what the first shares is not looked at, but for the second, as the first
must be ahead of one. A third made no more first matches right, of 850 labelled texts.
"""

_PAIR = 0.5
"""What a shared pair counts beside its two words."""

_NARROW = 32
"""Bits of the numbers that are sorted where they suffice: half as wide is twice as fast."""


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
    digests, owners, once = _keys_and_pairs(keys, list(map(len, told)))
    read = postings.read(digests, BUDGET)
    rare = rarities(read.counts)
    known = {keys[place]: count for place, count in zip(once.tolist(), rare.tolist(), strict=True) if place < len(keys)}
    if not len(read.slots):
        return [], known
    worth = np.where(once < len(keys), rare, _PAIR * rare)[read.places]
    slots, best = _shared(read, worth, owners[read.places], passages=len(passages), slots=postings.slots)
    return slots[_largest(best)].tolist(), known


def _shared(
    read: Read, worth: "NDArray[np.float64]", owners: "NDArray[np.int64]", *, passages: int, slots: int
) -> "tuple[NDArray[Any], NDArray[np.float64]]":
    """The slots that were read, all below `slots`, and what each shares with the passage that it shares most with.

    `worth` and `owners` tell for each place that was read what it counts and which of the passages it is of.
    """
    bits, apart = len(worth).bit_length(), (passages - 1).bit_length()
    both: NDArray[Any] = read.slots.astype(np.uint32 if slots.bit_length() + apart + bits <= _NARROW else np.uint64)
    if apart:
        both = both << apart | owners.astype(both.dtype)[read.which]
    both = both << bits | read.which
    both.sort()
    groups, first = _different(both >> bits)
    best = np.add.reduceat(worth[both & (1 << bits) - 1], first)
    if apart:
        groups, first = _different(groups >> apart)
        best = np.maximum.reduceat(best, first)
    return groups, best


def _largest(best: "NDArray[np.float64]") -> "NDArray[np.int64]":
    """Places of at most CLAIMS numbers not far behind the largest, and of the second in any case; the largest first."""
    near = (best >= _BEHIND * best.max()).nonzero()[0]
    if len(near) == 1 < len(best):
        others = best.copy()
        others[near] = -inf
        near = (best >= others.max()).nonzero()[0]
    largest: NDArray[np.int64] = near[(-best[near]).argsort(kind="stable")[:CLAIMS]]
    return largest


def _different(rising: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[np.int64]]":
    """Each number once, and where it is first; at least one number."""
    changes = np.ones(len(rising), dtype=np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=changes[1:])
    first = changes.nonzero()[0]
    return rising[first], first


def _keys_and_pairs(
    keys: Sequence[str], lengths: Sequence[int]
) -> "tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]":
    """Digests of passages that have so many of the keys each: every digest once a passage, in no particular order.

    Returns:
        For each digest itself, its passage, and a place of its key among `keys`, or of its pair, counted on after them.
    """
    owners = np.arange(len(lengths)).repeat(lengths)
    words, pairs = digests_of(keys)
    inside = (owners[1:] == owners[:-1]).nonzero()[0]
    digests = np.concatenate((words, pairs[inside]))
    owners = np.concatenate((owners, owners[inside]))
    both = digests + owners.astype(np.uint64)
    order = both.argsort()
    once = order[_different(both[order])[1]]
    return digests[once], owners[once], once
