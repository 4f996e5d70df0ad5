"""Words as the index sees them: the key under which forms, alphabets and names of one thing meet. Pure."""

from functools import cache, lru_cache

from claims_db.matching.lexicon import phrases, words
from claims_db.text import skeleton

KEY_LENGTH = 5
"""Letters of a word's skeleton that make its key: the ending is left to grammar."""


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """The key of a folded word; empty for a small word."""
    if word in words("small"):
        return ""
    key = skeleton(word)[:KEY_LENGTH]
    return _same().get(key, key)


@cache
def _same() -> dict[str, str]:
    """From the key of each other name of a thing to the key of its first name."""
    known: dict[str, str] = {}
    for line in phrases("same"):
        first, *others = (skeleton(name)[:KEY_LENGTH] for name in line.split())
        known |= {other: first for other in others if other != first and len(other) > 1}
    return known
