"""From a message to a form, with every fault at once. Pure."""

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from bot.claim_form.lines import Line, split
from bot.claim_form.values import Fault, Form, Removal
from claims_db.curation import MAX_CONTEXT, is_address, is_date
from claims_db.curation.form import MAX_TEXT, is_slug
from claims_db.model import LANGUAGES, Phrasing, Rating, Source
from claims_db.slug import slug
from claims_db.text import guess_language

_SLIPS = {"ua": "uk", "ukr": "uk", "rus": "ru", "eng": "en"}
_REMARK = re.compile(r"\s+\([^()]*\)$")
"""What stands behind an id in brackets, as in the example that moderators copy."""
_ONCE = frozenset(("rating", "id", "next-review", "evidence"))
_IN_LANGUAGES = frozenset(("claim", "context", "phrasing", "appears"))
_NEVER = frozenset(("never", "none", "no", "-"))
_RATINGS = {rating.value: rating for rating in Rating}


def parse(text: str, *, editing: bool = False, trusted: Collection[str] = ()) -> Form:
    """Read a message, with or without its command.

    Args:
        text: The whole message; a leading /addclaim or /editclaim ID is passed over, its id becomes the form's.
        editing: Whether a claim is changed: then nothing has to be there, and lines may take something away.
        trusted: The `host:port` at which sources may lie although the port is unusual.

    Returns:
        A form with all that was understood; `faults` is empty when everything was, in the order of the lines.
    """
    target, lines = split(text)
    reading = _Reading(text, editing=editing, trusted=trusted)
    if target and not editing:
        reading.faults.append(Fault("text_outside", 1, target))
    for line in lines:
        reading.take(line)
    return reading.form(target)


