"""A claim of ours as a schema.org ClaimReview. Pure.

One field of our own holds the whole claim, with what schema.org has no words for (phrasings, near misses); the others
say the same to everybody else. Only published claims are reviews: a draft or a retired one is written as a Claim, so
that nobody takes it for a published check.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claims_db.exchange.fields import FieldFault, claim_from, fields_of
from claims_db.exchange.linked_data import Node
from claims_db.model import Claim, Rating, Source, State
from claims_db.reasons import Reason

NAMESPACE = "urn:x-allegedly:"
OWN = "allegedly:claim"
"""The field that holds a claim in our own form."""
CONTEXT = ["https://schema.org", {"allegedly": NAMESPACE, OWN: {"@type": "@json"}}]

_VALUES = {Rating.TRUE: 5, Rating.MOSTLY_TRUE: 4, Rating.MISLEADING: 2, Rating.FALSE: 1}
LABELS = {
    Rating.TRUE: "True",
    Rating.MOSTLY_TRUE: "Mostly true",
    Rating.MISLEADING: "Misleading",
    Rating.FALSE: "False",
    Rating.ALLEGED: "Alleged, not confirmed",
    Rating.DISPUTED: "Disputed",
    Rating.OUTDATED: "Outdated",
    Rating.SATIRE: "Satire or joke",
    Rating.OPINION: "Opinion, not rated",
}
_REPEATED = (
    *("claimReviewed", "itemReviewed", "reviewRating", "reviewBody", "citation", "datePublished", "inLanguage"),
    *("identifier", "creativeWorkStatus"),
)
"""Fields that say what our own one says too."""


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes, and where: the id of a claim is put after `pages` to make its address; empty: no addresses."""

    publisher: str = "Allegedly"
    pages: str = ""


def thing_of(claim: Claim, site: Site) -> dict[str, object]:
    """A claim as what stands in a file."""
    thing = _review(claim, site) if claim.state is State.PUBLISHED else _unpublished(claim)
    return _given(thing) | {OWN: fields_of(claim)}


def claim_in(thing: Node) -> Claim:
    """The claim in a thing that has our own field.

    Raises:
        FieldFault: it is not a claim, or what stands around it says something else.
    """
    claim = claim_from(thing[OWN])
    ours = thing_of(claim, Site())
    for name in _REPEATED:
        if name in thing and name in ours and thing[name] != ours[name]:
            raise FieldFault((name,), Reason("says_else", said=OWN))
    return claim


def _review(claim: Claim, site: Site) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "identifier": claim.id,
        "url": site.pages and site.pages + claim.id,
        "author": {"@type": "Organization", "name": site.publisher},
        "datePublished": claim.date_checked.isoformat() if claim.date_checked else "",
        "inLanguage": claim.language,
        "claimReviewed": claim.statement,
        "itemReviewed": _given(
            {
                "@type": "Claim",
                "name": claim.statement,
                "alternateName": _by_language(claim.statement_in),
                "appearance": {"@type": "CreativeWork", "description": claim.appears} if claim.appears else "",
            }
        ),
        "reviewRating": _rating(claim),
        "reviewBody": _by_language(claim.context),
        "citation": list(map(_citation, claim.sources)),
    }


def _unpublished(claim: Claim) -> dict[str, object]:
    return {
        "@type": "Claim",
        "identifier": claim.id,
        "name": claim.statement,
        "inLanguage": claim.language,
        "creativeWorkStatus": claim.state.value,
    }


def _rating(claim: Claim) -> dict[str, object]:
    value = _VALUES.get(claim.rating)
    scale = {"ratingValue": value, "bestRating": 5, "worstRating": 1} if value else {}
    return {"@type": "Rating", **scale, "alternateName": claim.rating_label or LABELS[claim.rating]}


def _citation(source: Source) -> dict[str, object]:
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": source.date,
        "inLanguage": source.language,
    }


def _by_language(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@language": code, "@value": text} for code, text in texts.items()]


def _given(thing: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in thing.items() if value}
