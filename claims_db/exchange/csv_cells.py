"""What stands in a cell of a table: lists as lines, parts between bars, and nothing that a spreadsheet would run. Pure.

An item or part that can't stand as it is (it has a line break, a bar, spaces around it, or nothing in it) is written in
double quotes as in JSON.
"""

import json
import re
from collections.abc import Iterable

_BEGIN = r"((?:^[ \xa0]*|[,;\t\n])\"*)"
_RUN = r"(?=[=+\-@＝＋－＠])"
_UNGUARDED = re.compile(f"{_BEGIN}('*){_RUN}")
_GUARDED = re.compile(f"{_BEGIN}'('*){_RUN}")
_BREAK = re.compile(r"\r\n?")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"\Z')
_QUOTED_PART = re.compile(r'\s*("(?:[^"\\]|\\.)*")\s*(\||\Z)')


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula.

    That is =, +, - or @ at the beginning, and right after a comma, semicolon, tab or line break: a program that
    expects another separator lets a cell begin there. `unguarded` gives exactly the text back.
    """
    return _UNGUARDED.sub(r"\1'\2", text)


def unguarded(cell: str) -> str:
    """The text of a cell: line breaks of any kind are line feeds, apostrophes put in by `guarded` are gone."""
    return _GUARDED.sub(r"\1\2", _BREAK.sub("\n", cell))


def lines_of(items: Iterable[str]) -> str:
    """A list as the text of a cell, one item a line; empty for no items."""
    return "\n".join(item if _plain(item) else _quoted(item) for item in items)


def items_in(text: str) -> list[str]:
    """The list in the text of a cell; blank lines are passed over."""
    return [_unquoted(line.strip()) for line in text.split("\n") if line.strip()]


def joined(parts: Iterable[str]) -> str:
    """Parts as one line, with bars between them."""
    return " | ".join(part if _plain(part) and "|" not in part else _quoted(part) for part in parts)


def parts_in(line: str) -> list[str]:
    """The parts of a line that `joined` wrote or a person typed; at least one, perhaps empty."""
    found: list[str] = []
    place = 0
    while place <= len(line):
        quoted = _QUOTED_PART.match(line, place)
        bar = quoted.start(2) if quoted else line.find("|", place)
        end = bar if bar >= 0 else len(line)
        found.append(_unquoted(line[place:end].strip()))
        place = end + 1
    return found


def lines_in(text: str) -> list[str]:
    """The lines of a cell whose items have parts; blank ones are passed over."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _plain(item: str) -> bool:
    return item != "" and item == item.strip() and "\n" not in item and not item.startswith('"')


def _quoted(item: str) -> str:
    return json.dumps(item, ensure_ascii=False)


def _unquoted(line: str) -> str:
    """What stands in quotes, where these are the quotes of one whole text."""
    if not _QUOTED.match(line):
        return line
    try:
        text: str = json.loads(line, strict=False)
    except ValueError:
        return line
    return text
