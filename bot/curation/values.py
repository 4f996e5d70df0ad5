"""What comes back from the curator: plain values, codes in place of words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims_db.curation import Problem
from claims_db.model import Claim, Finding, Match


class Kind(StrEnum):
    """The kinds of acts, as the audit names them."""

    PUBLISH = "publish"
    EDIT = "edit"
    RETIRE = "retire"
    RESTORE = "restore"
    MERGE = "merge"
    REVIEW = "review"
    IMPORT = "import"
    MEDIA = "media"
    MEDIA_OFF = "media-off"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Who:
    """Who saved a version: a stable code; `user_id` only for moderators, as long as it is still known.

    Codes that are no moderator's: "starter" (shipped claims), "import" (the command line).
    """

    code: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions.

    `field` is a name of the form, with a language where it has one ("context[uk]"), or "state", "merged_into", "stale",
    "related", "date-checked", "rating-label", "language". In what a claim has several of, an empty `before` means added
    and an empty `after` removed.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SimilarClaim:
    """A published claim that a draft may be the same as; `score` is that of the closest of its texts."""

    claim: Claim
    score: float


@dataclass(frozen=True, slots=True)
class IdTaken(Problem):
    """A new claim has the id of `other`, in whatever state that is; nobody has the id `free`."""

    other: Claim | None = None
    free: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a claim would be, what keeps it from being published, and what its editor should look at again.

    `similar` are at most three claims, closest first.
    """

    claim: Claim
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    similar: tuple[SimilarClaim, ...] = ()

    @property
    def publishable(self) -> bool:
        """Nothing keeps it from being published."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved the claim since an edit began; nothing was saved.

    `theirs` is what they changed since the base of the edit, `yours` what the edit would change. Trying again with
    `newest.version` as the base puts the edit on top of theirs.
    """

    newest: Claim
    by: Who
    at: datetime
    theirs: tuple[Change, ...]
    yours: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One version of a claim: who saved it, when (UTC), by which kind of act, and what changed since the one before.

    `kind` is "" where no act of a moderator did it. `withdrawn`: the claim was taken back by it.
    """

    version: int
    by: Who
    at: datetime
    kind: str
    why: str
    changes: tuple[Change, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """An act that was taken back: what it was, when it was done (seconds since 1970), on which claims."""

    kind: Kind
    at: float
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """All acts of this moderator are undone, or there never was one."""


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """The last act stays: somebody has changed these claims since; `by` is who saved the first of them last."""

    kind: Kind
    at: float
    claim_ids: tuple[str, ...]
    by: Who


@dataclass(frozen=True, slots=True)
class Explained:
    """A match with the claim it is about.

    `words` are those of the text that met words of the wording; `capped`: a near miss of the claim is closer.
    """

    match: Match
    claim: Claim
    words: tuple[str, ...] = ()
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a text finds, and why: the finding, and its matches with their claims, best first."""

    finding: Finding
    matches: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in claims. Of the new ones, `bare` came without a rating and `foreign` are reviews by others;
    all these are drafts.
    """

    new: int
    changed: int
    same: int
    bare: int
    foreign: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """Numbers of the base: claims by state, published ones by rating, phrasings by language, what is overdue, acts of
    the last 30 days by kind, and readers' judgements of the last 90 days by verdict.
    """

    states: Mapping[str, int]
    ratings: Mapping[str, int]
    phrasings: Mapping[str, int]
    overdue: int
    acts: Mapping[str, int]
    judgements: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TrayEntry:
    """A claim on which readers said that matches were wrong or right: "same", "different", "not_mine" and how many."""

    claim: Claim
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that owners should know now: `kind` is "frozen"; `count` the acts that led to it."""

    kind: str
    user_id: int
    count: int
    until: float
