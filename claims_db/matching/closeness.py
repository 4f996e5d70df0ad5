"""How close a wording is, in the three steps that people are told. Pure."""

from claims_db.matching.features import Likeness
from claims_db.model import Closeness

_EXACT = 0.92
_VERY_CLOSE = 0.6


def closeness(likeness: Likeness) -> Closeness:
    """Judge by the words alone, never by how probable the match is."""
    if min(likeness.cover, likeness.grams) >= _EXACT:
        return Closeness.EXACT
    if max(likeness.grams, min(likeness.cover, likeness.inside)) >= _VERY_CLOSE:
        return Closeness.VERY_CLOSE
    return Closeness.RELATED
