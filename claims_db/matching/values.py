"""What numbers and dates of a text may stand for, and whether two can be the same. Pure."""

from dataclasses import dataclass
from typing import TypeAlias

LARGE = 1000
"""From here on numbers are mostly rounded."""

_ROUNDED = 0.025
"""Share by which large numbers may differ when people round them."""

_FAR = 1000
"""Numbers so many times apart count different things, or one of them is no number of anything."""

_NIGHT = 1
"""Days that a date may be off: it was night, or already morning elsewhere."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a number may stand for, `low` to `high`, and what it counts.

    `unit` is a measure ("usd", "%", "year"), `nouns` are keys of the words after it, `scaled` tells that it was given
    with a word for thousands or more. `first` to `last` (exclusive) are places of words.
    """

    low: float
    high: float
    unit: str
    nouns: frozenset[str]
    scaled: bool
    first: int
    last: int

    def comparable(self, other: "Value") -> bool:
        """Whether the two can be held against each other."""
        if not isinstance(other, Number) or max(self.high, other.high) > _FAR * max(min(self.low, other.low), 1.0):
            return False
        if self.unit or other.unit:
            return self.unit == other.unit or (not (self.unit and other.unit) and self.scaled and other.scaled)
        return (self.scaled and other.scaled) or bool(self.nouns & other.nouns)

    def same(self, other: "Value") -> bool:
        """Whether the two may be one amount of one thing."""
        return isinstance(other, Number) and self.comparable(other) and self._fits(other)

    def exact_for(self, said: "Value") -> bool:
        """Whether it is as exact as `said`: of numbers always."""
        return isinstance(said, Number)

    def amounts_to(self, other: "Value") -> bool:
        """Whether it is the very same amount, whatever is counted."""
        return isinstance(other, Number) and self.unit in ("", other.unit) and self._fits(other)

    def _fits(self, other: "Number") -> bool:
        slack = _ROUNDED if max(self.high, other.high) >= LARGE or self.unit == "%" else 0.0
        return self.low <= other.high * (1 + slack) and other.low <= self.high * (1 + slack)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is said; 0 for a part that is not. `first` to `last` (exclusive) are places of words."""

    year: int
    month: int
    day: int
    first: int
    last: int

    def comparable(self, other: "Value") -> bool:
        """Whether both say the year or both the month, so that they can be held against each other."""
        return isinstance(other, Date) and bool((self.year and other.year) or (self.month and other.month))

    def same(self, other: "Value") -> bool:
        """Whether the two can be one date: no part that both say is another."""
        if not isinstance(other, Date) or not self.comparable(other):
            return False
        pairs = ((self.year, other.year), (self.month, other.month))
        near = abs(self.day - other.day) <= _NIGHT or not (self.day and other.day)
        return near and all(one == two or not (one and two) for one, two in pairs)

    def exact_for(self, said: "Value") -> bool:
        """Whether it says every part that `said` says."""
        if not isinstance(said, Date):
            return False
        return bool((self.year or not said.year) and (self.month or not said.month) and (self.day or not said.day))

    def amounts_to(self, other: "Value") -> bool:
        """Whether it can be the same date."""
        return self.same(other)


Value: TypeAlias = Date | Number
