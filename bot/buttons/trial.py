"""The buttons of trials: about the trial of a group, or about one post of it. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.group_settings import Strictness

_PRESS = re.compile(r"t:(-?[1-9][0-9]{0,17}):([a-z]{1,8})", re.ASCII)

OPEN_TRIAL = "t_"
"""What a link to the trial of a group begins with: t.me/<bot>?start=t_<chat id>."""


class Step(StrEnum):
    """What a button about the trial of a group does; the words are sent, so they never change their meaning.

    Beside these the name of a strictness takes it.
    """

    MENU = "menu"
    START = "start"
    AGAIN = "again"
    RENEW = "renew"
    END = "end"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class TrialPress:
    """A button about the trial of the group `chat_id`: a step, or a strictness to take."""

    chat_id: int
    step: Step | Strictness

    def __str__(self) -> str:
        return f"t:{self.chat_id}:{self.step}"


@dataclass(frozen=True, slots=True)
class JudgePress:
    """A button under a post of a trial: the reply would have been good, or bad."""

    post_id: int
    good: bool

    def __str__(self) -> str:
        return f"t:{self.post_id}:{'good' if self.good else 'bad'}"


def parse_press(data: object) -> TrialPress | JudgePress | None:
    """The press of a button's data; None for anything that no trial offers."""
    match = _PRESS.fullmatch(data) if isinstance(data, str) else None
    if match is None:
        return None
    number, word = int(match[1]), match[2]
    if number > 0:
        return JudgePress(number, word == "good") if word in ("good", "bad") else None
    for steps in (Step, Strictness):
        if word in tuple(steps):
            return TrialPress(number, steps(word))
    return None
