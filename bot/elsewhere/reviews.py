"""Reviews of claims, as the Fact Check Tools API tells them: claims, each with those who checked it. Pure.

What is read was written by strangers, so every field may be missing, of another type, or anything at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from claims_db.curation import is_address, is_date

MOST = 3
"""Reviews of an answer that are shown."""
LONGEST_FIELD = 1_000
"""Characters of a field that are kept; what is shown is shorter still."""


@dataclass(frozen=True, slots=True)
class Review:
    """What one publisher found about one claim; `rating` is in their words, `date` YYYY-MM-DD or empty."""

    publisher: str
    claim: str
    rating: str
    url: str
    date: str = ""


def reviews_in(answer: object) -> tuple[Review, ...]:
    """The first MOST reviews that say whose they are, of what, with which result and where; each address once.

    Raises:
        ValueError: `answer` is no answer of the API.
    """
    if not isinstance(answer, Mapping) or not isinstance(answer.get("claims", []), list):
        raise ValueError("no answer of the API")
    found: dict[str, Review] = {}
    for review in _reviews(answer.get("claims", [])):
        found.setdefault(review.url, review)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _reviews(claims: list[object]) -> Iterator[Review]:
    for claim in claims:
        said = claim if isinstance(claim, Mapping) else {}
        checks = said.get("claimReview")
        for check in checks if isinstance(checks, list) else ():
            if isinstance(check, Mapping) and (review := _review(said, check)):
                yield review


def _review(claim: Mapping[str, object], check: Mapping[str, object]) -> Review | None:
    url, text, rating = check.get("url"), _field(claim, "text"), _field(check, "textualRating")
    if not isinstance(url, str) or not is_address(url) or not text or not rating:
        return None
    publisher = check.get("publisher")
    named = publisher if isinstance(publisher, Mapping) else {}
    name = _field(named, "name") or _field(named, "site") or urlsplit(url).hostname or ""
    day = _field(check, "reviewDate")[:10]
    return Review(name, text, rating, url, day if is_date(day) else "")


def _field(node: Mapping[str, object], name: str) -> str:
    value = node.get(name)
    return value[:LONGEST_FIELD].strip() if isinstance(value, str) else ""
