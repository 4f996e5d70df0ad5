"""Claims as a table for spreadsheets, one claim a row, read and written row by row at any size.

The first row names the columns, in any order; `id` and `claim` must be there. `claim[uk]`, `context[en]` and the like
hold one language each. Lists have one item a line; a phrasing may begin with its language (`[uk] …`), a source is
`address | publisher | title | date`, with `language: uk` and other fields of a source after that. The column
`further_languages` has the texts in other languages than the columns, as `context[pl] | text`. What is empty is not
given. A file without a column `rating` holds wordings only: they become drafts.
"""

import csv
import io
from collections.abc import Iterator
from typing import IO

from claims_db.errors import InvalidFile
from claims_db.exchange.csv_cells import guarded
from claims_db.exchange.csv_fields import COLUMNS, cells_of, fields_in, place
from claims_db.exchange.csv_rows import Table
from claims_db.exchange.entry import Entry
from claims_db.exchange.fields import FieldFault, claim_from
from claims_db.model import Claim, State
from claims_db.reasons import Reason


def read(stream: IO[bytes], name: str) -> Iterator[Entry]:
    """Read the claims of `stream`, one after the other; `name` is what messages call the file.

    UTF-8 with or without a byte order mark; commas, semicolons or tabs between cells, as the first row has them. Dates
    may also be written 31.12.2026. Blank rows are passed over.

    Raises:
        InvalidFile: not such a table, or a row is not a claim; it names the row, as spreadsheets count, and the column.
    """
    table = Table(stream, name)
    bare = "rating" not in table.columns
    seen: dict[str, int] = {}
    for row, cells in table.rows():
        where = f"{name}, row {row}"
        given = bool(cells.get("state", "").strip())
        if bare:
            cells |= {"rating": "alleged", "state": State.DRAFT.value}
        try:
            claim = claim_from(fields_in(cells))
        except FieldFault as fault:
            claim_id = cells.get("id", "").strip()
            raise InvalidFile(where, fault.reason.of(f"{claim_id + ': ' if claim_id else ''}{place(fault)}")) from None
        if claim.id in seen:
            raise InvalidFile(where, Reason("id_twice_row", said=claim.id, place=str(seen[claim.id])))
        seen[claim.id] = row
        yield Entry(claim, where, state_given=given and not bare, bare=bare)


class Writer:
    """Turns claims into the pieces of a file: `piece` for each claim, then `end`.

    The file begins with a byte order mark, without which some spreadsheets would not take it for UTF-8.
    """

    def __init__(self) -> None:
        self._begun = False

    def piece(self, claim: Claim) -> str:
        """What the file holds of one claim, after the names of the columns before the first one."""
        cells = cells_of(claim)
        return self._head() + _row([guarded(cells.get(column, "")) for column in COLUMNS])

    def end(self) -> str:
        """What comes after the last claim."""
        return self._head()

    def _head(self) -> str:
        if self._begun:
            return ""
        self._begun = True
        return "\ufeff" + _row(COLUMNS)


def _row(cells: list[str] | tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
