"""Words as the index sees them: the key under which forms, alphabets and names of one thing meet. Pure."""

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise

from claims_db.matching.lexicon import phrases, words
from claims_db.text import skeleton

KEY_LENGTH = 5
"""Letters of a word's skeleton that make its key: the ending is left to grammar."""


_PAIR_LENGTH = 4
"""Letters of a key that count in a pair: two words side by side tell much, so endings may differ more."""

_MIX = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """The key of a folded word; empty for a small word."""
    if word in words("small"):
        return ""
    key = skeleton(word)[:KEY_LENGTH]
    return _same().get(key, key)


@lru_cache(maxsize=65536)
def digest(key: str) -> int:
    """A number of 64 bits for a key; the same on every machine."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def pair_digests(keys: Sequence[str]) -> list[int]:
    """Numbers for each two content words with none between them; `keys` in reading order, empty for small words."""
    halves = [digest(key[:_PAIR_LENGTH]) for key in keys if key]
    return [(first * _MIX ^ second) & _MASK for first, second in pairwise(halves)]


@cache
def _same() -> dict[str, str]:
    """From the key of each other name of a thing to the key of its first name."""
    known: dict[str, str] = {}
    for line in phrases("same"):
        first, *others = (skeleton(name)[:KEY_LENGTH] for name in line.split())
        known |= {other: first for other in others if other != first and len(other) > 1}
    return known
