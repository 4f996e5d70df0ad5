"""What a button brings back: a verb and what it is about, at most 64 bytes. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

_LIMIT = 64
_SUBJECT = re.compile(r"[a-z0-9-]{0,60}")


class Verb(StrEnum):
    """What pressing a button does; the letters are sent, so they never change their meaning."""

    HELPFUL = "h"
    NOT_MINE = "n"
    INSTEAD = "i"
    NONE_OF_THESE = "x"
    SAME = "s"
    DIFFERENT = "d"
    OPEN = "c"
    HOW = "w"
    LANGUAGE = "l"
    ASK = "a"
    QUEUE = "q"
    FORGET = "f"


@dataclass(frozen=True, slots=True)
class Action:
    """A pressed button; `subject` is a claim id, a language code, what else its verb works on, or empty."""

    verb: Verb
    subject: str = ""

    def __str__(self) -> str:
        data = f"{self.verb}:{self.subject}"
        if len(data.encode()) > _LIMIT:
            raise ValueError(f"a button carries at most {_LIMIT} bytes")
        return data


def parse(data: object) -> Action | None:
    """The action of a button's data, None for anything this bot never made."""
    if not isinstance(data, str) or data[1:2] != ":" or not _SUBJECT.fullmatch(data[2:]):
        return None
    try:
        return Action(Verb(data[0]), data[2:])
    except ValueError:
        return None
