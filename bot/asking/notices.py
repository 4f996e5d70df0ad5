"""What is promised to people before it is sent, as the queue and corrections see it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.reply import Reply


@dataclass(frozen=True, slots=True)
class Notice:
    """A message, or an edit of `edit_message_id`, that is owed to a chat; its words are made when it is sent.

    `payload` is small and names no words of anybody: `to` is the message that it replies to, `elsewhere` the chat of
    that message where it is another one. Two notices with the same `key` are one.
    """

    kind: str
    chat_id: int
    claim_id: str
    key: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    edit_message_id: int | None = None


Render = Callable[[Notice], Awaitable[Reply | None]]
"""The words of a notice at this moment; None when there is nothing to say any more."""
Sent = Callable[[Notice, int], Awaitable[None]]
"""Told the id of the message in which a notice went out."""
Lost = Callable[[Notice], Awaitable[None]]
"""Told of a notice whose chat has shut the bot out."""


class Outbox(Protocol):
    """Sends notices at Telegram's pace, whatever happens to the process meanwhile."""

    async def add(self, notices: Sequence[Notice]) -> None:
        """Take over notices; durable on return. Those whose key is known already are left out."""

    def handles(self, kind: str, render: Render, *, on_sent: Sent | None = None, on_lost: Lost | None = None) -> None:
        """Say who puts notices of a kind into words."""
