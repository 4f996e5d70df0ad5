"""The buttons of the moderators' desk. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.buttons.carried import Carried, read

PATTERN = r"^[A-Z]:"
"""What the data of every button of the desk looks like; readers' buttons begin with a small letter."""

_PAGES = "0123456789abcdefghijklmnopqrstuvwxyz"
LAST_PAGE = len(_PAGES) - 1
"""Pages are counted from 0 and told by one character."""


class DeskVerb(StrEnum):
    """What pressing a button does; the letters are sent, so they never change their meaning."""

    DIALOGUE = "D"
    CLAIM = "C"
    EDIT = "E"
    FORM = "F"
    RETIRE = "R"
    RESTORE = "B"
    HISTORY = "H"
    MERGE = "M"
    STILL_RIGHT = "K"
    REVIEWS = "V"
    REMIND = "W"
    UNFREEZE = "U"
    DRAFTS = "L"


@dataclass(frozen=True, slots=True)
class DeskAction(Carried[DeskVerb]):
    """A button of the desk."""


def parse(data: object) -> DeskAction | None:
    """The action of a button's data, None for anything this desk never made."""
    found = read(data, DeskVerb)
    return None if found is None else DeskAction(*found)


def of_dialogue(token: str, turn: int, choice: str) -> str:
    """The data of a button of a dialogue: which one, which of its questions, what is chosen."""
    return str(DeskAction(DeskVerb.DIALOGUE, f"{token}-{turn}-{choice}"))


def read_dialogue(subject: str) -> tuple[str, int, str] | None:
    """Token, turn and choice; None for what no dialogue made."""
    parts = subject.split("-", 2)
    if len(parts) < 3 or not re.fullmatch(r"[0-9]{1,6}", parts[1]):
        return None
    return parts[0], int(parts[1]), parts[2]


def of_page(verb: DeskVerb, page: int, subject: str = "") -> str:
    """The data of a button that turns to a page; pages beyond the last are the last."""
    return str(DeskAction(verb, _PAGES[min(page, LAST_PAGE)] + subject))


def read_page(subject: str) -> tuple[int, str]:
    """The page and what it is a page of; page 0 for an empty subject."""
    return _PAGES.find(subject[0]) if subject and subject[0] in _PAGES else 0, subject[1:]
