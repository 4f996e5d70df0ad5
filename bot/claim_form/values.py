"""What a form holds: everything that was given, and everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from claims_db.model import Phrasing, Rating, Source

FIELDS = (
    "claim", "rating", "context", "source", "phrasing", "near", "id", "tags", "appears", "next-review", "evidence",
)  # fmt: skip
"""Names of the fields, in the order in which they are written."""

REMOVABLE = ("phrasing", "near", "source")
"""Fields that take a line away when a minus stands before them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a form: a stable `code`, where, and what it is about.

    `line` counts the lines of the message from 1; 0 means the whole message (something is missing). `hint` is what was
    probably meant, where that is known.
    """

    code: str
    line: int = 0
    detail: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to be taken away from a claim: a phrasing or near miss by its text, a source by its address."""

    kind: Literal["phrasing", "near", "source"]
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody wrote down of a claim; what they left out is empty.

    `text` is the message as it came. `language` is that of the statement, empty when nothing told it; so is that of a
    phrasing. `no_review` tells that no day of review is wanted any more.
    """

    text: str = ""
    id: str = ""
    statement: str = ""
    language: str = ""
    statement_in: Mapping[str, str] = field(default_factory=dict)
    rating: Rating | None = None
    context: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    phrasings: tuple[Phrasing, ...] = ()
    near_misses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    appears: str = ""
    appears_in: Mapping[str, str] = field(default_factory=dict)
    next_review: date | None = None
    no_review: bool = False
    evidence_until: str = ""
    removals: tuple[Removal, ...] = ()
    faults: tuple[Fault, ...] = ()
