"""Tell whether a passage asserts a claim, denies it or asks about it. Pure.

A denial is a negation of something the claim asserts, or one of the ways in which people call a thing untrue.
A claim may hold a negation itself: then the passage denies it by leaving the negation out.
"""

import re

from claims_db.matching.words import key_of
from claims_db.model import Stance

_NOT = re.compile(
    r"not?|never|nobody|none|cannot|without|\w+n't|не|ні|ни|нет|нема|немає|никто|ніхто|никогда|ніколи|без"
)
_DENIALS = re.compile(
    r"\b(?:not true|untrue|isn't true|is false|fake|hoax|debunked?|den(?:y|ies|ied)|refut\w+|no (?:proof|evidence)|in no way"
    r"|not a single (?:proof|evidence)|never happened|it isn't|it wasn't|made up"
    r"|фейк\w*|неправда|не правда|ложь|вранье|выдумк\w+|опроверг\w*|опроверж\w+|отрица\w+|миф|доказательств нет|нет доказательств"
    r"|вигад\w+|брехня|спростув\w+|спростов\w+|заперечу\w+|міф|немає доказів|доказів немає|не відповідає дійсності"
    r"|не соответствует действительности)\b"
)
_BUT = re.compile(r"\b(?:but|however|yet|но|однако|зато|але|зате|проте|однак)\b")
_ASKS = re.compile(
    r"\b(?:is it true|is this true|true or (?:false|fake)|does anyone know|anyone know if|правда ли|это правда|правда что"
    r"|верно ли|подскажите|чи правда|це правда|правда що|чи це|підкажіть|did \w+ really|is it real)\b"
)
_RHETORICAL = re.compile(r"\b(?:why|зачем|почему|чому|навіщо|how come)\b")
_REACH = 3
"""Words after a negation that it may negate."""


def stance(words: tuple[str, ...], after: str, wording: tuple[str, ...]) -> Stance:
    """Judge a passage of folded `words`, followed by the marks `after`, against the closest wording of a claim."""
    text, said = " ".join(words), " ".join(wording)
    if _ASKS.search(text) or ("?" in after and not _RHETORICAL.search(text)):
        return Stance.ASKS
    parts = _BUT.split(text)
    told = parts[-1] if len(parts) > 1 else text
    if _DENIALS.search(told) and not _DENIALS.search(said):
        return Stance.NEGATES
    passage_not, wording_not = _negated(told.split(" ")), _negated(list(wording))
    claimed = {key_of(word) for word in wording}
    asserted = {key_of(word) for word in words} - passage_not
    if passage_not & (claimed - wording_not - {""}):
        return Stance.NEGATES
    if not passage_not and wording_not & (asserted - {""}) and not any(map(_NOT.fullmatch, words)):
        return Stance.NEGATES
    return Stance.ASSERTS


def _negated(words: list[str]) -> set[str]:
    """Keys of the words that stand right after a negation."""
    found: set[str] = set()
    for place, word in enumerate(words):
        if _NOT.fullmatch(word):
            found.update(key_of(near) for near in words[place + 1 : place + 1 + _REACH])
    return found - {""}
