"""The claims that share most rare words, and pairs of words, with a passage of a text. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from claims_db.matching.postings import Postings, Read
from claims_db.matching.rising import firsts
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
    met = _Met.of(read, worth, owners[read.places], passages=len(passages), slots=postings.slots)
    return met.closest().tolist(), known


@dataclass(frozen=True, slots=True)
class _Met:
    """Where passages met claims. `rising` numbers hold each a slot, then `apart` bits for the passage, then `bits` for
    the place in `worth` that tells what the key or pair counts in which they met; at least one.
    """

    rising: "NDArray[Any]"
    worth: "NDArray[np.float64]"
    bits: int
    apart: int

    @classmethod
    def of(
        cls, read: Read, worth: "NDArray[np.float64]", owners: "NDArray[np.int64]", *, passages: int, slots: int
    ) -> Self:
        """What was read, where all slots are below `slots`. `worth` and `owners` tell for each place that was read what
        it counts and which of the passages it is of.
        """
        bits, apart = len(worth).bit_length(), (passages - 1).bit_length()
        both: NDArray[Any] = read.slots.astype(np.uint32 if slots.bit_length() + apart + bits <= _NARROW else np.uint64)
        if apart:
            both = both << apart | owners.astype(both.dtype)[read.which]
        both = both << bits | read.which
        both.sort()
        return cls(both, worth, bits, apart)

    def closest(self) -> "NDArray[Any]":
        """At most CLAIMS slots not far behind the one that shares most, and the second in any case; the first first.

        Most claims meet a passage in one key, by chance. They are looked at only where one key may be enough.
        """
        often = self._often()
        if len(often):
            slots, best = self._shared(often)
            least = _least(best)
        if not len(often) or least <= self.worth.max():
            slots, best = self._shared(self.rising)
            least = _least(best)
        near = (best >= least).nonzero()[0]
        closest: NDArray[Any] = slots[near[(-best[near]).argsort(kind="stable")[:CLAIMS]]]
        return closest

    def _often(self) -> "NDArray[Any]":
        """The numbers of the slots and passages that met more than once."""
        groups = self.rising >> self.bits
        again = np.zeros(len(groups) + 1, dtype=np.bool_)
        np.equal(groups[1:], groups[:-1], out=again[1:-1])
        often: NDArray[Any] = self.rising[again[1:] | again[:-1]]
        return often

    def _shared(self, rising: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[np.float64]]":
        """The slots of some of the numbers, and what each shares with the passage that it shares most with."""
        groups, first = _different(rising >> self.bits)
        best = np.add.reduceat(self.worth[rising & (1 << self.bits) - 1], first)
        if self.apart:
            groups, first = _different(groups >> self.apart)
            best = np.maximum.reduceat(best, first)
        return groups, best


def _least(best: "NDArray[np.float64]") -> float:
    """What must be shared to be looked at: not much less than the largest of some numbers, and no more than the second;
    0 when there is but one.
    """
    if len(best) == 1:
        return 0.0
    second, first = map(float, np.sort(best)[-2:])
    return min(_BEHIND * first, second)


def _different(rising: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[np.int64]]":
    """Each number once, and where it is first."""
    first = firsts(rising).nonzero()[0]
    return rising.take(first), first


def _keys_and_pairs(
    keys: Sequence[str], lengths: Sequence[int]
) -> "tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]":
    """Digests of passages that have so many of the keys each: every digest once a passage, in no particular order.

    Returns:
        For each digest itself, its passage, and a place of its key among `keys`, or of its pair, counted on after them.
    """
    words, pairs = digests_of(keys)
    if len(lengths) == 1:
        digests = np.concatenate((words, pairs))
        once = _once(digests)
        return digests.take(once), np.zeros(len(once), np.int64), once
    owners = np.arange(len(lengths)).repeat(lengths)
    inside = (owners[1:] == owners[:-1]).nonzero()[0]
    digests = np.concatenate((words, pairs.take(inside)))
    owners = np.concatenate((owners, owners.take(inside)))
    once = _once(digests + owners.astype(np.uint64))
    return digests.take(once), owners.take(once), once


def _once(numbers: "NDArray[np.uint64]") -> "NDArray[np.int64]":
    """A place of each number."""
    order = numbers.argsort()
    return order[_different(numbers.take(order))[1]]
