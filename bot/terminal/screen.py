"""The bot's messages as lines of a terminal: quote, text with its links, numbered buttons."""

import contextlib
import os
import re
from collections.abc import Callable
from typing import TextIO

from bot.emulator import Event, Message, Raw

Say = Callable[[str], str]
"""The terminal's words by key, in the language of the system."""
BOLD, NORMAL = "\x1b[1m", "\x1b[0m"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class OutputClosed(Exception):
    """Nobody reads what is written any more (a closed pipe, a terminal that is gone)."""


class Screen:
    """Writes to a terminal or, without any control codes, to a pipe or file; every line is flushed."""

    def __init__(self, out: TextIO, say: Say) -> None:
        self._out = out
        self._say = say
        self.interactive = out.isatty()

    def prompt(self, mark: str) -> None:
        """Show that a line may be typed; nothing where nobody types."""
        if self.interactive:
            self._write(f"{mark} ")

    def word(self, key: str) -> None:
        """Say something of the terminal's own, not the bot's."""
        self._write(f"({self._say(key)})\n\n")

    def line(self, text: str) -> None:
        """Write a line of plain text."""
        self._write(f"{_plain(text)}\n\n")

    def event(self, event: Event) -> None:
        """Show what the bot did."""
        if event.kind == "deleted":
            self.word("console-deleted")
        elif event.kind == "answered":
            words = event.press.answers[-1]["text"] if event.press else ""
            if words:
                self.line(f"→ {words}")
        else:
            self._message(event.message, edited=event.kind == "edited")

    def end(self) -> None:
        """Leave the cursor at the start of a line, for whatever the terminal shows next."""
        if self.interactive:
            with contextlib.suppress(OutputClosed):
                self._write("\n")

    def _message(self, message: Message, *, edited: bool) -> None:
        name = _plain(message.raw["from"]["first_name"])
        lines = [f"{name} ({self._say('console-edited')}):" if edited else f"{name}:"]
        lines += [f"│ {line}" for line in _plain(message.quote).splitlines()]
        lines.append(marked_up(message.text, message.entities, bold=self.interactive))
        number = 0
        for row in message.raw.get("reply_markup", {}).get("inline_keyboard", []):
            lines.append("  ".join(_button(number + place, button) for place, button in enumerate(row, 1)))
            number += len(row)
        self._write("\n".join(lines) + "\n\n")

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            self._silence()
            raise OutputClosed from error

    def _silence(self) -> None:
        """Lead what is still buffered nowhere, or the interpreter complains about it at its end."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._out.fileno())
            os.close(nowhere)
        except OSError:
            pass  # not a real file


def marked_up(text: str, entities: list[Raw], *, bold: bool) -> str:
    """The text with the address behind each link and, where wanted, codes for bold. Pure.

    Entities count UTF-16 units, as in the Bot API.
    """
    pieces = _plain(text).encode("utf-16-le")
    marks: list[tuple[int, str]] = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] == "text_link" and pieces[2 * start : 2 * end].decode("utf-16-le") != entity["url"]:
            marks.append((end, f" <{_plain(entity['url'])}>"))
        elif entity["type"] == "bold" and bold:
            marks += [(start, BOLD), (end, NORMAL)]
    for place, mark in sorted(marks, key=lambda each: each[0], reverse=True):
        pieces = pieces[: 2 * place] + mark.encode("utf-16-le") + pieces[2 * place :]
    return pieces.decode("utf-16-le")


def _button(number: int, button: Raw) -> str:
    address = f" <{_plain(button['url'])}>" if "url" in button else ""
    return f"[{number}] {_plain(button['text'])}{address}"


def _plain(text: str) -> str:
    """Without anything that a terminal would take as a command; one blank stands for each."""
    return _CONTROL.sub(" ", text)
