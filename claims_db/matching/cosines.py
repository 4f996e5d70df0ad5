"""How alike sets of words are by how rare the words are that they share. Pure."""

from collections.abc import Callable
from math import fsum, sqrt


class Cosines:
    """Cosines of sets of keys, in which each key is as long as it is rare; how long a set is is worked out once.

    Sums are exact, so that they do not depend on the order in which a set gives its keys.
    """

    def __init__(self, rarity: Callable[[str], float]) -> None:
        self._rarity = rarity
        self._lengths: dict[frozenset[str], float] = {}

    def between(self, some: frozenset[str], others: frozenset[str]) -> float:
        """From 0 for sets that share no key to 1 for equal ones."""
        shared = some & others
        if not shared:
            return 0.0
        return self._squares(shared) / (self._length(some) * self._length(others))

    def _length(self, keys: frozenset[str]) -> float:
        known = self._lengths.get(keys)
        if known is None:
            known = self._lengths[keys] = sqrt(self._squares(keys))
        return known

    def _squares(self, keys: frozenset[str]) -> float:
        return fsum([rare * rare for rare in map(self._rarity, keys)])
