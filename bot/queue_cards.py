"""What travels between the queue and the words about it. Pure."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.store.ask_rows import Entry
from claims_db.model import Claim

CLOSE_ENOUGH = 0.04
"""Least score of a claim that is worth showing to a moderator as a close one; chance is below."""

_PRESS = re.compile(r"([0-9]{1,15})-([a-z])(?:-([a-z0-9-]{1,40}))?")


class Reason(StrEnum):
    """Why a text can't be checked."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    UNCLEAR = "unclear"
    PRIVATE = "private"
    NO_SOURCES = "no-sources"


class Step(StrEnum):
    """What a button of a card does."""

    LINK = "l"
    NEW = "n"
    REASONS = "r"
    JUDGE = "j"
    BACK = "b"
    LATER = "t"
    SPAM = "s"
    PHRASING = "p"
    NEAR_MISS = "m"
    MORE = "o"


@dataclass(frozen=True, slots=True)
class QueuePress:
    """A pressed button of a card; `subject` is a mark of a claim, a reason, or empty."""

    entry_id: int
    step: Step
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.entry_id}-{self.step}" + (f"-{self.subject}" if self.subject else "")


def read_press(subject: str) -> QueuePress | None:
    """The press that a button's data tells of; None for anything no card has."""
    found = _PRESS.fullmatch(subject)
    try:
        return None if found is None else QueuePress(int(found[1]), Step(found[2]), found[3] or "")
    except ValueError:
        return None


def mark_of(claim_id: str) -> str:
    """A short mark that stands for a claim id in a button, which has room for no more: 12 hex digits."""
    return hashlib.blake2b(claim_id.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Card:
    """All that moderators are shown of an entry.

    `languages`: people by the language they are answered in. `candidates`: the closest claims that are published, and
    `claim` the one that it was linked to. `verdicts`: what readers said of a claim they were shown with this text, by
    claim and verdict ("same", "different", ...). `shown_until` is when it comes up again, if it was put off.
    """

    entry: Entry
    languages: Mapping[str, int] = field(default_factory=dict)
    candidates: tuple[Claim, ...] = ()
    claim: Claim | None = None
    verdicts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    judged: Mapping[str, Claim] = field(default_factory=dict)
    put_off: bool = False
