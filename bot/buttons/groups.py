"""The buttons under the settings of a group. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.group_settings import CHOICES

_PRESS = re.compile(r"g:(-[1-9][0-9]{0,18}):([a-z_]{0,16}):([a-z0-9]{0,12})", re.ASCII)


class Step(StrEnum):
    """What a button of the settings does when it does not choose something."""

    MENU = "menu"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class GroupPress:
    """A button about the group `chat_id`: a step, or a field to open (no `code`), or a choice for a field.

    The group is written into every button, so that a keyboard works for this one only, wherever it is shown.
    """

    chat_id: int
    field: str
    code: str = ""

    def __str__(self) -> str:
        return f"g:{self.chat_id}:{self.field}:{self.code}"


def parse_press(data: object) -> GroupPress | None:
    """The press of a button's data; None for anything that these settings do not offer."""
    match = _PRESS.fullmatch(data) if isinstance(data, str) else None
    if match is None:
        return None
    press = GroupPress(int(match[1]), match[2], match[3])
    if press.field in CHOICES:
        return press if press.code in ("", *CHOICES[press.field]) else None
    return press if press.field in tuple(Step) and not press.code else None
