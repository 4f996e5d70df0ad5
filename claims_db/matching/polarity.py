"""What the wordings of a claim assert and what they negate. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Self

from claims_db.matching.lexicon import spaced
from claims_db.matching.negations import calls_untrue, negated, negates, negations
from claims_db.matching.words import key_of


class Polarity:
    """What the wordings of a claim assert and what they negate, by majority; each part worked out when it is asked for.

    `negating` tells of each wording whether it `negates`, `read` gives their folded words, `names` the keys that are
    left out because they are not negated alone.
    """

    def __init__(
        self,
        negating: Sequence[bool],
        read: Callable[[], Sequence[Sequence[str]]],
        names: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self.negative = 2 * sum(negating) >= len(negating) > 0
        """Whether half of the wordings or more hold a negation."""
        self._read, self._names = read, names

    @classmethod
    def of(cls, wordings: Iterable[Sequence[str]]) -> Self:
        """That of folded words that are at hand; nothing is left out."""
        rows = list(wordings)
        return cls(list(map(negates, rows)), lambda: rows)

    @cached_property
    def _wordings(self) -> Sequence[Sequence[str]]:
        return self._read()

    @cached_property
    def untrue(self) -> bool:
        """Whether half of the wordings or more call something untrue."""
        return 2 * sum(calls_untrue(spaced(words)) for words in self._wordings) >= len(self._wordings) > 0

    @cached_property
    def negated(self) -> frozenset[str]:
        """Keys that are negated in half of the wordings that have them or more."""
        times = self._times_negated
        return frozenset(key for key, count in times.items() if 2 * count >= self._times[key]) - self._names()

    @cached_property
    def asserted(self) -> frozenset[str]:
        """Keys that are never negated."""
        return frozenset(self._times) - self._times_negated.keys() - self._names() - {""}

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(key for words in self._wordings for key in set(map(key_of, words)))

    @cached_property
    def _times_negated(self) -> Counter[str]:
        return Counter(key for words in self._wordings for key in negated(words, negations(words)))
