"""From a message to its fields: which lines begin one, and which go on with the one above. Pure."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.claim_form.values import FIELDS, REMOVABLE

NAMES = {name: name for name in FIELDS} | {"review": "next-review", "evidence-until": "evidence", "tag": "tags"}
"""Each name that is understood, and the field it means."""

_FIELD = re.compile(
    r"(?P<minus>[-\u2013\u2014\u2212]?) ?(?P<name>[A-Za-z][A-Za-z_-]{1,19}) ?(?:\[ ?(?P<language>\w{1,8}) ?\])? ?"
    r"[:\uff1a](?!//)(?P<rest>.*)"
)
_COMMAND = re.compile(r"/[A-Za-z_]{1,32}(?:@\w{1,32})?(?: +([a-z0-9-]{1,80})(?= *\Z))? *(?P<rest>.*)")
_ALIKE = 0.7
"""How alike a name must be to a known one to count as a slip of the pen (difflib's ratio)."""


@dataclass(slots=True)
class Line:
    """One field as it was given, with the lines that go on with it; `name` is "" for text before the first field.

    `known` tells that the name is one of ours; `hint` is then empty, otherwise the name that was probably meant.
    """

    number: int
    name: str
    language: str
    removes: bool
    parts: list[str]
    known: bool = True
    hint: str = ""

    @property
    def block(self) -> str:
        """The value with its line breaks, nothing before or after."""
        return "\n".join(part.strip() for part in self.parts).strip()

    @property
    def flat(self) -> str:
        """The value on one line."""
        return " ".join(filter(None, (part.strip() for part in self.parts)))


def split(text: str) -> tuple[str, list[Line]]:
    """The claim id behind the command ("" without) and the fields, in their order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    target, first = _command(lines[0])
    return target, list(_fields([first, *lines[1:]]))


def _command(first: str) -> tuple[str, str]:
    found = _COMMAND.fullmatch(first)
    return (found[1] or "", found["rest"]) if found else ("", first)


def _fields(lines: list[str]) -> Iterator[Line]:
    current: Line | None = None
    for number, line in enumerate(lines, start=1):
        found = _begin(number, line)
        if found is None:
            if current is None and line.strip():
                found = Line(number, "", "", removes=False, parts=[line], known=False)
            elif current is not None:
                current.parts.append(line)
        if found is not None:
            if current is not None:
                yield current
            current = found
    if current is not None:
        yield current


def _begin(number: int, line: str) -> Line | None:
    """The field that a line begins; None for a line that goes on with the one above (any that is indented)."""
    found = _FIELD.fullmatch(line)
    if found is None:
        return None
    raw = found["name"]
    name = raw.lower().replace("_", "-")
    language = (found["language"] or "").lower()
    known = NAMES.get(name, "")
    removes = bool(found["minus"])
    if known and (not removes or known in REMOVABLE):
        return Line(number, known, language, removes, [found["rest"]])
    close = difflib.get_close_matches(name, NAMES, n=1, cutoff=_ALIKE)
    if not close and not language and not raw.islower():
        return None  # "Note: ..." is a sentence, not a field
    hint = NAMES[close[0]] if close and not known else ""
    return Line(number, found["minus"] + raw, language, removes, [found["rest"]], known=False, hint=hint)
