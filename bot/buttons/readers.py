"""The buttons under answers, which everybody may press. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from bot.buttons.carried import Carried, read


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
    ELSEWHERE = "e"
    QUEUE = "q"
    FORGET = "f"
    DIGEST = "b"


@dataclass(frozen=True, slots=True)
class Action(Carried[Verb]):
    """A button of an answer."""


def parse(data: object) -> Action | None:
    """The action of a button's data, None for anything this bot never made."""
    found = read(data, Verb)
    return None if found is None else Action(*found)
