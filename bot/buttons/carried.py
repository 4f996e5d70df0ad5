"""What a button brings back: one letter for what pressing it does, and what it is about. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

MOST_BYTES = 64
"""Telegram's limit for the data of a button."""

_SUBJECT = re.compile(r"[a-z0-9-]{0,62}")

Verb = TypeVar("Verb", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Carried(Generic[Verb]):
    """A pressed button; `subject` is a claim id, a page, a language code, what else its verb works on, or empty."""

    verb: Verb
    subject: str = ""

    def __str__(self) -> str:
        data = f"{self.verb}:{self.subject}"
        if len(data.encode()) > MOST_BYTES:
            raise ValueError(f"a button carries at most {MOST_BYTES} bytes")
        return data


def read(data: object, verbs: type[Verb]) -> tuple[Verb, str] | None:
    """Verb and subject of a button's data; None for anything that no button with one of `verbs` has."""
    if not isinstance(data, str) or data[1:2] != ":" or not _SUBJECT.fullmatch(data[2:]):
        return None
    try:
        return verbs(data[0]), data[2:]
    except ValueError:
        return None
