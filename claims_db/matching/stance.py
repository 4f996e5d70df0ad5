"""Tell whether a passage asserts a claim, denies it or asks about it. Pure.

A denial is a negation of something that the claim asserts, an assertion of something that the claim negates, or
one of the ways in which people call a thing untrue. So a claim that itself says "not" is not taken for denied by
a passage that says it too.
"""

import re
from collections.abc import Iterable, Sequence

from claims_db.matching.lexicon import pattern, spaced
from claims_db.matching.negations import calls_untrue, denying_nothing, is_command, negated, negations
from claims_db.matching.polarity import Polarity
from claims_db.matching.words import key_of
from claims_db.model import Stance

_NO = re.compile(r" (?:(?:no|nope|ні|нет)(?= ,|$)|false\b|fake\b|неправда|фейк)")
"""How an answer begins that denies what was asked."""
_MISTRUST = re.compile(r" (?:don't|do not|не) (?:believe (?:it|this|that)|верьте|верь|вірте|вір)\b")
"""How a sentence begins that warns of the one before."""
_FALSE = re.compile(r" , (?:it's |this is |that's |це |это )?(?:false|wrong|lies|a lie|ложь|брехня)$")
_PARTICLE = re.compile(r" чи |(?: (?!вряд|едва|то\b)\S+){1,3} ли\b")
"""Particles that make a question without a question mark."""
_PARTS = re.compile(r"[,:;.!?()—–|\n]| -+ ")
_BUT = re.compile(r" (?:but|however|yet(?= )|но|однако|зато|але|зате|проте|однак)\b")
_OPEN = re.compile(r"how|where|when|who|which|как|где|когда|кто|какой|какие|сколько|як|де|коли|хто|який|які|скільки")
_RHETORICAL = re.compile(r" (?:why|what for|зачем|почему|чому|навіщо|доколе|доки)\b")
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


def stance(words: Sequence[str], gaps: Sequence[str], first: int, last: int, claim: Polarity) -> Stance:
    """Judge words `first` to `last` (exclusive) of a text against a claim.

    `gaps` is what stands before each word and after the last; empty where that is not known.
    """
    text = _marked(words, gaps, first, last).replace(" не правда", " неправда")
    before, following = (
        _marked(words, gaps, max(first - _NEARBY, 0), first + _NEARBY),
        _marked(words, gaps, last, last + _NEARBY),
    )
    asks = "?" in "".join(gaps[last : last + 1])
    denied = bool((_NO if asks else _MISTRUST).match(following)) or calls_untrue(following, within=_AT_ONCE)
    doubted = asks or _doubted(words, gaps, first, last)
    if _asks(text, (before, following), asks=doubted) and not (asks and denied):
        return Stance.ASKS
    leading = spaced(words[max(first - 2, 0) : first])
    plain = denying_nothing().sub("", text)
    told = _BUT.split(plain)[-1]
    denies = (denied or calls_untrue(leading) or _is_untrue(text, told)) and not claim.untrue
    return Stance.NEGATES if denies or _turned(plain, told, claim) else Stance.ASSERTS


def _is_untrue(text: str, told: str) -> bool:
    """Whether a passage, of which `told` is the last part, itself calls what it tells untrue."""
    return calls_untrue(text, within=0) or calls_untrue(told) or bool(_FALSE.search(told))


def _turned(plain: str, told: str, claim: Polarity) -> bool:
    """Whether a passage, of which `told` is the last part, negates what the claim asserts, or the other way round."""
    if not claim.negative:
        row = told.split()
        places = [place for place in negations(row) if not is_command(row, place)]
        return bool(places) and not negated(row, places).isdisjoint(claim.asserted)
    row = plain.split()
    if claim.negated.isdisjoint(map(key_of, row)):
        return any(key_of(word) in claim.asserted for place in negations(row) for word in row[place + 1 : place + 2])
    return not negations(row) and not _leaves_out(spaced(row), claim)


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