@dataclass(slots=True)
class _Reading:
    """A form on its way."""

    text: str
    editing: bool
    trusted: Collection[str]
    given: dict[str, object] = field(default_factory=dict)
    statements: list[tuple[str, str]] = field(default_factory=list)  # language ("" when none was named), sentence
    by_language: dict[str, dict[str, str]] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    phrasings: list[Phrasing] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Add one field, or what is wrong with it."""
        self.named.add(line.hint or line.name)
        if not line.known:
            code = "unknown_field" if line.name else "text_outside"
            self.fault(code, line, line.name or line.flat, line.hint)
        elif not line.flat:
            self.fault("empty_field", line, line.name)
        elif len(line.block) > MAX_TEXT:
            self.fault("too_long", line, line.name)
        elif line.language and not self._language_fits(line):
            self.fault("bad_language", line, line.language, _SLIPS.get(line.language, ""))
        elif line.removes:
            self._remove(line)
        elif not self._is_repeated(line):
            self._TAKERS[line.name](self, line)

    def fault(self, code: str, line: Line, detail: str = "", hint: str = "") -> None:
        """Note what is wrong with a line."""
        self.faults.append(Fault(code, line.number, detail, hint))

    def form(self, target: str) -> Form:
        """All that was read."""
        statement, language, statement_in = self._statement()
        given = {"id": target, **self.given} if target and self.editing else self.given
        form = Form(
            self.text,
            statement=statement,
            language=language,
            statement_in=statement_in,
            context=self.by_language.get("context", {}),
            sources=tuple(self.sources),
            phrasings=tuple(dict.fromkeys(self.phrasings)),
            near_misses=tuple(dict.fromkeys(self.near)),
            tags=tuple(dict.fromkeys(self.tags)),
            appears=self.by_language.get("appears", {}).get("", ""),
            appears_in={code: said for code, said in self.by_language.get("appears", {}).items() if code},
            removals=tuple(self.removals),
            faults=(*self.faults, *(() if self.editing else self._missing())),
        )
        return replace(form, **given)  # type: ignore[arg-type]

    def _missing(self) -> tuple[Fault, ...]:
        return tuple(Fault(f"no_{name}") for name in ("claim", "rating", "context", "source") if name not in self.named)

    def _statement(self) -> tuple[str, str, dict[str, str]]:
        """The original sentence, its language, and its versions: the one without a language, else the first."""
        original = next(
            (pair for pair in self.statements if not pair[0]), self.statements[0] if self.statements else None
        )
        if original is None:
            return "", "", {}
        if self.editing and original[0]:
            return "", "", dict(self.statements)
        language = original[0] or guess_language(original[1]) or ""
        versions = {code: said for code, said in self.statements if code and (code, said) != original}
        return original[1], language, versions

    def _language_fits(self, line: Line) -> bool:
        return line.language in LANGUAGES and line.name in _IN_LANGUAGES

    def _is_repeated(self, line: Line) -> bool:
        """Notes a fault where a field is given again that a claim has once (in each language)."""
        language = line.language
        if line.name == "context":
            language = language or guess_language(line.block) or "en"
        key = (line.name, language)
        once = line.name in _ONCE or line.name in ("claim", "context", "appears")
        if key in self.seen and once:
            self.fault("twice", line, f"{line.name}[{language}]" if language else line.name)
            return True
        self.seen.add((line.name, language if once else ""))
        return False

    def _remove(self, line: Line) -> None:
        if not self.editing:
            self.fault("removal_in_new", line, line.name)
            return
        text = line.flat if line.name == "source" else line.block
        self.removals.append(Removal(line.name, text, line.number))  # type: ignore[arg-type]

    def _take_claim(self, line: Line) -> None:
        self.statements.append((line.language, line.flat))

    def _take_rating(self, line: Line) -> None:
        name = line.flat.lower().replace(" ", "-").replace("_", "-").rstrip(".")
        if name in _RATINGS:
            self.given["rating"] = _RATINGS[name]
        else:
            close = difflib.get_close_matches(name, _RATINGS, n=1)
            self.fault("unknown_rating", line, line.flat, close[0] if close else "")

    def _take_context(self, line: Line) -> None:
        language = line.language or guess_language(line.block) or "en"
        if len(line.block) > MAX_CONTEXT:
            self.fault("long_context", line, str(len(line.block)))
        self.by_language.setdefault("context", {})[language] = line.block

    def _take_appears(self, line: Line) -> None:
        self.by_language.setdefault("appears", {})[line.language] = line.flat

    def _take_source(self, line: Line) -> None:
        url, *rest = [part.strip() for part in line.flat.split("|")]
        day = rest.pop() if len(rest) > 1 and (len(rest) > 2 or is_date(rest[-1])) else ""
        publisher = rest[0] if rest else ""
        title = " | ".join(filter(None, rest[1:]))
        if not is_address(url, trusted=self.trusted):
            self.fault("bad_url", line, url)
        for code, value in (
            ("source_no_publisher", publisher),
            ("source_no_title", title),
            ("source_no_date", day),
        ):
            if not value:
                self.fault(code, line, url)
        if day and not is_date(day):
            self.fault("bad_date", line, day)
        self.sources.append(Source(publisher, title, url, day, guess_language(title) or "en"))

    def _take_phrasing(self, line: Line) -> None:
        self.phrasings.append(Phrasing(line.block, line.language or guess_language(line.block) or ""))

    def _take_near(self, line: Line) -> None:
        self.near.append(line.block)

    def _take_id(self, line: Line) -> None:
        told = _REMARK.sub("", line.flat)
        if is_slug(told):
            self.given["id"] = told
        else:
            self.fault("bad_id", line, line.flat, slug(line.flat))

    def _take_tags(self, line: Line) -> None:
        self.tags += [tag for part in line.flat.split(",") if (tag := part.strip())]

    def _take_next_review(self, line: Line) -> None:
        if line.flat.lower() in _NEVER:
            self.given["no_review"] = True
        elif len(line.flat) == 10 and is_date(line.flat):
            self.given["next_review"] = date.fromisoformat(line.flat)
        else:
            self.fault("bad_day", line, line.flat)

    def _take_evidence(self, line: Line) -> None:
        if is_date(line.flat):
            self.given["evidence_until"] = line.flat
        else:
            self.fault("bad_date", line, line.flat)

    _TAKERS = {  # noqa: RUF012
        "claim": _take_claim,
        "rating": _take_rating,
        "context": _take_context,
        "source": _take_source,
        "phrasing": _take_phrasing,
        "near": _take_near,
        "id": _take_id,
        "tags": _take_tags,
        "appears": _take_appears,
        "next-review": _take_next_review,
        "evidence": _take_evidence,
    }
