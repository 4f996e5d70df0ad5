"""A table in a stream of bytes: its columns and rows, with bounds on everything."""

import csv
from collections.abc import Iterator
from typing import IO, NoReturn

from claims_db.errors import InvalidFile
from claims_db.exchange.csv_cells import unguarded
from claims_db.exchange.csv_fields import is_column
from claims_db.reasons import Reason

MAX_ROW = 4 << 20
"""Bytes of one row."""

_DELIMITERS = ",;\t"
_FAULTS = {
    "unexpected end": "csv_quote_open",
    "expected after": "csv_after_quote",
    "new-line": "csv_breaks",
}
"""Words of the csv module, and the reasons they stand for."""


class Table:
    """The rows of `stream` by column. Making one reads the first row, which names the columns.

    Raises:
        InvalidFile: no such table; it names the row, as a spreadsheet counts them.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._row = 0
        self._size = 0
        first = self._first_line()
        delimiter = max(_DELIMITERS, key=first.count)
        # The limit is one of the whole process; rows have theirs from `_lines`, which counts what they hold.
        csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW))
        self._reader = csv.reader(self._lines(first), delimiter=delimiter, strict=True)
        self.columns = self._columns()
        """Names of the columns; "" where one has none."""

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Number and cells of each row that is not blank, without the names of the columns."""
        while (cells := self._next()) is not None:
            if not any(map(str.strip, cells)):
                continue
            self._no_cell_beyond(cells)
            named = zip(self.columns, cells, strict=False)
            yield self._row, {column: unguarded(cell) for column, cell in named if column}

    def _columns(self) -> list[str]:
        columns = [cell.strip().lower() for cell in self._next() or []]
        known: set[str] = set()
        for column in filter(None, columns):
            if not is_column(column):
                self._refuse(Reason("no_column", said=_printable(column)))
            if column in known:
                self._refuse(Reason("column_twice", said=column))
            known.add(column)
        for needed in ("id", "claim"):
            if needed not in columns:
                self._refuse(Reason("column_missing", said=needed))
        return columns

    def _no_cell_beyond(self, cells: list[str]) -> None:
        for place, cell in enumerate(cells):
            if cell.strip() and (place >= len(self.columns) or not self.columns[place]):
                self._refuse(Reason("column_unnamed", said=str(place + 1)))

    def _next(self) -> list[str] | None:
        """The next row; None at the end."""
        self._row += 1
        self._size = 0
        try:
            return next(self._reader)
        except StopIteration:
            return None
        except csv.Error as error:
            code = next((code for words, code in _FAULTS.items() if words in str(error)), "csv_unreadable")
            self._refuse(Reason(code))

    def _first_line(self) -> str:
        """The first line, without the byte order mark and without the line `sep=;` that some spreadsheets write."""
        self._row = 1
        line = self._decoded(self._stream.readline(MAX_ROW + 1)).removeprefix("\ufeff")
        if line.strip().lower() in ("sep=,", "sep=;", "sep=\t"):
            line = self._decoded(self._stream.readline(MAX_ROW + 1))
        if not line.strip():
            raise InvalidFile(self._name, Reason("csv_blank" if line else "empty"))
        self._row = 0
        return line

    def _lines(self, first: str) -> Iterator[str]:
        yield first
        while line := self._stream.readline(MAX_ROW + 1):
            yield self._decoded(line)

    def _decoded(self, line: bytes) -> str:
        self._size += len(line)
        if self._size > MAX_ROW:
            self._refuse(Reason("row_long", most=MAX_ROW))
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            self._refuse(Reason("csv_not_utf8"))
        return text

    def _refuse(self, reason: Reason) -> NoReturn:
        raise InvalidFile(f"{self._name}, row {self._row}", reason)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in text[:40])
