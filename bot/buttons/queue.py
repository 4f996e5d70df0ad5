"""The buttons under a card of the moderators' queue. Pure."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

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
    MEDIA = "i"
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
