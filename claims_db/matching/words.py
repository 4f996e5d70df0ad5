"""Words as the index sees them: small words that carry no claim, and the key under which forms of a word meet. Pure."""

from functools import lru_cache

from claims_db.matching.lexicon import words
from claims_db.text import skeleton

KEY_LENGTH = 5
"""Letters of a word's skeleton that make its key: the ending is left to grammar."""


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """The key of a folded word; empty for a small word."""
    if word in words("small"):
        return ""
    return skeleton(word)[:KEY_LENGTH]
