"""Words as the index sees them: the key under which forms, alphabets and names of one thing meet. Pure."""

from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.lexicon import phrases, words
from claims_db.text import skeleton

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY_LENGTH = 5
"""Letters of a word's skeleton that make its key: the ending is left to grammar."""


_PAIR_LENGTH = 4
"""Letters of a key that count in a pair: two words side by side tell much, so endings may differ more."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose bits are well mixed (the golden ratio), so that a pair is not its reverse."""


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """The key of a folded word; empty for a small word."""
    if word in words("small"):
        return ""
    key = skeleton(word)[:KEY_LENGTH]
    return _same().get(key, key)


@lru_cache(maxsize=16384)
def digest(key: str) -> int:
    """A number of 64 bits for a key; the same on every machine."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=16384)
def half(key: str) -> int:
    """The number for what counts of a key in a pair."""
    return digest(key[:_PAIR_LENGTH])


def pair_digests(halves: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """Numbers for each two neighbours; `halves` are those of content words in reading order."""
    return halves[:-1] * _MIX ^ halves[1:]


@cache
def _same() -> dict[str, str]:
    """From the key of each other name of a thing to the key of its first name."""
    known: dict[str, str] = {}
    for line in phrases("same"):
        first, *others = (skeleton(name)[:KEY_LENGTH] for name in line.split())
        known |= {other: first for other in others if other != first and len(other) > 1}
    return known
