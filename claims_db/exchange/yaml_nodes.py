"""YAML as a stream of plain values with the lines they stand on.

Built on PyYAML's events, so that nothing is interpreted on the way, a file of any size needs memory for one item only,
and hostile input (aliases that multiply, endless nesting, one endless text) ends at once.
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import Reader, ReaderError

from claims_db.errors import InvalidFile
from claims_db.reasons import Reason

MAX_DEPTH = 8
"""Levels of nesting inside one item."""

MAX_ITEM = 4 << 20
"""Characters of one item."""


class YamlMap(dict[str, object]):
    """A map; `lines` tells where each key stands."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str | int, int] = {}


class YamlList(list[object]):
    """A list; `lines` tells where each item starts."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str | int, int] = {}


class Nodes:
    """Reads one document whose top is a map: `top_fields` gives its keys, and after each one its value must be taken,
    whole with `value` or, a list, item by item with `items`.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._name = name
        self._text = _Text(stream, name)
        self._events = self._read_events()

    def top_fields(self) -> Iterator[tuple[int, str]]:
        """Line and name of each field of the document."""
        event = self._next()
        while not isinstance(event, DocumentStartEvent):
            if isinstance(event, StreamEndEvent):
                raise InvalidFile(self._name, Reason("empty"))
            event = self._next()
        event = self._next()
        if not isinstance(event, MappingStartEvent):
            self._refuse(event, Reason("not_named"))
        while not isinstance(event := self._next(), MappingEndEvent):
            yield _line(event), self._key(event)
        self._next()
        if not isinstance(event := self._next(), StreamEndEvent):
            self._refuse(event, Reason("second_document"))

    def value(self) -> object:
        """The next value as a whole."""
        return self._value(self._next(), 0)

    def items(self, field: str) -> Iterator[tuple[int, object]]:
        """Line and value of each item of the list that comes next."""
        event = self._next()
        if not isinstance(event, SequenceStartEvent):
            self._refuse(event, Reason("not_list", subject=field))
        while not isinstance(event := self._next(), SequenceEndEvent):
            yield _line(event), self._value(event, 0)
            self._text.item_done()

    def _value(self, event: Event, depth: int) -> object:
        if depth > MAX_DEPTH:
            self._refuse(event, Reason("nested"))
        if isinstance(event, ScalarEvent):
            return None if event.implicit[0] and event.value in ("", "~", "null") else event.value
        if isinstance(event, SequenceStartEvent):
            return self._list(depth)
        if not isinstance(event, MappingStartEvent):
            self._refuse(event, Reason("not_value"))
        return self._map(depth)

    def _list(self, depth: int) -> YamlList:
        found = YamlList()
        while not isinstance(event := self._next(), SequenceEndEvent):
            found.lines[len(found)] = _line(event)
            found.append(self._value(event, depth + 1))
        return found

    def _map(self, depth: int) -> YamlMap:
        found = YamlMap()
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event)
            if key in found:
                self._refuse(event, Reason("given_twice", subject=key))
            found.lines[key] = _line(event)
            found[key] = self._value(self._next(), depth + 1)
        return found

    def _key(self, event: Event) -> str:
        if not isinstance(event, ScalarEvent):
            self._refuse(event, Reason("key_not_text"))
        return str(event.value)

    def _next(self) -> Event:
        event = next(self._events)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, Reason("aliases"))
        if getattr(event, "tag", None):
            self._refuse(event, Reason("tags"))
        return event

    def _read_events(self) -> Iterator[Event]:
        loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
        with self._faults_named():
            yield from yaml.parse(self._text, Loader=loader)

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        try:
            yield
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"{self._name}, line {mark.line + 1}" if mark else self._name
            raise InvalidFile(where, Reason("not_yaml", said=str(error.problem or error.context))) from None
        except ReaderError as error:
            raise InvalidFile(self._name, Reason("not_yaml", said=str(error.reason))) from None

    def _refuse(self, event: Event, reason: Reason) -> NoReturn:
        raise InvalidFile(f"{self._name}, line {_line(event)}", reason)


class _Text:
    """The characters of a UTF-8 stream for the parser, with bounds."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._line = 1
        self._since_item = 0

    def read(self, size: int = 4096, /) -> str:
        """The next characters, at most `size`; empty at the end."""
        text = ""
        while not text:
            piece = self._stream.read(size)
            try:
                text = self._decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                line = self._line + piece.count(b"\n", 0, error.start)
                raise InvalidFile(f"{self._name}, line {line}", Reason("not_utf8")) from None
            if not piece:
                break
        self._check(text)
        return text

    def item_done(self) -> None:
        """An item has been read; its size counts no more."""
        self._since_item = 0

    def _check(self, text: str) -> None:
        odd = Reader.NON_PRINTABLE.search(text)
        if odd:
            line = self._line + text.count("\n", 0, odd.start())
            raise InvalidFile(f"{self._name}, line {line}", Reason("odd_character", said=f"U+{ord(odd[0]):04X}"))
        self._line += text.count("\n")
        self._since_item += len(text)
        if self._since_item > MAX_ITEM:
            raise InvalidFile(f"{self._name}, line {self._line}", Reason("claim_long", most=MAX_ITEM))


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
