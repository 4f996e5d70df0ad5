"""Lists of words in English, Ukrainian and Russian that matching needs, one text file a list."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

_PARTED = 2
"""Letters by which the phrases of a pattern are parted."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What folded words stand for: `exact` words, and `begins` by how they begin; `firsts` are the first two letters
    of those.
    """

    exact: Mapping[str, str]
    begins: Mapping[str, str]
    firsts: frozenset[str]

    def of(self, word: str) -> str:
        """What a word stands for; empty when it is on no line. The longest beginning decides."""
        found = self.exact.get(word)
        if found or word[:2] not in self.firsts:
            return found or ""
        return next((self.begins[word[:end]] for end in range(len(word), 1, -1) if word[:end] in self.begins), "")


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The folded phrases of a list, one a line; blank lines and lines that begin with # are remarks."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a list, several a line."""
    return frozenset(word for line in phrases(name) for word in line.split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Finds any phrase of a list in `spaced` words, with the blank before it; * stands for any ending.

    A comma may stand between two words of a phrase.
    """
    return any_of(phrases(name))


def any_of(told: Iterable[str]) -> re.Pattern[str]:
    """The same for any phrases. A pattern that begins with one letter, the blank, is sought three times as fast."""
    return re.compile(rf" (?:{_choices(sorted(told, reverse=True))})(?![\w'])")


def spaced(words: Iterable[str]) -> str:
    """Folded words as `pattern` reads them: one blank before each."""
    return " " + " ".join(words)


def _choices(told: Iterable[str], same: int = 0) -> str:
    """One of some sorted phrases that have their first `same` letters, left out here, in common.

    Parted by their first two letters, so that few are tried at each place.
    """
    if same == _PARTED:
        return "|".join(_escaped(phrase[same:]) for phrase in told)
    parts = groupby(told, key=lambda phrase: phrase[same : same + 1])
    return "|".join(f"{_escaped(letter)}(?:{_choices(part, same + 1)})" for letter, part in parts)


def _escaped(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"(?: ,)? ")


@cache
def labels(name: str) -> Labels:
    """A list whose lines are a label and the words that stand for it; * stands for any ending, a bar for nothing."""
    exact: dict[str, str] = {}
    begins: dict[str, str] = {}
    for line in phrases(name):
        label, *told = line.split()
        for word in filter("|".__ne__, told):
            (begins if word.endswith("*") else exact).setdefault(word.rstrip("*"), label)
    return Labels(exact, begins, frozenset(begin[:2] for begin in begins))
