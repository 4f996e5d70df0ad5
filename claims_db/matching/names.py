"""Names of countries, people, services and agencies in folded words: which, and whether they act. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims_db.matching.lexicon import labels, phrases

ANY = "any"
"""The name of a word that can mean everyone of its kind: "the founder", "the app"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A known name at the place of a word; `acts` tells that it stands in the form of somebody who does something."""

    kind: str
    name: str
    acts: bool
    place: int


def names(words: Sequence[str], written: Sequence[str]) -> list[Name]:
    """The known names among folded words, in their order; `written` are the same words as they stand in the text."""
    found: list[Name] = []
    for place, word in enumerate(words):
        told = labels("names").of(word) or (labels("names").of(word + "!") if written[place].isupper() else "")
        kind, _, name = told.partition(":")
        if name:
            found.append(Name(kind, name, word in _acting(), place))
    return found


@cache
def _acting() -> frozenset[str]:
    return frozenset(word for line in phrases("names") for word in line.partition("|")[0].split()[1:])
