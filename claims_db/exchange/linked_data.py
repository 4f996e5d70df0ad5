"""Reading JSON-LD as it is found: names with or without schema.org's address, texts as such or in objects. Pure."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

SCHEMA = ("", "schema:", "https://schema.org/", "http://schema.org/")
"""How the names of schema.org begin in files."""

CONTAINERS = ("dataFeedElement", "@graph", "itemListElement", "item", "mainEntity", "hasPart", "review", "subjectOf")
"""Fields in which the things of a file stand, lists or one thing."""

_TWO_LETTERS = {"eng": "en", "ukr": "uk", "rus": "ru"}

Node = Mapping[str, object]


def field(node: Node, name: str) -> object:
    """The value of a field by its schema.org name; None where there is none."""
    return next((node[start + name] for start in SCHEMA if node.get(start + name) is not None), None)


def is_a(node: Node, kind: str) -> bool:
    """Whether a thing says that it is of this kind, or of it among others."""
    given = node.get("@type", node.get("type"))
    kinds = given if isinstance(given, list) else [given]
    return any(start + kind in kinds for start in SCHEMA)


def each(value: object) -> list[object]:
    """The items of a list, or the one value; none for None."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def things(value: object, *, is_wanted: Callable[[Node], bool]) -> Iterator[Node]:
    """The wanted objects in `value`, in the order of the file; what stands inside of one is not looked at."""
    for node in each(value):
        if not isinstance(node, dict):
            continue
        if is_wanted(node):
            yield node
            continue
        for name in CONTAINERS:
            inner = node.get(name) if name.startswith("@") else field(node, name)
            yield from things(inner, is_wanted=is_wanted)


def text_of(value: object) -> str:
    """The first text in a value, on one line: entities resolved, no control characters; empty where there is none.

    Of an object its value or name counts.
    """
    for one in each(value):
        if isinstance(one, dict):
            one = text_of(one.get("@value") or field(one, "name"))
        if isinstance(one, int | float) and not isinstance(one, bool):
            one = str(one)
        if isinstance(one, str) and (text := _on_one_line(one)):
            return text
    return ""


def texts_of(value: object) -> list[str]:
    """All texts of a value, each once."""
    return list(dict.fromkeys(filter(None, map(text_of, each(value)))))


def address_of(value: object) -> str:
    """The first address in a value, of whatever kind; empty where there is none."""
    for one in each(value):
        if isinstance(one, dict):
            one = field(one, "url") or one.get("@id")
        if isinstance(one, str) and one.strip():
            return one.strip()
    return ""


def language_of(value: object) -> str:
    """A language as a code of two or three letters; empty where the value has none that can be read."""
    for one in each(value):
        if isinstance(one, dict):
            one = field(one, "alternateName") or field(one, "name") or one.get("@language") or one.get("@id")
        found = re.match(r"[a-z]{2,3}(?![a-z])", one.strip().lower()) if isinstance(one, str) else None
        if found:
            return _TWO_LETTERS.get(found[0], found[0])
    return ""


def day_of(value: object) -> str:
    """The day with which a moment begins, or its month or year; empty for anything else."""
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?!\d)", value.strip(), re.ASCII) if isinstance(value, str) else None
    return found[0] if found else ""


def _on_one_line(text: str) -> str:
    text = html.unescape(text)
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Cn") else char for char in text).split())
