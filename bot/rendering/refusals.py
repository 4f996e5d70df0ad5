"""Why a file was not imported, in the words of a language. Pure."""

import re

from bot.rendering.compose import shorten, without_direction_marks
from bot.rendering.pieces import problem_words
from bot.words import Words
from claims_db.curation import Problem
from claims_db.errors import InvalidFile
from claims_db.reasons import Reason

_PLACE = re.compile(r"(.*?)(?:, (line|row|review) (\d+)(?: \(line (\d+)\))?)?", re.DOTALL)
_FILE, _SUBJECT, _SAID, _MOST_PROBLEMS = 120, 200, 300, 8


def refusal_words(words: Words, error: InvalidFile) -> str:
    """That nothing was imported: the place in the file, the claim or field, and what is wrong with it."""
    where, reason = place_words(words, error.where), error.reason
    if not isinstance(reason, Reason):
        return words.say("desk-import-refused", where=where, reason=_clean(reason, 2 * _SAID))
    said = words.say("desk-file-subject", subject=_clean(reason.subject, _SUBJECT)) if reason.subject else ""
    told = said.rstrip() + _listed(words, reason) if reason.problems else said + _reason_words(words, reason)
    return words.say("desk-import-refused", where=where, reason=told)


def place_words(words: Words, where: str) -> str:
    """A file, and the line, row or review of it that is meant."""
    found = _PLACE.fullmatch(where)
    if found is None or not found[2]:
        return _clean(where, _FILE)
    place = words.say(f"desk-file-{found[2]}", number=found[3])
    line = f" ({words.say('desk-file-line', number=found[4])})" if found[4] else ""
    return f"{_clean(found[1], _FILE)}, {place}{line}"


def _reason_words(words: Words, reason: Reason) -> str:
    facts = {"said": _clean(reason.said, _SAID), "place": place_words(words, reason.place)}
    return words.say(f"desk-file-{reason.code}", most=reason.most, **facts)


def _listed(words: Words, reason: Reason) -> str:
    """The problems of a claim, each on a line of its own."""
    problems = [one for one in reason.problems if isinstance(one, Problem)]
    told = "".join(f"\n• {problem_words(words, one)}" for one in problems[:_MOST_PROBLEMS])
    rest = len(problems) - _MOST_PROBLEMS
    return told + (f"\n{words.say('desk-more-of-these', count=rest)}" if rest > 0 else "")


def _clean(said: str, limit: int) -> str:
    return shorten(without_direction_marks(said), limit)
