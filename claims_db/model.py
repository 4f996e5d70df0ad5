"""The values that travel: claims, their parts, and what a text was found to say. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

LANGUAGES = ("en", "uk", "ru")
"""Languages of readers, in the order in which a missing text is looked for."""


class Rating(StrEnum):
    """The fixed scale of ratings; it rates a claim as worded, never a person."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MISLEADING = "misleading"
    FALSE = "false"
    ALLEGED = "alleged"
    DISPUTED = "disputed"
    OUTDATED = "outdated"
    SATIRE = "satire"
    OPINION = "opinion"


class State(StrEnum):
    """Where a claim stands: only a published one reaches readers; a retired one is never deleted."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way people word a claim; `language` is a code of two letters."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Source:
    """Published evidence. `date` is YYYY, YYYY-MM or YYYY-MM-DD; `language` is that of the page."""

    publisher: str
    title: str
    url: str
    date: str
    language: str = "en"
    supports: str = ""
    verified: str = ""
    title_is_description: bool = False
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A checked claim in one version.

    `statement` is the sentence that is rated, in `language`; `statement_in` its versions in other
    languages and `context` the explanation, both by language code; `appears` says who says it or where it
    circulates, `appears_in` the same in other languages. `evidence_until` is the date of the
    newest source (YYYY, YYYY-MM or YYYY-MM-DD; empty: unknown), `next_review` the day from which the
    knowledge may be out of date. `near_misses` are texts that must not match. `stale` are the languages whose
    context is older than that of another language. `merged_into` is the claim that a retired one became part of,
    empty for all others. `version` counts the saves, 0 before the first.
    """

    id: str
    statement: str
    language: str = "en"
    statement_in: Mapping[str, str] = field(default_factory=dict)
    appears: str = ""
    appears_in: Mapping[str, str] = field(default_factory=dict)
    phrasings: tuple[Phrasing, ...] = ()
    near_misses: tuple[str, ...] = ()
    rating: Rating = Rating.ALLEGED
    rating_label: str = ""
    context: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    date_checked: date | None = None
    evidence_until: str = ""
    next_review: date | None = None
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    merged_into: str = ""
    state: State = State.PUBLISHED
    version: int = 0


class Stance(StrEnum):
    """What a text does with a claim."""

    ASSERTS = "asserts"
    NEGATES = "negates"
    ASKS = "asks"


class Decision(StrEnum):
    """What may be done with the matches of a text; see the README for the promises behind each."""

    STRONG = "strong"
    SEVERAL = "several"
    WEAK = "weak"
    NONE = "none"


class Closeness(StrEnum):
    """How close the wording is, for people; never a share of truth."""

    EXACT = "exact"
    VERY_CLOSE = "very_close"
    RELATED = "related"


class DifferenceKind(StrEnum):
    """In what a text says something else than the claim it comes close to."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a text says something else than a claim.

    `said` are the words of the text, at `span` (characters of the text as it was given, end exclusive); `known` those
    of a wording of the claim.
    """

    kind: DifferenceKind
    said: str = field(repr=False)
    known: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim found in a text.

    `score` is a calibrated probability, 0.0 to 1.0, that the text makes, denies or asks about the claim.
    `span` counts characters of the text as it was given, end exclusive. `phrasing` is the stored wording
    that came closest. A match with `differences` is never sure. `linked`: the text links to a source of the claim.
    """

    claim_id: str
    score: float
    phrasing: str
    span: tuple[int, int]
    stance: Stance
    closeness: Closeness
    differences: tuple[Difference, ...] = ()
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """All that matching says of one text: matches best first, at most one a claim.

    `stance` is that of the first match. `sure` are the claims that may be asserted, best first, each found in
    words of its own: one for a strong finding, two or more for several, none otherwise. `opinion` tells that the
    text reads mainly as opinion or prediction. `read` is how many characters of the text were looked at. `hurried`: too
    many texts waited, so that less of this one was compared by meaning than otherwise.
    """

    decision: Decision
    stance: Stance
    matches: tuple[Match, ...]
    opinion: bool = False
    read: int = 0
    sure: tuple[str, ...] = ()
    hurried: bool = False
