"""The cells of a row and the fields of a claim. Pure."""

import re
from collections.abc import Mapping

from claims_db.exchange.csv_cells import items_in, joined, lines_in, lines_of, parts_in
from claims_db.exchange.fields import FieldFault, fields_of
from claims_db.model import LANGUAGES, Claim
from claims_db.reasons import Reason

FURTHER = "further_languages"

_BY_LANGUAGE = {"claim": "claim_in", "appears": "appears_in", "context": "context"}
"""Columns that are followed by a language, and the field in which the texts are."""
_LISTS = ("near_misses", "tags", "related", "stale")
_PLAIN = ("rating_label", "appears")
_WORDS = ("id", "language", "rating", "merged_into", "state")
"""Cells in which spaces around the word don't count."""
_DATES = ("date_checked", "evidence_until", "next_review")
_SOURCE = ("url", "publisher", "title", "date")
_SOURCE_MORE = ("language", "supports", "verified", "title_is_description", "is_copy")

COLUMNS = (
    *("id", "claim", "language", *(f"claim[{code}]" for code in LANGUAGES)),
    *("rating", "rating_label", *(f"context[{code}]" for code in LANGUAGES)),
    *("appears", *(f"appears[{code}]" for code in LANGUAGES)),
    *("phrasings", "near_misses", "sources", *_DATES, "tags", "related", "stale", "merged_into", "state", FURTHER),
)
"""The columns that are written, in this order."""

_NAMED = re.compile(r"(claim|appears|context|phrasings)\[([a-z]{2,3})\]\Z")
_LED = re.compile(r"\[([a-z]{2,3})\] ")
_DAY_FIRST = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})\Z", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d\d?)\.(\d{4})\Z", re.ASCII)


def is_column(name: str) -> bool:
    """Whether a table may have a column of this name."""
    return name in COLUMNS or _NAMED.match(name) is not None


def cells_of(claim: Claim) -> dict[str, str]:
    """The cells of a claim by column, without those that are empty."""
    fields = fields_of(claim)
    cells = {name: str(fields.get(name, "")) for name in ("claim", *_WORDS, *_PLAIN, *_DATES)}
    further: list[str] = []
    for column, texts in (("claim", claim.statement_in), ("appears", claim.appears_in), ("context", claim.context)):
        for code, text in texts.items():
            if code in LANGUAGES and text:
                cells[f"{column}[{code}]"] = text
            else:
                further.append(joined((f"{column}[{code}]", text)))
    cells["phrasings"] = "\n".join(f"[{one.language}] {lines_of([one.text])}" for one in claim.phrasings)
    cells["near_misses"] = lines_of(claim.near_misses)
    cells["sources"] = "\n".join(map(_source_line, _maps(fields.get("sources"))))
    cells |= {"tags": lines_of(claim.tags), "related": lines_of(claim.related), "stale": lines_of(claim.stale)}
    cells[FURTHER] = "\n".join(further)
    return {name: cell for name, cell in cells.items() if cell}


def fields_in(cells: Mapping[str, str]) -> dict[str, object]:
    """The fields of a claim, as far as the cells of a row give them.

    Raises:
        FieldFault: a line of a source or of the further languages can't be read.
    """
    fields: dict[str, object] = {"claim": cells.get("claim", "").strip() and cells["claim"]}
    fields |= {name: cells.get(name, "").strip() for name in _WORDS}
    fields |= {name: cells.get(name, "") for name in _PLAIN}
    fields |= {name: _day(cells.get(name, "").strip()) for name in _DATES}
    fields |= {name: items_in(cells.get(name, "")) for name in _LISTS}
    fields["sources"] = [_source(line, n) for n, line in enumerate(lines_in(cells.get("sources", "")))]
    texts: dict[str, dict[str, object]] = {name: {} for name in _BY_LANGUAGE.values()}
    phrasings = _phrasings(cells.get("phrasings", ""), str(fields["language"]) or "en")
    for column, cell in cells.items():
        if not (named := _NAMED.match(column)) or not cell.strip():
            continue
        if named[1] == "phrasings":
            phrasings.setdefault(named[2], []).extend(items_in(cell))
        else:
            texts[_BY_LANGUAGE[named[1]]][named[2]] = cell
    _add_further(texts, cells.get(FURTHER, ""))
    return fields | texts | {"phrasings": phrasings}


def place(fault: FieldFault) -> str:
    """Where in its row a fault is: the column, and the line of the cell."""
    name, *rest = map(str, fault.path or ("the row",))
    column = next((column for column, field in _BY_LANGUAGE.items() if field == name), name)
    if name in _BY_LANGUAGE.values() and rest:
        return f"{column}[{rest[0]}]"
    if name == "phrasings" and rest:
        return f"phrasings[{rest[0]}]"
    if rest:
        line = f", line {int(rest[0]) + 1}" if rest[0].isdigit() else f", {rest[0]}"
        return f"{name}{line}" + "".join(f", {step}" for step in rest[1:])
    return name


def _phrasings(cell: str, language: str) -> dict[str, list[str]]:
    """Phrasings by language; a line that names none is in the language of the claim."""
    found: dict[str, list[str]] = {}
    for line in lines_in(cell):
        led = _LED.match(line)
        code, text = (led[1], line[led.end() :]) if led else (language, line)
        found.setdefault(code, []).extend(items_in(text))
    return found


def _add_further(texts: dict[str, dict[str, object]], cell: str) -> None:
    for n, line in enumerate(lines_in(cell)):
        column, *rest = parts_in(line)
        named = _NAMED.match(column)
        if named is None or named[1] == "phrasings" or len(rest) != 1:
            raise FieldFault((FURTHER, n), Reason("not_further"))
        if named[2] in texts[_BY_LANGUAGE[named[1]]]:
            raise FieldFault((FURTHER, n), Reason("second_time", said=column))
        texts[_BY_LANGUAGE[named[1]]][named[2]] = rest[0]


def _source(line: str, n: int) -> dict[str, object]:
    parts = parts_in(line)
    source: dict[str, object] = {name: part for name, part in zip(_SOURCE, parts, strict=False) if part}
    if "date" in source:
        source["date"] = _day(str(source["date"]))
    for part in parts[len(_SOURCE) :]:
        name, given, value = part.partition(":")
        if name not in _SOURCE_MORE or name in source:
            raise FieldFault(("sources", n), Reason("bad_part", said=", ".join(_SOURCE_MORE)))
        source[name] = value.removeprefix(" ") if given else True
    return source


def _source_line(source: Mapping[str, object]) -> str:
    more = (f"{name}: {'true' if value is True else value}" for name in _SOURCE_MORE if (value := source.get(name)))
    return joined((*(str(source[name]) for name in _SOURCE), *more))


def _maps(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _day(text: str) -> str:
    """A date as we write it, where a spreadsheet has made 31.12.2026 or 12.2026 of it; all else as it is."""
    if found := _DAY_FIRST.match(text):
        return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    if found := _MONTH_FIRST.match(text):
        return f"{found[2]}-{found[1]:0>2}"
    return text
