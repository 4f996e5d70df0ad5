"""Tell whether a passage asserts a claim, denies it or asks about it. Pure.

A denial is a negation of something that the claim asserts, an assertion of something that the claim negates, or
one of the ways in which people call a thing untrue. So a claim that itself says "not" is not taken for denied by
a passage that says it too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims_db.matching.lexicon import pattern
from claims_db.matching.words import key_of
from claims_db.model import Stance

_NOT = re.compile(
    r"not?|never|nobody|none|nor|neither|cannot|\w+n't|не|ні|ни|нет|нема|немає|никто|ніхто|никогда|ніколи"
)
_BUT = re.compile(r"\b(?:but|however|yet|но|однако|зато|але|зате|проте|однак)\b")
_JOINS = re.compile(r"and|or|but|even|while|і|й|та|або|але|навіть|лише|и|или|но|даже|только|only")
_IF = re.compile(r"if|unless|until|who|whoever|those|anyone|если|кто|пока|чтобы|якщо|хто|доки|поки|щоб|аби")
_OPEN = re.compile(r"how|where|when|who|which|как|где|когда|кто|какой|какие|сколько|як|де|коли|хто|який|які|скільки")
_RHETORICAL = re.compile(r"\b(?:why|what for|зачем|почему|чому|навіщо|доколе|доки)\b")
_REACH = 3
"""Words after a negation that it may negate."""

_NEARBY = 8
"""Words before and after a passage in which it may be called untrue or in doubt."""


@dataclass(frozen=True, slots=True)
class Polarity:
    """What the wordings of a claim assert and what they negate, as keys.

    `negative` tells that most of them hold a negation, `untrue` that most call something untrue.
    """

    asserted: frozenset[str]
    negated: frozenset[str]
    negative: bool
    untrue: bool


def polarity(wordings: Iterable[tuple[str, ...]], *, names: frozenset[str]) -> Polarity:
    """Sum up the folded words of a claim's wordings by majority; `names` are left out, they are not negated alone."""
    every: Counter[str] = Counter()
    negated: Counter[str] = Counter()
    count = negative = untrue = 0
    for words in wordings:
        every.update(set(map(key_of, words)))
        found = _negations(words)
        negated.update(_negated(words, found))
        negative += bool(found)
        untrue += bool(pattern("denials").search(" ".join(words)))
        count += 1
    denied = frozenset(key for key, times in negated.items() if 2 * times >= every[key]) - names
    asserted = frozenset(every) - negated.keys() - names - {""}
    return Polarity(asserted, denied, 2 * negative >= count > 0, 2 * untrue > count)


def stance(words: tuple[str, ...], first: int, last: int, after: str, claim: Polarity) -> Stance:
    """Judge words `first` to `last` (exclusive) of a text, followed by the marks `after`, against a claim."""
    said = words[first:last]
    text = " ".join(said)
    around = " ".join(words[max(first - _NEARBY, 0) : last + _NEARBY])
    if _asks(text, around, after):
        return Stance.ASKS
    told = _BUT.split(text)[-1]
    if not claim.untrue and (pattern("denials").search(told) or _called_untrue(words, first, last)):
        return Stance.NEGATES
    if not claim.negative:
        row = told.split()
        return Stance.NEGATES if _negated(row, _negations(row)) & claim.asserted else Stance.ASSERTS
    if not claim.negated & set(map(key_of, said)):
        return Stance.ASSERTS
    return Stance.ASSERTS if _negations(said) or pattern("without").search(text) else Stance.NEGATES


def wants_to_know(words: tuple[str, ...], first: int, last: int, after: str) -> bool:
    """Whether a passage asks how, where, when or who, and so neither makes a claim nor doubts one."""
    return "?" in after and any(map(_OPEN.fullmatch, words[first : min(first + 3, last)]))


def _asks(text: str, around: str, after: str) -> bool:
    if _RHETORICAL.search(text):
        return False
    return "?" in after or bool(pattern("questions").search(text)) or bool(pattern("questions").match(around))


def _called_untrue(words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether the words right before or after a passage call it untrue."""
    following = " ".join(words[last : last + _NEARBY])
    leading = " ".join(words[max(first - 2, 0) : first])
    found = pattern("denials").search(following)
    return (found is not None and found.start() <= 12) or bool(pattern("denials").search(leading))


def _negations(row: Sequence[str]) -> list[int]:
    """Places of negations and refusals; a condition ("who does not forward this") is none."""
    found = [place for place, negates in enumerate(map(_negates, row)) if negates]
    return [place for place in found if not any(map(_IF.fullmatch, row[max(place - 3, 0) : place]))]


@lru_cache(maxsize=32768)
def _negates(word: str) -> bool:
    return bool(_NOT.fullmatch(word) or pattern("refusals").fullmatch(word))


def _negated(row: Sequence[str], negations: Iterable[int]) -> set[str]:
    """Keys of the words that stand right after a negation or a refusal, up to the next joining word."""
    found: set[str] = set()
    for place in negations:
        for near in row[place + 1 : place + 1 + _REACH]:
            if _JOINS.fullmatch(near):
                break
            found.add(key_of(near))
    return found - {""}
