"""A ClaimReview of somebody else as a draft of ours. Pure.

Nothing is made up: what the review does not say stays empty, its rating becomes one of ours only where it is clear, and
the claim is a draft with the review as its source. Nobody here has checked it, so it has no day of a check.
"""

import hashlib
from urllib.parse import urlsplit

from claims_db.curation.form import is_address, is_date
from claims_db.exchange.fields import FieldFault
from claims_db.exchange.linked_data import Node, address_of, day_of, each, field, is_a, language_of, text_of, texts_of
from claims_db.exchange.rating_words import rating_at, rating_in
from claims_db.model import Claim, Rating, Source, State
from claims_db.reasons import Reason
from claims_db.slug import slug
from claims_db.text import guess_language

IMPORTED = "imported"
"""Tag of what came from another fact-checker."""
UNCLEAR = "rating-unclear"
"""Tag of what has a rating that none of ours is."""

_UNKNOWN = "und"  # ISO 639: a language that is not determined
_SHORT, _LONG = 300, 3_000
_NAMES = 3


def draft_of(review: Node) -> Claim:
    """The draft of a review; the same review gives the same id.

    Raises:
        FieldFault: it does not say which claim it reviews.
    """
    item = next((one for one in each(field(review, "itemReviewed")) if isinstance(one, dict)), {})
    statement = text_of(field(review, "claimReviewed")) or (text_of(item) if is_a(item, "Claim") else "")
    if not statement:
        raise FieldFault(("claimReviewed",), Reason("missing"))
    language = _language(review, statement)
    rating, label = _rating(review)
    source = _source(review, statement, language)
    return Claim(
        id=_id(review, statement, language, label),
        statement=statement,
        language=language,
        appears=_appears(item),
        rating=rating or Rating.ALLEGED,
        rating_label=label,
        context=_context(review, language, link=source is None),
        sources=(source,) if source else (),
        evidence_until=source.date if source else "",
        tags=(IMPORTED,) if rating else (IMPORTED, UNCLEAR),
        state=State.DRAFT,
    )


def _language(review: Node, statement: str) -> str:
    said = each(field(review, "claimReviewed"))
    tagged = [one for one in said if isinstance(one, dict) and one.get("@language")]
    return language_of(tagged) or language_of(field(review, "inLanguage")) or guess_language(statement) or _UNKNOWN


def _rating(review: Node) -> tuple[Rating | None, str]:
    """Our rating where it is clear, and the reviewer's own words; a number counts only where there are no words."""
    for given in each(field(review, "reviewRating")):
        if isinstance(given, dict):
            words = _short(text_of(field(given, "alternateName")) or text_of(field(given, "name")))
            return (rating_in(words), words) if words else _number(given)
        if words := _short(text_of(given)):
            return rating_in(words), words
    return None, ""


def _number(rating: Node) -> tuple[Rating | None, str]:
    """The same for a rating without a name: its value is a number, or words all the same."""
    scale = [field(rating, name) for name in ("ratingValue", "bestRating", "worstRating")]
    value, best = text_of(scale[0]), text_of(scale[1])
    return rating_in(value) or rating_at(*scale), _short(f"{value} / {best}" if value and best else value)


def _source(review: Node, statement: str, language: str) -> Source | None:
    """The review itself; None where it has no address or no date, without which a source can't be shown."""
    url, day = _url(review), _day(review)
    if not url or not day:
        return None
    title = text_of(field(review, "headline")) or text_of(field(review, "name"))
    names = texts_of(field(review, "author")) or texts_of(field(review, "publisher"))
    return Source(
        publisher=_short(", ".join(names[:_NAMES])) or _host(url) or url,
        title=_short(title or statement),
        url=url,
        date=day,
        language=language,
        title_is_description=not title,
    )


def _context(review: Node, language: str, *, link: bool) -> dict[str, str]:
    """What the review says, shortened, to be rewritten by a moderator; its address where that is no source."""
    body = _short(text_of(field(review, "reviewBody")) or text_of(field(review, "description")), _LONG)
    url = _url(review) if link else ""
    text = "\n".join(filter(None, (body, url if is_address(url) else "")))
    return {language: text} if text else {}


def _appears(item: Node) -> str:
    """Who made the claim, when, and where it can be seen."""
    seen = [one for name in ("firstAppearance", "appearance", "url", "sameAs") for one in each(field(item, name))]
    links = dict.fromkeys(filter(is_address, map(address_of, seen)))
    names = texts_of(field(item, "author"))[:_NAMES]
    return _short(", ".join(filter(None, (*names, day_of(field(item, "datePublished")), *list(links)[:_NAMES]))))


def _url(review: Node) -> str:
    return address_of(field(review, "url")) or address_of(field(review, "mainEntityOfPage"))


def _day(review: Node) -> str:
    days = (day_of(field(review, name)) for name in ("datePublished", "dateModified", "dateCreated"))
    return next(filter(is_date, days), "")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _id(review: Node, statement: str, language: str, label: str) -> str:
    """Words of the claim, and what tells this review of it from others; a new rating makes it another review."""
    by = _url(review) or ", ".join(texts_of(field(review, "author")))
    digest = hashlib.sha256("\n".join((by, statement, label)).encode("utf-8", "replace")).hexdigest()
    return f"{slug(statement, language=language)}-{digest[:8]}"


def _short(text: str, length: int = _SHORT) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"
