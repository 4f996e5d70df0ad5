"""Who administers a group, what it is called, and where a post of it can be opened: as Telegram tells. Pure."""

from dataclasses import dataclass
from typing import Literal, Protocol

_SUPERGROUPS = 1_000_000_000_000
"""The id of a supergroup is its number below this one, negated; ids of basic groups are above."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a group is called, and its public name; both "" where Telegram does not tell."""

    title: str = ""
    public_name: str = ""


class Places(Protocol):
    """Asks Telegram, and keeps nothing of what it says."""

    async def standing(self, chat_id: int, user_id: int) -> Literal["admin", "other", "unknown"]:
        """Whether somebody administers a group; "unknown" when Telegram does not tell."""

    async def place(self, chat_id: int) -> Place:
        """What a group is called."""


def post_link(chat_id: int, message_id: int, public_name: str = "") -> str | None:
    """The address that opens a post for members of its group; None for basic groups, whose posts have none."""
    if chat_id >= -_SUPERGROUPS:
        return None
    return f"https://t.me/{public_name or f'c/{-chat_id - _SUPERGROUPS}'}/{message_id}"
