"""Text with formatted stretches, put together piece by piece; and shortening that cuts no letter in two. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Self

from bot.reply import Entity, EntityKind, utf16_length

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINERS = "\u200d\ufe0f\u20e3"


class Composer:
    """Collects a text and its entities; offsets come out in UTF-16 units, whatever letters go in."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._entities: list[Entity] = []

    def add(self, text: str, kind: EntityKind | None = None, *, url: str | None = None) -> Self:
        """Append `text`, formatted as `kind`; an empty text adds nothing."""
        length = utf16_length(text)
        if length and kind:
            self._entities.append(Entity(kind, self._length, length, url))
        self._pieces.append(text)
        self._length += length
        return self

    def bold(self, text: str) -> Self:
        """Append `text` in bold."""
        return self.add(text, "bold")

    def link(self, text: str, url: str) -> Self:
        """Append `text` as a link to `url`."""
        return self.add(text, "text_link", url=url)

    def embed(self, text: str, entities: Iterable[Entity], kind: EntityKind | None = None) -> Self:
        """Append a text that has entities of its own, all of it formatted as `kind`."""
        start = self._length
        self.add(text, kind)
        self._entities += [replace(entity, offset=entity.offset + start) for entity in entities]
        return self

    def paragraph(self) -> Self:
        """Start a new paragraph, unless nothing has been written yet."""
        return self.add("\n\n") if self._length else self

    def line(self) -> Self:
        """Start a new line."""
        return self.add("\n")

    @property
    def text(self) -> str:
        """All that was added, without formatting."""
        return "".join(self._pieces)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The formatted stretches in the order in which they were added."""
        return tuple(self._entities)


def without_direction_marks(text: str) -> str:
    """`text` without the characters that turn the direction of what follows; they could garble a reply."""
    return _BIDI_CONTROLS.sub("", text)


def shorten(text: str, limit: int) -> str:
    """`text` on one line, cut to at most `limit` UTF-16 units with an ellipsis at the end where it was cut.

    Cuts between words where a blank lies in the last third, else between letters, never inside a letter with
    its marks or an emoji made of several characters. `limit` is at least 1.
    """
    text = " ".join(text.split())
    if utf16_length(text) <= limit:
        return text
    # One character is one or two units, so at most `limit` of them can fit.
    cut = limit - 1
    while utf16_length(text[:cut]) > limit - 1:
        cut -= 1
    cut = max((cut, blank) if (blank := text.rfind(" ", 0, cut + 1)) < cut * 2 // 3 else (blank, 0))
    while cut and not _may_cut(text, cut):
        cut -= 1
    return text[:cut].rstrip(" ,;:–—-") + "…"


def _may_cut(text: str, index: int) -> bool:
    if index >= len(text):
        return True
    following, before = text[index], text[index - 1]
    joined = following in _JOINERS or before == "\u200d" or unicodedata.combining(following) != 0
    return not (joined or "\U0001f3fb" <= following <= "\U0001f3ff")
