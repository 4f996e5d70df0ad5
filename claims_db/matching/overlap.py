"""How much rarity sets of keys share with others, without holding each against each. Pure."""

from collections.abc import Callable, Collection, Iterable, Sequence


class Overlap:
    """Several groups of keys, of which only those among `keys` count: the others meet nothing that is asked about."""

    def __init__(self, groups: Sequence[Iterable[str]], keys: Collection[str]) -> None:
        counted = frozenset(keys)
        self._groups: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            for key in counted.intersection(group):
                self._groups.setdefault(key, []).append(number)
        self._met = frozenset(self._groups)

    def shared(self, keys: frozenset[str], rarity: Callable[[str], float]) -> dict[int, float]:
        """By the number of each group that has some of `keys` the sum of their rarity, in no particular order."""
        found: dict[int, float] = {}
        for key in self._met & keys:
            worth = rarity(key)
            for number in self._groups[key]:
                found[number] = found.get(number, 0.0) + worth
        return found
