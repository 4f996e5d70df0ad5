"""ClaimReviews of ours and of others, and the claims read from them."""

import io
import json
from typing import Any

from claims_db.exchange import claimreview
from claims_db.exchange.claimreview_own import Site
from claims_db.exchange.entry import Entry
from claims_db.model import Claim


def read(content: str | bytes | object) -> list[Entry]:
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    raw = content.encode() if isinstance(content, str) else content
    return list(claimreview.read(io.BytesIO(raw), "feed.json"))


def written(given_claims: list[Claim], site: Site | None = None) -> str:
    writer = claimreview.Writer(site)
    return "".join(map(writer.piece, given_claims)) + writer.end()


def review_written(claim: Claim, site: Site | None = None) -> dict[str, Any]:
    feed = json.loads(written([claim], site))
    thing: dict[str, Any] = feed["dataFeedElement"][0]["item"][0]
    return thing


REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The harbour bridge closes for good.",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Jane Doe"},
        "datePublished": "2026-05-01",
        "appearance": [{"@type": "CreativeWork", "url": "https://posts.example/1"}],
    },
    "reviewRating": {
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "Fake",
    },
    "author": {"@type": "Organization", "name": "Example Checks", "url": "https://checks.example/"},
    "headline": "No, the bridge stays open",
    "reviewBody": "The city has decided nothing of the kind.",
    "datePublished": "2026-05-02T10:00:00+03:00",
    "inLanguage": "en-GB",
    "url": "https://checks.example/bridge",
}


def draft(**changes: Any) -> Claim:
    """The claim that the review becomes with other fields; None takes one away."""
    review = {name: value for name, value in (REVIEW | changes).items() if value is not None}
    [entry] = read(review)
    return entry.claim
