"""From features to a calibrated probability that a passage is about a claim. Pure.

A logistic model; its weights are in weights.json, one set for words alone and one for words and vectors, made
by benchmarks/fit_score.py.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from operator import mul

from claims_db.matching.features import NAMES, Features


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature says for a claim (above 0) or against it, in log-odds."""

    name: str
    value: float
    weight: float

    @property
    def log_odds(self) -> float:
        """Value times weight."""
        return self.value * self.weight


def probability(features: Features, *, vectors: bool) -> float:
    """Probability, 0.0 to 1.0, that the passage makes, denies or asks about the claim."""
    kind = "vectors" if vectors else "words"
    total = _weights(kind)["intercept"] + sum(map(mul, _in_order(kind), features))
    return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


def intercept(*, vectors: bool) -> float:
    """The log-odds that a score starts from, before any feature."""
    return _weights("vectors" if vectors else "words")["intercept"]


def contributions(features: Features, *, vectors: bool) -> tuple[Contribution, ...]:
    """What each feature adds to the log-odds, in the order of the features."""
    weights = _weights("vectors" if vectors else "words")
    return tuple(Contribution(name, value, weights[name]) for name, value in features.named())


@cache
def _in_order(name: str) -> tuple[float, ...]:
    """The weights in the order of the features."""
    weights = _weights(name)
    return tuple(weights[feature] for feature in NAMES)


@cache
def _weights(name: str) -> dict[str, float]:
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)[name]
    return weights
