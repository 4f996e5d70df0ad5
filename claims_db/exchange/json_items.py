"""JSON as a stream: the items of lists one by one, so that a file of any size needs memory for one item.

The text is cut into values by looking at quotes and brackets only; what stands between is read by the strict parser.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from typing import IO, NoReturn

from claims_db.errors import InvalidFile
from claims_db.exchange.strict_json import parsed
from claims_db.reasons import Reason

MAX_DEPTH = 24
"""Levels of nesting inside one item."""

MAX_ITEM = 4 << 20
"""Characters of one item, and of all that stands beside the lists."""

_PORTION = 1 << 16
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]|"', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}]*")
_SPACE = re.compile(r"[ \t\r\n]*")


class JsonItems:
    """Reads the values of `stream`, one after the other with `read`, as long as there are `more`.

    Most files are one value; some have one a line. `name` is what messages call the file.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._place = 0
        self._line = 1
        self._ended = False

    def more(self) -> bool:
        """Whether another value follows."""
        return bool(self._peek())

    def read(self, lists: Collection[str]) -> Iterator[tuple[int, str, object]]:
        """Line, field and value of each item of the lists named `lists` in the next value, and of each other field.

        Where the value is a list, its items have the field "".

        Raises:
            InvalidFile: not UTF-8, not JSON, nested too deeply, or an item is too large; it names the line.
        """
        begin = self._peek()
        if begin == "[":
            yield from self._items("")
        elif begin == "{":
            yield from self._fields(lists)
        else:
            self._refuse(Reason("neither" if begin else "empty"))

    def _fields(self, lists: Collection[str]) -> Iterator[tuple[int, str, object]]:
        given: set[str] = set()
        beside = 0
        self._place += 1
        while self._more("}", first=not given):
            line, name, _ = self._value()
            if not isinstance(name, str):
                self._refuse(Reason("json_key"))
            if name in given:
                self._refuse(Reason("json_twice", said=name[:40]))
            given.add(name)
            if self._peek() != ":":
                self._refuse(Reason("json_colon"))
            self._place += 1
            if name in lists and self._peek() == "[":
                yield from self._items(name)
                continue
            line, value, size = self._value()
            beside += size
            if beside > MAX_ITEM:
                self._refuse(Reason("beside_long", most=MAX_ITEM))
            yield line, name, value

    def _items(self, field: str) -> Iterator[tuple[int, str, object]]:
        self._place += 1
        first = True
        while self._more("]", first=first):
            first = False
            line, value, _ = self._value()
            yield line, field, value

    def _more(self, end: str, *, first: bool) -> bool:
        """Step over the comma before the next item, or over the end."""
        char = self._peek()
        if char == end:
            self._place += 1
            return False
        if first:
            return True
        if char != ",":
            self._refuse(Reason("json_comma" if char else "json_end"))
        self._place += 1
        if self._peek() == end:
            self._refuse(Reason("json_trailing"))
        return True

    def _value(self) -> tuple[int, object, int]:
        """The next value, with its line and its length in characters."""
        char = self._peek()
        if not char:
            self._refuse(Reason("json_end"))
        line = self._line
        length = self._length_of_value() if char in '"[{' else self._length_of_scalar()
        if length > MAX_ITEM:
            self._refuse(Reason("item_long", most=MAX_ITEM))
        text = self._text[self._place : self._place + length]
        self._place += length
        self._line += text.count("\n")
        return line, parsed(text, f"{self._name}, line {line}"), length

    def _length_of_value(self) -> int:
        """How long the text, list or object is that begins here; reads on until it is whole."""
        depth = length = 0
        while True:
            token = _TOKEN.search(self._text, self._place + length)
            if token is None or token[0] == '"':  # a quote alone: a text that has not ended yet
                length = (token.start() if token else len(self._text)) - self._place
                self._read_on()
                continue
            length = token.end() - self._place
            depth += (token[0] in "[{") - (token[0] in "]}")
            if depth > MAX_DEPTH:
                self._refuse(Reason("nested"))
            if depth <= 0:
                return length

    def _length_of_scalar(self) -> int:
        while True:
            found = _SCALAR.match(self._text, self._place)
            end = found.end() if found else self._place
            if end < len(self._text) or self._ended:
                return max(1, end - self._place)
            self._read_on()

    def _peek(self) -> str:
        """The next character that is no space, now at `_place`; empty at the end of the file."""
        while True:
            space = _SPACE.match(self._text, self._place)
            if space:
                self._line += space[0].count("\n")
                self._place = space.end()
            if self._place < len(self._text) or self._ended:
                return self._text[self._place : self._place + 1]
            self._read_on()

    def _read_on(self) -> None:
        """Let more of the file follow what is not read yet: as much again, so that long items cost as little as any."""
        if self._ended:
            self._refuse(Reason("json_end"))
        self._text = self._text[self._place :]
        self._place = 0
        if len(self._text) > MAX_ITEM:
            self._refuse(Reason("item_long", most=MAX_ITEM))
        piece = self._stream.read(max(_PORTION, len(self._text)))
        self._ended = not piece
        try:
            self._text += self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            self._refuse(Reason("not_utf8"))

    def _refuse(self, reason: Reason) -> NoReturn:
        raise InvalidFile(f"{self._name}, line {self._line}", reason)
