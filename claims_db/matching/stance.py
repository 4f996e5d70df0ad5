"""Tell whether a passage asserts a claim, denies it or asks about it. Pure.

A denial is a negation of something that the claim asserts, an assertion of something that the claim negates, or
one of the ways in which people call a thing untrue. So a claim that itself says "not" is not taken for denied by
a passage that says it too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from typing import Self

from claims_db.matching.lexicon import pattern, spaced
from claims_db.matching.words import key_of
from claims_db.model import Stance

_NOT = re.compile(
    r" (?:not?|never|nobody|none|nor|neither|cannot|не|ні|ни|нет|нема|немає|никто|ніхто|никогда|ніколи"
    r"|ne|nie|pas|nicht)(?![\w'])"
)
_DROPPED = re.compile(r"\b(?:not|never|не|никогда|ніколи)\s+|(?<=can)not\b|(?<=\w)n['’]t\b", re.IGNORECASE)
_NO = re.compile(r" (?:(?:no|nope|ні|нет)(?= ,|$)|false\b|fake\b|неправда|фейк)")
"""How an answer begins that denies what was asked."""
_MISTRUST = re.compile(r" (?:don't|do not|не) (?:believe (?:it|this|that)|верьте|верь|вірте|вір)\b")
"""How a sentence begins that warns of the one before."""
_FALSE = re.compile(r" , (?:it's |this is |that's |це |это )?(?:false|wrong|lies|a lie|ложь|брехня)$")
_PARTICLE = re.compile(r" чи |(?: (?!вряд|едва|то\b)\S+){1,3} ли\b")
"""Particles that make a question without a question mark."""
_PARTS = re.compile(r"[,:;.!?()—–|\n]| -+ ")
_BUT = re.compile(r" (?:but|however|yet(?= )|но|однако|зато|але|зате|проте|однак)\b")
_JOINS = re.compile(r",|and|or|but|even|while|і|й|та|або|але|навіть|лише|и|или|но|даже|только|only")
_IF = re.compile(r"if|unless|until|who|whoever|those|anyone|если|кто|пока|чтобы|якщо|хто|доки|поки|щоб|аби")
_OPEN = re.compile(r"how|where|when|who|which|как|где|когда|кто|какой|какие|сколько|як|де|коли|хто|який|які|скільки")
_UNDONE = (
    r" (?:not|never|nobody|cannot|\w+n't|не|нельзя|никто|ніхто|ніколи|никогда|неможливо)"
    r"(?: (?:a|an|any|be|been|being|even|yet|это|этого|це|цього))?"
)
"""What takes back a denial that follows it."""
_BIDDEN = re.compile(r"\w{2,}(?:[йьи]те|іть|рте)(?:с[ья])?")
"""Verbs in the form in which people are told to do something."""
_WHO = re.compile(r"\w+s|i|you|we|they|people|men|women|children|police|media|who|both|all|most|many|some|вы|ви")
"""Words after which "do not" tells what somebody does; after others it tells somebody what to do."""
_RHETORICAL = re.compile(r" (?:why|what for|зачем|почему|чому|навіщо|доколе|доки)\b")
_REACH = 3
"""Words after a negation that it may negate."""

_SO = re.compile(
    r" (?:true|real|really|fake|hoax|legit|reliable|believe|right"
    r"|правд\w+|фейк|реально|достоверно|достовірно|точно|верить|вірити)\b"
)
_ENDS = re.compile(r"[.!?\n]")
_SHORT = 6
"""Words of a sentence beside a passage that may ask whether it is so."""

_AT_ONCE = 20
"""Signs after a passage within which a denial is about it."""

_NEARBY = 8
"""Words before and after a passage in which it may be called untrue or in doubt."""


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
        return 2 * sum(_denied(spaced(words)) for words in self._wordings) >= len(self._wordings) > 0

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
        return Counter(key for words in self._wordings for key in _negated(words, _negations(words)))


def negates(words: Sequence[str]) -> bool:
    """Whether folded words hold a negation or a refusal."""
    return bool(_negations(words))


def stance(words: Sequence[str], gaps: Sequence[str], first: int, last: int, claim: Polarity) -> Stance:
    """Judge words `first` to `last` (exclusive) of a text against a claim.

    `gaps` is what stands before each word and after the last; empty where that is not known.
    """
    said = words[first:last]
    text = _marked(words, gaps, first, last).replace(" не правда", " неправда")
    before, following = (
        _marked(words, gaps, max(first - _NEARBY, 0), first + _NEARBY),
        _marked(words, gaps, last, last + _NEARBY),
    )
    asks = "?" in "".join(gaps[last : last + 1])
    denied = (_NO if asks else _MISTRUST).match(following) or _denied(following, within=_AT_ONCE)
    doubted = asks or _doubted(words, gaps, first, last)
    if _asks(text, (before, following), asks=doubted) and not (asks and denied):
        return Stance.ASKS
    whole = _denying_nothing().sub("", text)
    told = _BUT.split(whole)[-1]
    leading = spaced(words[max(first - 2, 0) : first])
    denied = denied or _denied(text, within=0) or _denied(told) or _FALSE.search(told) or _denied(leading)
    if denied and not claim.untrue:
        return Stance.NEGATES
    if not claim.negative:
        row = told.split()
        negations = [place for place in _negations(row) if not _is_command(row, place)]
        return Stance.NEGATES if negations and _negated(row, negations) & claim.asserted else Stance.ASSERTS
    if not claim.negated & set(map(key_of, said)):
        return Stance.ASSERTS
    return Stance.ASSERTS if _negations(whole.split()) or _leaves_out(whole, claim) else Stance.NEGATES


def unnegated(text: str) -> str:
    """A text without its plain negations, which is near in meaning to what it denies; the same when it has none."""
    return _DROPPED.sub("", text)


def wants_to_know(words: tuple[str, ...], first: int, last: int, after: str) -> bool:
    """Whether a passage asks how, where, when or who, and so neither makes a claim nor doubts one."""
    return "?" in after and any(map(_OPEN.fullmatch, words[first : min(first + 3, last)]))


def _marked(words: Sequence[str], gaps: Sequence[str], first: int, last: int) -> str:
    """Some words as `spaced` gives them, with a comma of its own where a mark parts two of them."""
    if not gaps:
        return spaced(words[first:last])
    inside = zip(words[first + 1 : last], gaps[first + 1 : last], strict=False)
    return spaced(
        (
            *words[first : min(first + 1, last)],
            *(f", {word}" if gap != " " and _PARTS.search(gap) else word for word, gap in inside),
        )
    )


def _asks(text: str, around: Iterable[str], *, asks: bool) -> bool:
    """Whether a passage asks, or words around it begin with a question; `asks`: there is a question mark."""
    found = asks or _PARTICLE.match(text) or pattern("questions").search(text)
    return bool(found or any(map(pattern("questions").match, around))) and not _RHETORICAL.search(text)


def _leaves_out(text: str, claim: Polarity) -> bool:
    """Whether spaced words leave something out or forbid it, other than what the claim says is not so."""
    return any(key_of(found.group().strip()) not in claim.negated for found in pattern("without").finditer(text))


def _doubted(words: Sequence[str], gaps: Sequence[str], first: int, last: int) -> bool:
    """Whether a short sentence right before or after a passage asks whether it is so: "Is this fake?"."""
    if not gaps:
        return False
    ends = [place for place in range(last + 1, min(last + _SHORT, len(words)) + 1) if _ENDS.search(gaps[place])]
    begins = [place for place in range(max(first - _SHORT, 0), first) if not place or _ENDS.search(gaps[place])]
    beside = [(last, ends[0])] if ends else []
    beside += [(begins[-1], first)] if begins else []
    return any("?" in gaps[end] and _SO.search(spaced(words[begin:end])) for begin, end in beside)


def _denied(text: str, *, within: int | None = None) -> bool:
    """Whether spaced words call something untrue; `within`: in the first so many signs."""
    if not pattern("denials").search(text):
        return False
    found = pattern("denials").search(_denying_nothing().sub("", text))
    return found is not None and (within is None or found.start() <= within)


@cache
def _denying_nothing() -> re.Pattern[str]:
    """Finds a negation that denies nothing: "no doubt", and a denial that is denied, as "this is not fake"."""
    return re.compile(f"{pattern('affirmed').pattern}|{_UNDONE}{pattern('denials').pattern}")


def _negations(row: Sequence[str]) -> list[int]:
    """Places of negations and refusals; a condition ("who does not forward this") is none."""
    text = spaced(row)
    if "n't" not in text and not _NOT.search(text) and not pattern("refusals").search(text):
        return []
    found = [place for place, word in enumerate(row) if _negates(word)]
    return [place for place in found if not any(map(_IF.fullmatch, row[max(place - 3, 0) : place]))]


def _is_command(row: Sequence[str], place: int) -> bool:
    """Whether the negation at `place` tells somebody not to do something: a warning beside a claim denies nothing."""
    first = place - 1 if row[place] == "not" and row[max(place - 1, 0)] == "do" else place
    bids = row[place] == "не" and _BIDDEN.fullmatch(" ".join(row[place + 1 : place + 2]))
    return bool(bids or first < place or row[place] == "don't") and not _WHO.fullmatch(" ".join(row[:first][-1:]))


def _negates(word: str) -> bool:
    alone = f" {word}"
    return word.endswith("n't") or bool(_NOT.fullmatch(alone) or pattern("refusals").fullmatch(alone))


def _negated(row: Sequence[str], negations: Iterable[int]) -> set[str]:
    """Keys of the words that stand right after a negation or a refusal, up to the next joining word."""
    found: set[str] = set()
    for place in negations:
        for near in row[place + 1 : place + 1 + _REACH]:
            if _JOINS.fullmatch(near):
                break
            found.add(key_of(near))
    return found - {""}
