"""From likeness to a calibrated probability that a passage is about a claim. Pure."""

from math import exp

from claims_db.matching.features import Likeness

_WEIGHTS = {"cover": 5.0, "told": 3.0, "grams": 4.0, "inside": 2.0, "gap": 4.0}
_INTERCEPT = -6.5


def probability(likeness: Likeness, *, gap: float) -> float:
    """Probability, 0 to 1, for the best claim of a passage; `gap` is its lead over the next claim."""
    total = _INTERCEPT + gap * _WEIGHTS["gap"]
    total += likeness.cover * _WEIGHTS["cover"] + likeness.told * _WEIGHTS["told"]
    total += likeness.grams * _WEIGHTS["grams"] + likeness.inside * _WEIGHTS["inside"]
    return 1 / (1 + exp(-total))
