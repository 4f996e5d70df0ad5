"""What keeps a claim from being stored, and what keeps it from readers. Pure.

A problem is a stable code with a detail (the field, the address, the phrasing); the words for people are
chosen where their language is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from claims_db.matching import ClaimIndex, match
from claims_db.model import LANGUAGES, Claim, Rating, State

MAX_ID = 60
MAX_TEXT = 4096
"""Characters of any one text: more is never matched (and Telegram sends no more)."""
MAX_ITEMS = 200
"""Phrasings, near misses, sources, tags or related claims."""
MAX_CONTEXT = 900
"""Characters of the context in one language."""
PHRASINGS = range(3, 9)
"""How many phrasings a claim has in all."""
CHAIN_LETTER = "chain-letter"
"""Tag of claims for which one source is enough: nobody writes a second article on a chain letter."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\\\x00-\x20\x7f<>\"^`{|}]+\Z", re.I)
_HOST = re.compile(r"[\w.:-]*\w[\w.:-]*\Z")
_NEVER_EMPTY = frozenset(["phrasings", "near_misses", "claim_in", "appears_in", "context"])

_ENGLISH = {
    "bad_id": f"the id is not a slug of at most {MAX_ID} small letters, digits and hyphens",
    "no_statement": "the claim has no sentence",
    "unknown_rating": "the rating is not on the scale",
    "bad_language": "not a language code of two or three letters",
    "too_many": f"more than {MAX_ITEMS} entries",
    "too_long": f"a text longer than {MAX_TEXT:,} characters",
    "bad_character": "a control character or half a character",
    "empty_text": "an empty text",
    "bad_url": "not an address that may be shown: http(s) only, no user name, no port but 80 and 443",
    "bad_date": "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD",
    "unnamed_source": "a source without publisher or title",
    "no_source": "a published claim needs a source",
    "related_to_itself": "the claim is related to itself",
    "few_sources": "fewer than two sources (one is enough for chain letters)",
    "no_date_checked": "the day of the last check is missing",
    "no_context": "the context is missing",
    "long_context": f"the context is longer than {MAX_CONTEXT} characters",
    "no_phrasing": "no phrasing in a language of readers",
    "phrasing_count": f"not {PHRASINGS.start} to {PHRASINGS.stop - 1} phrasings",
    "phrasing_finds_other": "the phrasing finds another claim first",
    "phrasing_finds_nothing": "the phrasing finds nothing",
    "near_miss_found": "the near miss finds the claim",
    "unknown_related": "the related claim is not published",
}
"""Every code, in words for the command line and for messages about files."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a claim: a stable `code`, and the `detail` that it is about."""

    code: str
    detail: str = ""

    def __str__(self) -> str:
        words = _ENGLISH[self.code]
        return f"{words}: {self.detail}" if self.detail else words


def faults(claim: Claim) -> tuple[Problem, ...]:
    """Everything for which the store refuses this claim; empty for a claim that may be saved.

    A published claim needs a source, a draft or retired one does not.
    """
    return tuple(_faults(claim))


def problems(claim: Claim, index: ClaimIndex) -> tuple[Problem, ...]:
    """Everything that keeps this claim from readers, its faults included; empty for a claim that proves itself.

    Args:
        index: The published claims and this one; related claims must be among them.
    """
    return (*_faults(claim), *_shortcomings(claim), *_wrong_matches(claim, index), *_lost_relatives(claim, index))


