"""What sets of keys have in common, by how rare the keys are. Pure."""

from collections.abc import Callable
from math import fsum, sqrt
from typing import NamedTuple


class Common(NamedTuple):
    """What two sets of keys have in common.

    `shared` is the rarity of the keys that are in both, `some` and `others` that of all keys of each. `cosine` is that
    of the two as vectors in which each key is as long as it is rare: 0 for sets that share no key, 1 for equal ones.
    """

    shared: float
    some: float
    others: float
    cosine: float


class Commons:
    """Holds sets of keys against each other; what one set comes to is worked out once.

    Sums of squares are exact, so that they do not depend on the order in which a set gives its keys.
    """

    def __init__(self, rarity: Callable[[str], float]) -> None:
        self._rarity = rarity
        self._sums: dict[frozenset[str], tuple[float, float]] = {}

    def between(self, some: frozenset[str], others: frozenset[str]) -> Common:
        """What two sets have in common."""
        (mass, length), (other_mass, other_length) = self._sum(some), self._sum(others)
        shared = list(map(self._rarity, some & others))
        if not shared:
            return Common(0.0, mass, other_mass, 0.0)
        return Common(sum(shared), mass, other_mass, _squares(shared) / (length * other_length))

    def _sum(self, keys: frozenset[str]) -> tuple[float, float]:
        known = self._sums.get(keys)
        if known is None:
            rarities = list(map(self._rarity, keys))
            known = self._sums[keys] = sum(rarities), sqrt(_squares(rarities))
        return known


def _squares(rarities: list[float]) -> float:
    return fsum([rare * rare for rare in rarities])
