"""Where words deny something: negations and what they reach, and the ways in which people call a thing untrue. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from claims_db.matching.lexicon import pattern, spaced
from claims_db.matching.words import key_of

_NOT = re.compile(
    r" (?:not?|never|nobody|none|nor|neither|cannot|не|ні|ни|нет|нема|немає|никто|ніхто|никогда|ніколи"
    r"|ne|nie|pas|nicht)(?![\w'])"
)
_DROPPED = re.compile(r"\b(?:not|never|не|никогда|ніколи)\s+|(?<=can)not\b|(?<=\w)n['’]t\b", re.IGNORECASE)
_JOINS = re.compile(r",|and|or|but|even|while|і|й|та|або|але|навіть|лише|и|или|но|даже|только|only")
_IF = re.compile(r"if|unless|until|who|whoever|those|anyone|если|кто|пока|чтобы|якщо|хто|доки|поки|щоб|аби")
_UNDONE = (
    r" (?:not|never|nobody|cannot|\w+n't|не|нельзя|никто|ніхто|ніколи|никогда|неможливо)"
    r"(?: (?:a|an|any|be|been|being|even|yet|это|этого|це|цього))?"
)
"""What takes back a denial that follows it."""
_BIDDEN = re.compile(r"\w{2,}(?:[йьи]те|іть|рте)(?:с[ья])?")
"""Verbs in the form in which people are told to do something."""
_WHO = re.compile(r"\w+s|i|you|we|they|people|men|women|children|police|media|who|both|all|most|many|some|вы|ви")
"""Words after which "do not" tells what somebody does; after others it tells somebody what to do."""
_REACH = 3
"""Words after a negation that it may negate."""


def negates(words: Sequence[str]) -> bool:
    """Whether folded words hold a negation or a refusal."""
    return bool(negations(words))


def unnegated(text: str) -> str:
    """A text without its plain negations, which is near in meaning to what it denies; the same when it has none."""
    return _DROPPED.sub("", text)


def negations(row: Sequence[str]) -> list[int]:
    """Places of negations and refusals; a condition ("who does not forward this") is none."""
    text = spaced(row)
    if "n't" not in text and not _NOT.search(text) and not pattern("refusals").search(text):
        return []
    found = [place for place, word in enumerate(row) if _negates(word)]
    return [place for place in found if not any(map(_IF.fullmatch, row[max(place - 3, 0) : place]))]


def negated(row: Sequence[str], places: Iterable[int]) -> set[str]:
    """Keys of the words that stand right after the negations or refusals at `places`, up to the next joining word."""
    found: set[str] = set()
    for place in places:
        for near in row[place + 1 : place + 1 + _REACH]:
            if _JOINS.fullmatch(near):
                break
            found.add(key_of(near))
    return found - {""}


def is_command(row: Sequence[str], place: int) -> bool:
    """Whether the negation at `place` tells somebody not to do something: a warning beside a claim denies nothing."""
    first = place - 1 if row[place] == "not" and row[max(place - 1, 0)] == "do" else place
    bids = row[place] == "не" and _BIDDEN.fullmatch(" ".join(row[place + 1 : place + 2]))
    return bool(bids or first < place or row[place] == "don't") and not _WHO.fullmatch(" ".join(row[:first][-1:]))


def calls_untrue(text: str, *, within: int | None = None) -> bool:
    """Whether spaced words call something untrue; `within`: in the first so many signs."""
    if not pattern("denials").search(text):
        return False
    found = pattern("denials").search(denying_nothing().sub("", text))
    return found is not None and (within is None or found.start() <= within)


@cache
def denying_nothing() -> re.Pattern[str]:
    """Finds a negation that denies nothing: "no doubt", and a denial that is denied, as "this is not fake"."""
    return re.compile(f"{pattern('affirmed').pattern}|{_UNDONE}{pattern('denials').pattern}")


def _negates(word: str) -> bool:
    alone = f" {word}"
    return word.endswith("n't") or bool(_NOT.fullmatch(alone) or pattern("refusals").fullmatch(alone))