def is_address(url: str) -> bool:
    """Whether `url` may be shown as a source: http or https, a host, no user name, no port but 80 and 443."""
    if len(url) > 2048 or not _ADDRESS.match(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if "@" in parts.netloc or parts.netloc.endswith(":") or port not in (None, 80, 443):
        return False
    return bool(parts.hostname and _HOST.match(parts.hostname))


def is_date(text: str) -> bool:
    """Whether `text` is a day, month or year that exists: YYYY-MM-DD, YYYY-MM or YYYY."""
    found = _DATE.match(text)
    if not found:
        return False
    year, month, day = found.groups(default="1")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _faults(claim: Claim) -> Iterator[Problem]:
    if len(claim.id) > MAX_ID or not _SLUG.match(claim.id):
        yield Problem("bad_id", claim.id)
    if not claim.statement.strip():
        yield Problem("no_statement")
    if not isinstance(claim.rating, Rating):
        yield Problem("unknown_rating", str(claim.rating))
    yield from (Problem("bad_language", code) for code in _languages(claim) if not _LANGUAGE.match(code))
    yield from _text_faults(claim)
    yield from _source_faults(claim)
    if claim.state is State.PUBLISHED and not claim.sources:
        yield Problem("no_source")
    if claim.id in claim.related:
        yield Problem("related_to_itself")


def _languages(claim: Claim) -> list[str]:
    codes = {claim.language, *claim.statement_in, *claim.appears_in, *claim.context}
    codes |= {phrasing.language for phrasing in claim.phrasings} | {source.language for source in claim.sources}
    return sorted(codes)


def _text_faults(claim: Claim) -> Iterator[Problem]:
    for name, texts in _texts(claim).items():
        together = "\n".join(texts)
        if len(texts) > MAX_ITEMS:
            yield Problem("too_many", name)
        if len(together) > MAX_TEXT and any(len(text) > MAX_TEXT for text in texts):
            yield Problem("too_long", name)
        if _UNFIT.search(together):
            yield Problem("bad_character", name)
        if name in _NEVER_EMPTY and not all(map(str.strip, texts)):
            yield Problem("empty_text", name)


def _texts(claim: Claim) -> dict[str, list[str]]:
    """All texts of a claim by field."""
    return {
        "id": [claim.id],
        "claim": [claim.statement],
        "claim_in": list(claim.statement_in.values()),
        "appears": [claim.appears],
        "appears_in": list(claim.appears_in.values()),
        "phrasings": [phrasing.text for phrasing in claim.phrasings],
        "near_misses": list(claim.near_misses),
        "rating_label": [claim.rating_label],
        "context": list(claim.context.values()),
        "sources": ["\n".join((s.publisher, s.title, s.url, s.supports, s.verified)) for s in claim.sources],
        "tags": list(claim.tags),
        "related": list(claim.related),
    }


def _source_faults(claim: Claim) -> Iterator[Problem]:
    for source in claim.sources:
        if not is_address(source.url):
            yield Problem("bad_url", source.url)
        if not is_date(source.date):
            yield Problem("bad_date", source.date)
        if not source.publisher.strip() or not source.title.strip():
            yield Problem("unnamed_source", source.url)
    if claim.evidence_until and not is_date(claim.evidence_until):
        yield Problem("bad_date", claim.evidence_until)


def _shortcomings(claim: Claim) -> Iterator[Problem]:
    if 0 < len(claim.sources) < (1 if CHAIN_LETTER in claim.tags else 2):
        yield Problem("few_sources", str(len(claim.sources)))
    if claim.date_checked is None:
        yield Problem("no_date_checked")
    if not claim.context:
        yield Problem("no_context")
    yield from (Problem("long_context", code) for code, text in claim.context.items() if len(text) > MAX_CONTEXT)
    spoken = {phrasing.language for phrasing in claim.phrasings}
    yield from (Problem("no_phrasing", code) for code in LANGUAGES if code not in spoken)
    if len(claim.phrasings) not in PHRASINGS:
        yield Problem("phrasing_count", str(len(claim.phrasings)))


def _wrong_matches(claim: Claim, index: ClaimIndex) -> Iterator[Problem]:
    for phrasing in claim.phrasings:
        matches = match(phrasing.text, index).matches
        if not matches or matches[0].claim_id != claim.id:
            yield Problem("phrasing_finds_other" if matches else "phrasing_finds_nothing", phrasing.text)
    for text in claim.near_misses:
        finding = match(text, index)
        if claim.id in {found.claim_id for found in finding.matches[: finding.sure]}:
            yield Problem("near_miss_found", text)


def _lost_relatives(claim: Claim, index: ClaimIndex) -> Iterator[Problem]:
    yield from (Problem("unknown_related", other) for other in claim.related if index.claim(other) is None)
