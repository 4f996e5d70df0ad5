"""Claims as JSON lines, one claim a line, read and written line by line at any size.

A line needs `id` and `text`; `title`, `lang` and `phrasings` (a list of texts) may follow. What we write has more: the
fields of the starter files under their own names, and `phrasing_langs`, one code for each phrasing. Fields of other
programs are passed over.
"""

import json
from collections.abc import Iterator
from typing import IO

from claims_db.errors import InvalidFile
from claims_db.exchange.entry import Entry
from claims_db.exchange.fields import FieldFault, claim_from, fields_of
from claims_db.exchange.strict_json import parsed_object
from claims_db.model import Claim, State
from claims_db.reasons import Reason
from claims_db.text import guess_language

MAX_LINE = 1 << 20
"""Bytes of one line."""

_OURS = (
    "claim_in",
    "appears",
    "appears_in",
    "near_misses",
    "rating",
    "rating_label",
    "context",
    "sources",
    "date_checked",
    "evidence_until",
    "next_review",
    "tags",
    "related",
    "stale",
    "merged_into",
    "state",
)


def read(stream: IO[bytes], name: str) -> Iterator[Entry]:
    """Read the claims of `stream`, one after the other; `name` is what messages call the file.

    A line without a rating becomes a bare draft. Blank lines are passed over.

    Raises:
        InvalidFile: a line is not UTF-8, not JSON, too long, or not a claim; it names the line.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(stream, name), start=1):
        where = f"{name}, line {number}"
        text = _decode(line, where, first=number == 1)
        if not text.strip():
            continue
        entry = _entry(parsed_object(text, where), where)
        if entry.claim.id in seen:
            raise InvalidFile(where, Reason("id_twice_line", said=entry.claim.id, place=str(seen[entry.claim.id])))
        seen[entry.claim.id] = number
        yield entry


class Writer:
    """Turns claims into the pieces of a file: `piece` for each claim, then `end`."""

    def piece(self, claim: Claim) -> str:
        """What the file holds of one claim: a line with its end."""
        return json.dumps(_line(claim), ensure_ascii=False) + "\n"

    def end(self) -> str:
        """What comes after the last claim."""
        return ""


def _lines(stream: IO[bytes], name: str) -> Iterator[bytes]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise InvalidFile(f"{name}, line {number}", Reason("line_long", most=MAX_LINE))
        yield line


def _decode(line: bytes, where: str, *, first: bool) -> str:
    try:
        return line.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError:
        raise InvalidFile(where, Reason("not_utf8")) from None


def _entry(line: dict[str, object], where: str) -> Entry:
    fields: dict[str, object] = {name: line[name] for name in _OURS if line.get(name) is not None}
    bare = "rating" not in fields
    if bare:
        fields = {"rating": "alleged", "state": State.DRAFT.value}
    fields["id"] = line.get("id")
    fields["claim"] = line.get("text")
    try:
        fields["language"] = language = _language(line)
        fields["phrasings"] = _phrasings(line, language)
        return Entry(claim_from(fields), where, state_given="state" in fields and not bare, bare=bare)
    except FieldFault as fault:
        fault.path = tuple({"claim": "text", "language": "lang"}.get(str(step), step) for step in fault.path)
        raise InvalidFile(where, fault.told()) from None


def _language(line: dict[str, object]) -> object:
    if line.get("lang") is not None:
        return line["lang"]
    text = line.get("text")
    return (guess_language(text) if isinstance(text, str) else None) or "en"


def _phrasings(line: dict[str, object], language: object) -> dict[str, list[object]]:
    """Phrasings by language; a title other than the text is one more."""
    texts = line.get("phrasings")
    texts = [] if texts is None else texts
    languages = line.get("phrasing_langs")
    languages = [language] * len(texts) if languages is None and isinstance(texts, list) else languages
    if not isinstance(texts, list):
        raise FieldFault(("phrasings",), Reason("not_list"))
    if not isinstance(languages, list) or len(languages) != len(texts):
        raise FieldFault(("phrasing_langs",), Reason("not_each_language"))
    pairs = list(zip(map(str, languages), texts, strict=True))
    title = line.get("title")
    if title is not None and title != line.get("text") and title not in texts:
        pairs.insert(0, (str(language), title))
    groups: dict[str, list[object]] = {}
    for code, text in pairs:
        groups.setdefault(code, []).append(text)
    return groups


def _line(claim: Claim) -> dict[str, object]:
    fields = fields_of(claim)
    line: dict[str, object] = {"id": claim.id, "text": claim.statement, "lang": claim.language}
    groups = fields.get("phrasings")
    if isinstance(groups, dict):
        line["phrasings"] = [text for texts in groups.values() for text in texts]
        line["phrasing_langs"] = [language for language, texts in groups.items() for _ in texts]
    return line | {name: fields[name] for name in _OURS if name in fields}
