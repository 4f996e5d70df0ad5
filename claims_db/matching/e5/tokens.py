"""Cut a text into the pieces that a model knows: those whose scores sum highest (a unigram model). Pure.

A piece is looked up by a digest of its bytes: a sum of byte times power, which for every part of a text follows from
running sums. So 250,000 pieces take 4 MB, and all parts of a text are looked up together.
"""

import re
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.e5.model_file import Pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_UNKNOWN = 10.0
"""How much less than the worst piece a sign counts that is in none."""

_GAP = "\u2581"
"""What stands for a blank in pieces."""

_BLANKS = re.compile("  +")
_NOTHING = -1e30


class Tokenizer:
    """Turns texts into numbers of pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        starts, ends = pieces.ends[:-1].astype(np.int64), pieces.ends[1:].astype(np.int64)
        digests = _Digests(pieces.text).of(starts, ends)
        known = (ends > starts) & (np.arange(len(starts)) != pieces.unknown)
        order = np.argsort(digests)
        order = order[known[order]]
        self._sorted, self._numbers = digests[order], order.astype(np.int32)
        begun = np.concatenate(([0], np.cumsum(_begins(pieces.text))))
        self._longest = int((begun[ends] - begun[starts]).max())
        self._unknown = float(pieces.scores.min()) - _UNKNOWN

    def tokens(self, text: str, most: int) -> list[int]:
        """The pieces of a text between the marks for its two ends, `most` with these; what is more is left out."""
        found = self._best(self._prepared(text))
        return [self._pieces.opening, *found[: most - 2], self._pieces.closing]

    def _prepared(self, text: str) -> "NDArray[np.uint8]":
        folded = _BLANKS.sub(" ", text.translate(self._pieces.folded))
        spaced = folded if folded.startswith(" ") else f" {folded}"
        return np.frombuffer(spaced.replace(" ", _GAP).encode(), np.uint8)

    def _best(self, text: "NDArray[np.uint8]") -> list[int]:
        """The best way through a text: for each sign, the best piece that ends before it."""
        first, last, numbers = self._hits(text)
        size = int(_begins(text).sum())
        scores = self._pieces.scores[numbers].tolist()
        best = [0.0] + [_NOTHING] * size
        piece = [self._pieces.unknown] * (size + 1)
        came = list(range(-1, size))
        hits = zip(first.tolist(), last.tolist(), numbers.tolist(), scores, strict=True)
        at = 0
        for begin, end, number, score in hits:
            while at < begin:  # every way to `at` is known now: step over one sign that is in no piece
                self._step(at, best, piece, came)
                at += 1
            if best[begin] + score > best[end]:
                best[end], piece[end], came[end] = best[begin] + score, number, begin
        for rest in range(at, size):
            self._step(rest, best, piece, came)
        return _path(size, piece, came)

    def _step(self, at: int, best: list[float], piece: list[int], came: list[int]) -> None:
        if best[at] + self._unknown > best[at + 1]:
            best[at + 1], piece[at + 1], came[at + 1] = best[at] + self._unknown, self._pieces.unknown, at

    def _hits(self, text: "NDArray[np.uint8]") -> "tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]":
        """Every part of a text that is a piece: from sign, to sign (exclusive) and number, in reading order."""
        edges = np.append(np.flatnonzero(_begins(text)), len(text))
        first, length = np.divmod(np.arange((len(edges) - 1) * self._longest), self._longest)
        last = first + length + 1
        inside = last < len(edges)
        first, last = first[inside], last[inside]
        digests = _Digests(text).of(edges[first], edges[last])
        places = np.minimum(np.searchsorted(self._sorted, digests), len(self._sorted) - 1)
        hit = self._sorted[places] == digests
        return first[hit], last[hit], self._numbers[places[hit]]


class _Digests:
    """Digests of parts of some bytes."""

    def __init__(self, text: "NDArray[np.uint8]") -> None:
        powers = _powers(_BASE, len(text))
        self._sums = np.zeros(len(text) + 1, np.uint64)
        np.cumsum((text.astype(np.uint64) + np.uint64(1)) * powers, out=self._sums[1:])
        self._back = _powers(_INVERSE, len(text) + 1)

    def of(self, starts: "NDArray[np.int64]", ends: "NDArray[np.int64]") -> "NDArray[np.uint64]":
        """Digests of the parts between `starts` and `ends`, the same wherever a part stands."""
        found: NDArray[np.uint64] = (self._sums[ends] - self._sums[starts]) * self._back[starts]
        return found


def _powers(base: int, count: int) -> "NDArray[np.uint64]":
    """base ** 0, base ** 1, ... by the remainder of 2 ** 64."""
    factors = np.full(count, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)


def _begins(text: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    """Which bytes of UTF-8 begin a sign."""
    found: NDArray[np.bool_] = (text & 0xC0) != 0x80
    return found


def _path(size: int, piece: list[int], came: list[int]) -> list[int]:
    found: list[int] = []
    at = size
    while at > 0:
        found.append(piece[at])
        at = came[at]
    return found[::-1]
