"""What the admins of a group can choose. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from claims_db.model import LANGUAGES

_HOUR = 3600


class Look(StrEnum):
    """Which posts are looked at without being asked."""

    FORWARDS = "forwards"
    ALL = "all"
    ASKED = "asked"


class Strictness(StrEnum):
    """How close a post must be to a claim before it is answered unasked."""

    STRICT = "strict"
    NORMAL = "normal"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """The settings of one group; what is here by default holds for a group where nobody chose anything.

    `language` is empty for automatic. `cooldown` and `delete_after` are seconds; 0 in the latter keeps messages.
    `quiet`: nothing is said unasked. `channel_posts`: automatic forwards of a linked channel are looked at too.
    """

    language: str = ""
    look: Look = Look.ALL
    strictness: Strictness = Strictness.NORMAL
    cooldown: int = 6 * _HOUR
    quiet: bool = False
    delete_after: int = 0
    channel_posts: bool = False

    def with_choice(self, field: str, code: str) -> "GroupSettings":
        """These settings with one choice made. Raises KeyError for a choice that does not exist."""
        return replace(self, **{field: CHOICES[field][code]})

    def choice(self, field: str) -> str:
        """The code of what is chosen for `field`. Raises KeyError for a field that does not exist."""
        value = getattr(self, field) if field in CHOICES else None
        return next(code for code, each in CHOICES[field].items() if each == value)


CHOICES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "language": {"auto": "", **{code: code for code in LANGUAGES}},
        "look": {look.value: look for look in Look},
        "strictness": {strictness.value: strictness for strictness in Strictness},
        "cooldown": {"1h": _HOUR, "6h": 6 * _HOUR, "24h": 24 * _HOUR, "7d": 7 * 24 * _HOUR},
        "quiet": {"off": False, "on": True},
        "delete_after": {"off": 0, "1h": _HOUR, "24h": 24 * _HOUR},
        "channel_posts": {"off": False, "on": True},
    }
)
"""Everything that can be chosen: field -> code on a button -> value."""

LONGEST_COOLDOWN = 7 * 24 * _HOUR
"""Seconds after which it no longer matters when a claim was last answered."""
