"""What a text tells besides its words: numbers, dates and known names, with where they stand. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claims_db.matching.lexicon import any_of, labels, spaced
from claims_db.matching.names import Name, names
from claims_db.matching.quantities import dates, numbers, spread
from claims_db.matching.values import Date, Number, Value
from claims_db.matching.words import key_of
from claims_db.text import Normalised, normalise

_AROUND = 6
"""Words before and after a number or date that tell what it is about."""

_TELLING = ("names", "numbers", "scales", "months")
"""Lists of words of which names, numbers and dates are made."""

_SIGNS = ("$", "€", "£", "₽", "₴", "%")


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of the text `given`: its folded `words`, the same as `written`, their `keys`, and what they tell.

    Places count words of the stretch; `starts` and `ends` say where each stands in the text as given.
    """

    given: str
    words: tuple[str, ...]
    written: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    dates: tuple[Date, ...]
    numbers: tuple[Number, ...]
    names: tuple[Name, ...]

    @property
    def plain(self) -> frozenset[str]:
        """Keys of the content words that are neither names nor part of a number or date."""
        values: tuple[Value, ...] = (*self.dates, *self.numbers)
        other = {place for one in values for place in range(one.first, one.last)}
        other.update(name.place for name in self.names)
        return frozenset(key for place, key in enumerate(self.keys) if place not in other) - {""}

    def around(self, one: Value) -> frozenset[str]:
        """Keys of the words near a date or number, without itself."""
        near = self.keys[max(one.first - _AROUND, 0) : one.first] + self.keys[one.last : one.last + _AROUND]
        return frozenset(key for key in near if not key.isdigit()) - {""}

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words `first` to `last` (exclusive) stand in the text as given, with the sign of a unit beside them."""
        start, end = self.starts[first], self.ends[last - 1]
        start -= self.given[start - 1 : start] in _SIGNS
        end += self.given[end : end + 1] in _SIGNS
        return start, end


def may_tell(words: Sequence[str]) -> bool:
    """Whether one of some folded words can be a number, a date or a known name, or part of one."""
    return any(map(str.isdigit, words)) or bool(_telling().search(spaced(words)))


@cache
def _telling() -> re.Pattern[str]:
    """Finds the words of the lists that `told` looks at."""
    lists = list(map(labels, _TELLING))
    exact = {word.rstrip("!") for known in lists for word in known.exact}
    return any_of(exact | {f"{begin}*" for known in lists for begin in known.begins})


def told(given: str, read: Normalised, first: int, last: int) -> Told:
    """What words `first` to `last` (exclusive) of a text tell."""
    words, gaps = read.words[first:last], read.gaps[first : last + 1]
    starts, ends = read.starts[first:last], read.ends[first:last]
    written = tuple(given[start:end] for start, end in zip(starts, ends, strict=True))
    found = dates(words, gaps)
    return Told(
        given,
        words,
        written,
        tuple(map(key_of, words)),
        starts,
        ends,
        tuple(found),
        tuple(spread(numbers(words, gaps, found))),
        tuple(names(words, written)),
    )


@lru_cache(maxsize=4096)
def told_by(wording: str) -> Told:
    """What a stored wording tells; remembered, as claims are compared again and again."""
    read = normalise(wording)
    return told(wording, read, 0, len(read.words))
