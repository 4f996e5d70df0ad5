"""How much a key counts: the rarer among the claims, the more. Pure."""

from collections.abc import Callable, Collection, Iterable
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.words import digests_alone

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMALL = 80
"""Claims that a base is taken to have at least, where likeness depends on how many there are."""

_EVERYWHERE = 0.69
"""What log1p gives for a key that every claim has: about log 2."""

_REMEMBERED = 32768
"""Keys whose rarity is kept at hand."""

_TOPIC = 0.4
"""Share of the claims that a word must stand in to be a topic of the base."""

_FEW = 12
"""Claims below which a base has no topic."""


class Rarities(dict[str, float]):
    """Rarities by key, looked up when they are asked for: near 0 for a key that all claims have, about the logarithm of
    their number for a rare one. `count` tells how many claims have digests.
    """

    def __init__(self, count: "Callable[[NDArray[np.uint64]], NDArray[np.int64]]") -> None:
        super().__init__()
        self._count = count
        self.forget(0)

    def __missing__(self, key: str) -> float:
        self.learn((key,))
        return self[key]

    def forget(self, claims: int) -> None:
        """Look everything up again, as there are other claims now, so many."""
        self.clear()
        self._claims = max(claims, SMALL)
        self._topical = float(self.of(np.array([max(_TOPIC * claims, _FEW)]))[0])

    def learn(self, keys: Collection[str]) -> None:
        """Look some keys up together."""
        if len(self) >= _REMEMBERED:
            self.clear()
        missing = [key for key in keys if key not in self]
        if missing:
            counts = self._count(digests_alone(missing))
            self.update(zip(missing, self.of(counts).tolist(), strict=True))

    def of(self, counts: "NDArray[np.int64] | NDArray[np.float64]") -> "NDArray[np.float64]":
        """The rarities of keys that so many claims have each."""
        rarities: NDArray[np.float64] = np.log1p((self._claims + 0.5) / (counts + 0.5)) - _EVERYWHERE
        return rarities

    def is_topic(self, key: str) -> bool:
        """Whether so many claims have a key that it is what the base is about."""
        return self[key] <= self._topical

    def have_topic(self, keys: Iterable[str]) -> bool:
        """Whether one of some keys is a topic."""
        return min(map(self.__getitem__, keys), default=inf) <= self._topical
