"""What can be said of a claim by looking at it alone: its form, its parts, its dates. Pure."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from urllib.parse import urlsplit

from claims_db.curation.problem import Problem
from claims_db.model import LANGUAGES, Claim, Rating, State

MAX_ID = 60
MAX_TEXT = 4096
"""Characters of any one text: more is never matched (and Telegram sends no more)."""
MAX_ITEMS = 200
"""Phrasings, near misses, sources, tags or related claims."""
MAX_CONTEXT = 900
"""Characters of the context in one language."""
LONG_SENTENCE = 200
"""Characters of a sentence that are read at a glance; groups see 140."""
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


def faults(claim: Claim, *, trusted: Collection[str] = ()) -> tuple[Problem, ...]:
    """Everything for which the store refuses this claim; empty for a claim that may be saved.

    A published claim needs a source, a draft or retired one does not. `trusted` are the `host:port` of an operator
    at which sources may lie although the port is neither 80 nor 443.
    """
    return tuple(_faults(claim, trusted))


def shortcomings(claim: Claim) -> Iterator[Problem]:
    """What a claim may be stored with, but not published: too few sources, no context, no day of the check."""
    if 0 < len(claim.sources) < (1 if CHAIN_LETTER in claim.tags else 2):
        yield Problem("few_sources", str(len(claim.sources)))
    if claim.date_checked is None:
        yield Problem("no_date_checked")
    if not claim.context:
        yield Problem("no_context")
    yield from (Problem("long_context", code) for code, text in claim.context.items() if len(text) > MAX_CONTEXT)


def remarks(claim: Claim) -> tuple[Problem, ...]:
    """What would make a claim better found or read; nothing here keeps it from readers."""
    spoken = {phrasing.language for phrasing in claim.phrasings}
    missing = (Problem("no_phrasing", code) for code in LANGUAGES if code not in spoken)
    count = () if len(claim.phrasings) in PHRASINGS else (Problem("phrasing_count", str(len(claim.phrasings))),)
    long = (Problem("long_sentence", str(len(claim.statement))),) if len(claim.statement) > LONG_SENTENCE else ()
    return (*missing, *count, *long)


def is_address(url: str, *, trusted: Collection[str] = ()) -> bool:
    """Whether `url` may be shown as a source: http or https, a host, no user name, no port but 80 and 443.

    Another port does where its `host:port` is `trusted`.
    """
    if len(url) > 2048 or not _ADDRESS.match(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if "@" in parts.netloc or parts.netloc.endswith(":"):
        return False
    if port not in (None, 80, 443) and parts.netloc.lower() not in trusted:
        return False
    return bool(parts.hostname and _HOST.match(parts.hostname))


def is_slug(text: str) -> bool:
    """Whether `text` can be the id of a claim: small letters, digits and hyphens, at most MAX_ID of them."""
    return len(text) <= MAX_ID and bool(_SLUG.match(text))


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


def _faults(claim: Claim, trusted: Collection[str]) -> Iterator[Problem]:
    if not is_slug(claim.id):
        yield Problem("bad_id", claim.id)
    if not claim.statement.strip():
        yield Problem("no_statement")
    if not isinstance(claim.rating, Rating):
        yield Problem("unknown_rating", str(claim.rating))
    yield from (Problem("bad_language", code) for code in _languages(claim) if not _LANGUAGE.match(code))
    yield from _text_faults(claim)
    yield from _source_faults(claim, trusted)
    if claim.state is State.PUBLISHED and not claim.sources:
        yield Problem("no_source")
    if claim.id in claim.related:
        yield Problem("related_to_itself")
    if claim.merged_into and not is_slug(claim.merged_into):
        yield Problem("bad_id", claim.merged_into)
    if claim.merged_into and claim.state is State.PUBLISHED:
        yield Problem("merged_but_published", claim.merged_into)


def _languages(claim: Claim) -> list[str]:
    codes = {claim.language, *claim.statement_in, *claim.appears_in, *claim.context, *claim.stale}
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
        "stale": list(claim.stale),
    }


def _source_faults(claim: Claim, trusted: Collection[str]) -> Iterator[Problem]:
    for source in claim.sources:
        if not is_address(source.url, trusted=trusted):
            yield Problem("bad_url", source.url)
        if not is_date(source.date):
            yield Problem("bad_date", source.date)
        if not source.publisher.strip() or not source.title.strip():
            yield Problem("unnamed_source", source.url)
    if claim.evidence_until and not is_date(claim.evidence_until):
        yield Problem("bad_date", claim.evidence_until)
