"""Which claims have a key: sorted arrays that never change, and a small table of what is new.

Keys are digests of 64 bits, claims are slots (small numbers given out here). A removed slot stays in the arrays
until enough of them are gone, so that no change costs more for a larger base.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from claims_db.matching.rising import firsts

if TYPE_CHECKING:
    from numpy.typing import NDArray

TAIL = 8192
"""Postings that wait in the table of new ones before they become an array."""

_TIER = 4
"""An array is merged with a newer one when it is less than so many times as long."""

_GONE = 1024
"""Removed slots that are always put up with; beyond, a quarter of those in use."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The slots of key n are `slots[starts[n]:starts[n + 1]]`; `keys` rise.

    `heads` has for each value of a key's first bits the number of the first key with these bits or higher ones:
    keys are digests, so nearly every key is found at once or a few steps on, however many there are.
    """

    keys: "NDArray[np.uint64]"
    starts: "NDArray[np.uint32]"
    slots: "NDArray[np.uint32]"
    heads: "NDArray[np.uint32]"

    @classmethod
    def of(cls, digests: "NDArray[np.uint64]", slots: "NDArray[np.uint32]") -> Self:
        """Sort pairs of a digest and a slot; at least one pair."""
        order = np.argsort(digests)
        digests = digests[order]
        first = firsts(digests).nonzero()[0]
        starts = np.append(first, len(digests)).astype(np.uint32)
        keys = digests[first]
        return cls(keys, starts, slots[order], _heads(keys))

    @classmethod
    def merged(cls, parts: Sequence["Segment"], gone: "NDArray[np.bool_]") -> Self | None:
        """All postings of some segments but those of the slots marked in `gone`; None when no posting is left."""
        slots = np.concatenate([part.slots for part in parts])
        digests = np.concatenate([np.repeat(part.keys, np.diff(part.starts)) for part in parts])
        kept = ~gone[slots]
        return cls.of(digests[kept], slots[kept]) if kept.any() else None

    def find(self, digests: "NDArray[np.uint64]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
        """Where the postings of each digest begin, and how many there are (0 for an unknown one)."""
        first_bits = (digests >> _shift(len(self.heads))).astype(np.int64)
        at = self.heads.take(first_bits).astype(np.int64)
        np.minimum(at, len(self.keys) - 1, out=at)
        sought = np.minimum(digests, self.keys[-1])
        while np.count_nonzero(behind := self.keys.take(at) < sought):
            at += behind
        begin = self.starts.take(at).astype(np.int64)
        return begin, (self.starts.take(at + 1) - begin) * (self.keys.take(at) == digests)

    def read(
        self, begin: "NDArray[np.int64]", lengths: "NDArray[np.int64]", places: "NDArray[np.int64]"
    ) -> "tuple[NDArray[np.uint32], NDArray[np.uint32]]":
        """Of the digests at some places of what `find` gave: for each posting its number in `places` and the slot."""
        length = lengths.take(places)
        offsets = (begin.take(places) - length.cumsum() + length).repeat(length)
        offsets += np.arange(len(offsets))
        return np.arange(len(places), dtype=np.uint32).repeat(length), self.slots.take(offsets)


class Read(NamedTuple):
    """Postings that were read: their `slots`, and `which` of the `places` each belongs to.

    `places` are those of the digests that were read, rarest first; `counts` tells of every digest asked for how many
    claims have it.
    """

    places: "NDArray[np.int64]"
    which: "NDArray[np.uint32]"
    slots: "NDArray[np.uint32]"
    counts: "NDArray[np.int64]"


class Postings:
    """Slots by digest. Not for writing in one thread while another reads."""

    def __init__(self, segments: Sequence[Segment] = (), slots: int = 0, *, free: Iterable[int] = ()) -> None:
        """Start from segments that use the slots below `slots`, but those in `free`."""
        self._segments = list(segments)
        self._tail: dict[int, list[int]] = {}
        self._waiting = 0
        self._gone = np.zeros(max(slots, TAIL), dtype=np.bool_)
        self._removed: list[int] = []
        self._fewer: Counter[int] = Counter()
        self._free = list(free)
        self._next = slots

    def copy(self) -> "Postings":
        """The same postings, which later changes of either do not touch in the other; the arrays are shared."""
        twin = Postings(self._segments, self._next, free=self._free)
        twin._tail = {digest: slots.copy() for digest, slots in self._tail.items()}
        twin._waiting, twin._gone, twin._removed = self._waiting, self._gone.copy(), self._removed.copy()
        twin._fewer = self._fewer.copy()
        return twin

    @property
    def slots(self) -> int:
        """All slots that were ever given out are below this number."""
        return self._next

    def add(self, digests: Iterable[int]) -> int:
        """Give a new claim with these (different) digests a slot."""
        slot = self._slot()
        for digest in digests:
            self._tail.setdefault(digest, []).append(slot)
            self._waiting += 1
        if self._waiting >= TAIL:
            self._flush()
        return slot

    def add_all(self, claims: Sequence[Sequence[int]]) -> list[int]:
        """The same for many claims at once."""
        slots = [self._slot() for _ in claims]
        lengths = [len(digests) for digests in claims]
        if total := sum(lengths):
            digests = np.fromiter(chain.from_iterable(claims), dtype=np.uint64, count=total)
            self._append(Segment.of(digests, np.repeat(np.array(slots, dtype=np.uint32), lengths)))
        return slots

    def remove(self, slot: int, digests: Iterable[int]) -> None:
        """Take a claim out that was added with these digests."""
        self._gone[slot] = True
        self._removed.append(slot)
        self._fewer.update(digests)
        if len(self._removed) > max(_GONE, (self._next - len(self._free)) // 4):
            self.compact()

    def compact(self) -> None:
        """Make one segment of everything, without what was removed."""
        self._flush()
        merged = Segment.merged(self._segments, self._gone) if self._segments else None
        self._segments = [merged] if merged else []
        self._gone[self._removed] = False
        self._free += self._removed
        self._removed = []
        self._fewer.clear()

    def whole(self) -> Segment | None:
        """Everything as one segment, after compacting; None when there is nothing."""
        if len(self._segments) > 1 or self._waiting or self._removed:
            self.compact()
        return self._segments[0] if self._segments else None

    def counts(self, digests: "NDArray[np.uint64]") -> "NDArray[np.int64]":
        """How many claims have each digest."""
        found = self._elsewhere(digests)
        for segment in self._segments:
            found += segment.find(digests)[1]
        return found

    def read(self, digests: "NDArray[np.uint64]", budget: int) -> Read:
        """Read the postings of the rarest digests, at most `budget` of them but those of the rarest in any case."""
        parts = [segment.find(digests) for segment in self._segments]
        counts = self._elsewhere(digests)
        for _, lengths in parts:
            counts += lengths
        places = _affordable(counts, budget)
        read = [segment.read(*part, places) for segment, part in zip(self._segments, parts, strict=True)]
        if self._tail or not read:
            read.append(self._read_tail(digests[places]))
        which, slots = map(np.concatenate, zip(*read, strict=True)) if len(read) > 1 else read[0]
        if self._removed:
            kept = ~self._gone[slots]
            which, slots = which[kept], slots[kept]
        return Read(places, which, slots, counts)

    def _read_tail(self, digests: "NDArray[np.uint64]") -> "tuple[NDArray[np.uint32], NDArray[np.uint32]]":
        found = [self._tail.get(digest, ()) for digest in digests.tolist()]
        lengths = list(map(len, found))
        slots = np.fromiter(chain.from_iterable(found), dtype=np.uint32, count=sum(lengths))
        return np.arange(len(found), dtype=np.uint32).repeat(lengths), slots

    def _elsewhere(self, digests: "NDArray[np.uint64]") -> "NDArray[np.int64]":
        """Postings in the table less those that are gone."""
        if not self._tail and not self._fewer:
            return np.zeros(len(digests), dtype=np.int64)
        tail, fewer = self._tail, self._fewer
        found = (len(tail.get(digest, ())) - fewer.get(digest, 0) for digest in digests.tolist())
        return np.fromiter(found, dtype=np.int64, count=len(digests))

    def _slot(self) -> int:
        if self._free:
            return self._free.pop()
        slot, self._next = self._next, self._next + 1
        if slot == len(self._gone):
            self._gone = np.concatenate((self._gone, np.zeros_like(self._gone)))
        return slot

    def _flush(self) -> None:
        if self._tail:
            lengths = [len(slots) for slots in self._tail.values()]
            digests = np.repeat(np.fromiter(self._tail, dtype=np.uint64, count=len(self._tail)), lengths)
            slots = np.fromiter(chain.from_iterable(self._tail.values()), dtype=np.uint32, count=self._waiting)
            self._tail, self._waiting = {}, 0
            self._append(Segment.of(digests, slots))

    def _append(self, segment: Segment) -> None:
        """Add a segment, merging it with older ones that are not much longer."""
        parts = [segment]
        while self._segments and len(self._segments[-1].slots) < _TIER * sum(len(part.slots) for part in parts):
            parts.append(self._segments.pop())
        whole = Segment.merged(parts[::-1], np.zeros_like(self._gone)) if len(parts) > 1 else segment
        if whole:
            self._segments.append(whole)


def _affordable(counts: "NDArray[np.int64]", budget: int) -> "NDArray[np.int64]":
    """Places of the smallest counts above 0 that together fit the budget; the first always does."""
    rarest = counts.argsort(kind="stable")
    read = counts.take(rarest).cumsum()
    first, last = map(int, read.searchsorted((0, budget), side="right"))
    return rarest[first : max(last, first + 1)]


def _heads(keys: "NDArray[np.uint64]") -> "NDArray[np.uint32]":
    """See Segment; one head for one to two keys."""
    heads = np.zeros((1 << max(len(keys).bit_length() - 1, 1)) + 1, dtype=np.uint32)
    first_bits = (keys >> _shift(len(heads))).astype(np.int64)
    np.cumsum(np.bincount(first_bits, minlength=len(heads) - 1), out=heads[1:])
    return heads


def _shift(heads: int) -> np.uint64:
    """How many bits come after those that `heads` - 1, a power of two, tells apart."""
    return np.uint64(65 - (heads - 1).bit_length())
