"""Wordings that an editor should look at again; nothing here keeps a claim from readers. Pure.

The rules are those of news agencies for allegations: every allegation has somebody who makes it, a verdict is no
stronger than the sources, nobody is called names, nothing is shouted.
"""

import re
from collections.abc import Iterator

from claims_db.curation.problem import Problem
from claims_db.model import Claim, Rating

_OPEN = frozenset((Rating.ALLEGED, Rating.DISPUTED))
"""Ratings that leave open what is true."""

_AGENTLESS = re.compile(
    r"\bit (?:is|was|has been) (?:alleged|claimed|said|believed|reported|rumou?red|thought)(?! by\b)"
    r"|\b(?:reportedly|rumou?r has it|every(?:body|one) knows|as is well[- ]known|people say)\b"
    r"|\b(?:стверджується|стверджувалося|повідомляється|вважається|подейкують|як відомо|(?:у|в)сі знають)\b"
    r"|\b(?:за чутками|утверждается|утверждалось|сообщается|считается|поговаривают|как известно)\b"
    r"|\b(?:все знают|по слухам)\b|(?:^|[.,;:] )(?:кажуть, що|говорят, что)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:false|untrue|true|lies?|lied|lying|proved|proven|неправд\w{0,4}|вигадк\w{0,3}|брех\w{0,5}|доведен\w{0,3}|"
    r"ложь|ложн\w{0,3}|лжив\w{0,3}|вранье|враньё|доказан\w{0,3}|(?:це|это) правда)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no|nobody|neither|не|нет|немає|ні|ни)\b", re.IGNORECASE)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|wrote|called|calls|argues?|insists?|denie[sd]|сказа\w{1,3}|назва\w{1,3}|заяви\w{1,3}|"
    r"написа\w{1,3}|називає|называет|каже|кажуть|говорит|говорят)\b",
    re.IGNORECASE,
)
_LOADED = re.compile(
    r"\b(?:fakes?|propaganda|debunked|hoax(?:es)?|liars?|lies|фейк\w{0,4}|пропаганд\w{0,4}|брех\w{1,5}|лжец\w{0,3}|"
    r"лгун\w{0,3}|враньё|вранье)\b",
    re.IGNORECASE,
)
_DISBELIEF = re.compile(r"\bякобы\b", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-zа-яіїєґё]"
_SHOUTED = re.compile(rf"!|\b{_CAPITAL}{{10,}}\b|\b{_CAPITAL}{{4,}} {_CAPITAL}{{4,}}\b")
_PERCENT = re.compile(
    r"\d{1,3} ?% (?:true|false|fake|accurate|truth|правд\w{0,3}|неправд\w{0,3}|брех\w{0,3}|лж\w{0,3}|ложь|фейк\w{0,3})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;:?])\s")
_AROUND = 30


def wording_remarks(claim: Claim) -> tuple[Problem, ...]:
    """Every questionable wording of a claim; the detail is the field and the place: "context[uk]: ... якобы ..."."""
    return tuple(_remarks(claim))


def _remarks(claim: Claim) -> Iterator[Problem]:
    for field, text in _texts(claim):
        yield from _places("agentless", field, text, _AGENTLESS)
        yield from _places("shouting", field, text, _SHOUTED)
        yield from _places("percent_of_truth", field, text, _PERCENT)
    for language, text in claim.context.items():
        field = f"context[{language}]"
        yield from _places("loaded_word", field, text, _LOADED)
        yield from _places("disbelief", field, text, _DISBELIEF)
        if claim.rating in _OPEN:
            yield from _verdicts(field, text)
    if claim.date_checked:
        late = (source for source in claim.sources if source.date > claim.date_checked.isoformat())
        yield from (Problem("source_after_check", f"{source.date} | {source.url}") for source in late)


def _texts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "claim", claim.statement
    yield from ((f"claim[{language}]", text) for language, text in claim.statement_in.items())
    yield from ((f"context[{language}]", text) for language, text in claim.context.items())


def _places(code: str, field: str, text: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """The first place of a text that a pattern finds."""
    found = pattern.search(text)
    if found:
        yield Problem(code, f"{field}: {_around(text, found.start(), found.end())}")


def _verdicts(field: str, text: str) -> Iterator[Problem]:
    """Sentences that settle what the rating leaves open, unless they deny that or somebody says it."""
    for sentence in _SENTENCE.split(text):
        found = _VERDICT.search(sentence)
        if found and not _NEGATED.search(sentence) and not _ATTRIBUTED.search(sentence):
            yield Problem("verdict_too_strong", f"{field}: {_around(sentence, found.start(), found.end())}")


def _around(text: str, start: int, end: int) -> str:
    """A place with some words around it, cut with an ellipsis."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return before + " ".join(text[first:last].split()) + after
