"""What a reader is sent, as plain values that know nothing of the way it is sent. Pure.

Offsets, lengths and positions count UTF-16 code units, as Telegram does.
"""

from dataclasses import dataclass
from typing import Literal

Format = Literal["bold", "italic", "underline", "strikethrough", "spoiler"]
"""What a quote of formatted words must repeat."""
EntityKind = Format | Literal["text_link", "blockquote", "expandable_blockquote", "pre"]


def utf16_length(text: str) -> int:
    """Length of `text` in UTF-16 code units, the unit of every limit and offset of Telegram."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A formatted stretch of a text; `url` only for links."""

    kind: EntityKind
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply: either it comes back to the bot with `action` (at most 64 bytes) or it opens `url`."""

    text: str
    action: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the post that the reply answers: an exact piece of it, where it starts, and its formatting.

    `entities` count from the start of the quote.
    """

    text: str
    position: int
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the bot."""

    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    quote: Quote | None = None
