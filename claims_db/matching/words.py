"""Words as the index sees them: the key under which forms, alphabets and names of one thing meet. Pure."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.lexicon import phrases
from claims_db.matching.lexicon import words as lexicon
from claims_db.matching.skeleton import skeleton

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY_LENGTH = 5
"""Letters of a word's skeleton that make its key: the ending is left to grammar."""


_PAIR_LENGTH = 4
"""Letters of a key that count in a pair: two words side by side tell much, so endings may differ more."""

_MIX = 0x9E3779B97F4A7C15
"""An odd number whose bits are well mixed (the golden ratio), so that a pair is not its reverse."""

_ODD = np.uint64(_MIX)
_HALF = np.uint64(32)
_POWERS = np.array([pow(_MIX, letter, 1 << 64) for letter in range(KEY_LENGTH, 0, -1)], dtype=np.uint64)
"""What each letter of a key is multiplied with."""


_SMALL = "_"
"""Stands before small words in a row; no word has it."""


def key_of(word: str) -> str:
    """The key of a folded word; empty for a small word."""
    return keys_of((word,), (skeleton(word),))[0]


def keys_of(words: Iterable[str], skeletons: Iterable[str]) -> list[str]:
    """The same of several folded words, whose skeletons are known."""
    small, same = lexicon("small"), _same()
    return [
        "" if word in small else same.get(key := bones[:KEY_LENGTH], key)
        for word, bones in zip(words, skeletons, strict=True)
    ]


def row_of(words: Iterable[str]) -> str:
    """Folded words as they are compared: their skeletons with one blank between, a mark before small words."""
    small = lexicon("small")
    return " ".join(_SMALL + skeleton(word) if word in small else skeleton(word) for word in words)


def keys_in(row: str) -> list[str]:
    """The keys of the words of a row that `row_of` gave, without the small ones, in their order."""
    same = _same()
    return [same.get(key := word[:KEY_LENGTH], key) for word in row.split(" ") if word and word[0] != _SMALL]


def bare(row: str) -> str:
    """A row that `row_of` gave without the marks."""
    return row.replace(_SMALL, "")


def digests(keys: Sequence[str]) -> "tuple[NDArray[np.uint64], NDArray[np.uint64]]":
    """Numbers of 64 bits for keys, and for each two neighbours; the same on every machine.

    `keys` are those of content words in reading order, at most KEY_LENGTH letters each. For n keys there are n numbers
    and n - 1 of neighbours; none of either without keys.
    """
    letters = _letters(keys)
    halves = _mixed(letters[:, :_PAIR_LENGTH] @ _POWERS[:_PAIR_LENGTH])
    return _mixed(letters @ _POWERS), _mixed(halves[:-1] * _ODD ^ halves[1:])


def digests_alone(keys: Sequence[str]) -> "NDArray[np.uint64]":
    """The numbers of keys without those of neighbours."""
    return _mixed(_letters(keys) @ _POWERS)


def _letters(keys: Sequence[str]) -> "NDArray[np.uint64]":
    """A row for each key, filled up with zeros."""
    return np.array(keys, dtype=f"<U{KEY_LENGTH}").view(np.uint32).reshape(-1, KEY_LENGTH).astype(np.uint64)


def _mixed(numbers: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """The same with every bit depending on every other, as the index parts numbers by their first bits."""
    return (numbers ^ numbers >> _HALF) * _ODD


@cache
def _same() -> dict[str, str]:
    """From the key of each other name of a thing to the key of its first name."""
    known: dict[str, str] = {}
    for line in phrases("same"):
        first, *others = (skeleton(name)[:KEY_LENGTH] for name in line.split())
        known |= {other: first for other in others if other != first and len(other) > 1}
    return known
