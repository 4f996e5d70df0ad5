"""A claim as plain fields with the names of the starter files, and back. Pure.

Both file formats and the store use this one form. Reading checks names and types; whether the values make
sense (a slug, an address) is for `claims_db.curation` to say.
"""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from claims_db.model import Claim, Phrasing, Rating, Source, State
from claims_db.reasons import Reason

Path = tuple[str | int, ...]
_Choice = TypeVar("_Choice", Rating, State)

_SOURCE_FIELDS = frozenset(field.name for field in dataclasses.fields(Source))
_RENAMED = {"statement", "statement_in", "version"}
_OWN = {"claim", "claim_in", "seed_refs"}  # seed_refs: the editors' own numbers, passed over
_CLAIM_FIELDS = frozenset(field.name for field in dataclasses.fields(Claim)) - _RENAMED | _OWN
_RATINGS = {rating.value: rating for rating in Rating}
_STATES = {state.value: state for state in State}
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


class FieldFault(Exception):
    """A field that can't be read: `path` leads to it ("sources", 1, "url"), `reason` says what is wrong."""

    def __init__(self, path: Path, reason: Reason) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def told(self, before: str = "") -> Reason:
        """The reason with the field as its subject, `sources[1].url`; `before` stands before it."""
        name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return self.reason.of(before + (name.removeprefix(".") or "the claim"))


def claim_from(raw: object, *, version: int = 0) -> Claim:
    """Read a claim from its fields; those that may be left out are empty, the state then is published.

    Raises:
        FieldFault: an unknown or missing field, or a value of the wrong kind.
    """
    fields = _mapping(raw, (), _CLAIM_FIELDS)
    return Claim(
        id=_required(fields, "id", ()),
        statement=_required(fields, "claim", ()),
        language=_language(fields.get("language"), ("language",)) if fields.get("language") else "en",
        statement_in=_texts_by_language(fields, "claim_in"),
        appears=_text(fields, "appears", ()),
        appears_in=_texts_by_language(fields, "appears_in"),
        phrasings=_phrasings(fields),
        near_misses=_list(fields, "near_misses"),
        rating=_one_of(_RATINGS, _required(fields, "rating", ()), "rating"),
        rating_label=_text(fields, "rating_label", ()),
        context=_texts_by_language(fields, "context"),
        sources=tuple(_source(source, ("sources", n)) for n, source in enumerate(_items(fields, "sources", ()))),
        date_checked=_date(fields, "date_checked"),
        evidence_until=_text(fields, "evidence_until", ()),
        next_review=_date(fields, "next_review"),
        tags=_list(fields, "tags"),
        related=_list(fields, "related"),
        stale=tuple(_language(code, ("stale", n)) for n, code in enumerate(_list(fields, "stale"))),
        merged_into=_text(fields, "merged_into", ()),
        state=_one_of(_STATES, _text(fields, "state", ()) or "published", "state"),
        version=version,
    )


def fields_of(claim: Claim) -> dict[str, object]:
    """The fields of a claim in the order of the starter files, without what is empty or usual; lists and texts only.

    Phrasings are grouped by language, in the order in which the languages first appear.
    """
    phrasings: dict[str, list[str]] = {}
    for phrasing in claim.phrasings:
        phrasings.setdefault(phrasing.language, []).append(phrasing.text)
    fields: dict[str, object] = {
        "id": claim.id,
        "claim": claim.statement,
        "language": "" if claim.language == "en" else claim.language,
        "claim_in": dict(claim.statement_in),
        "appears": claim.appears,
        "appears_in": dict(claim.appears_in),
        "phrasings": phrasings,
        "near_misses": list(claim.near_misses),
        "rating": claim.rating.value,
        "rating_label": claim.rating_label,
        "context": dict(claim.context),
        "sources": [_source_fields(source) for source in claim.sources],
        "date_checked": claim.date_checked.isoformat() if claim.date_checked else "",
        "evidence_until": claim.evidence_until,
        "next_review": claim.next_review.isoformat() if claim.next_review else "",
        "tags": list(claim.tags),
        "related": list(claim.related),
        "stale": list(claim.stale),
        "merged_into": claim.merged_into,
        "state": "" if claim.state is State.PUBLISHED else claim.state.value,
    }
    return {name: value for name, value in fields.items() if value}


def _source_fields(source: Source) -> dict[str, object]:
    fields: dict[str, object] = {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "date": source.date,
        "language": source.language,
        "supports": source.supports,
        "verified": source.verified,
        "title_is_description": source.title_is_description,
        "is_copy": source.is_copy,
    }
    return {name: value for name, value in fields.items() if value}


def _source(raw: object, path: Path) -> Source:
    fields = _mapping(raw, path, _SOURCE_FIELDS)
    language = fields.get("language")
    return Source(
        publisher=_required(fields, "publisher", path),
        title=_required(fields, "title", path),
        url=_required(fields, "url", path),
        date=_required(fields, "date", path),
        language=_language(language, (*path, "language")) if language else "en",
        supports=_text(fields, "supports", path),
        verified=_text(fields, "verified", path),
        title_is_description=_flag(fields, "title_is_description", path),
        is_copy=_flag(fields, "is_copy", path),
    )


def _mapping(raw: object, path: Path, known: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise FieldFault(path, Reason("not_fields"))
    for name in raw:
        if name not in known:
            raise FieldFault((*path, str(name)), Reason("unknown"))
    return raw


def _required(fields: Mapping[str, object], name: str, path: Path) -> str:
    text = _text(fields, name, path)
    if not text:
        raise FieldFault((*path, name), Reason("missing"))
    return text


def _text(fields: Mapping[str, object], name: str, path: Path) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    return _as_text(value, (*path, name))


def _as_text(value: object, path: Path) -> str:
    if not isinstance(value, str):
        raise FieldFault(path, Reason("not_text"))
    return value


def _flag(fields: Mapping[str, object], name: str, path: Path) -> bool:
    value = fields.get(name)
    if value in (True, "true"):
        return True
    if value in (None, False, "false"):
        return False
    raise FieldFault((*path, name), Reason("not_flag"))


def _items(fields: Mapping[str, object], name: str, path: Path) -> list[object]:
    value = fields.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FieldFault((*path, name), Reason("not_list"))
    return value


def _list(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(_as_text(item, (name, n)) for n, item in enumerate(_items(fields, name, ())))


def _by_language(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = fields.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FieldFault((name,), Reason("not_by_language"))
    for language in value:
        _language(language, (name, str(language)))
    return value


def _texts_by_language(fields: Mapping[str, object], name: str) -> dict[str, str]:
    texts = _by_language(fields, name)
    return {language: _as_text(text, (name, language)) for language, text in texts.items()}


def _phrasings(fields: Mapping[str, object]) -> tuple[Phrasing, ...]:
    groups = _by_language(fields, "phrasings")
    return tuple(
        Phrasing(_as_text(text, ("phrasings", language, n)), language)
        for language in groups
        for n, text in enumerate(_items(groups, language, ("phrasings",)))
    )


def _language(value: object, path: Path) -> str:
    if not isinstance(value, str) or not _LANGUAGE.match(value):
        raise FieldFault(path, Reason("not_language"))
    return value


def _one_of(known: Mapping[str, _Choice], value: str, name: str) -> _Choice:
    if value not in known:
        raise FieldFault((name,), Reason("not_one_of", said=", ".join(known)))
    return known[value]


def _date(fields: Mapping[str, object], name: str) -> date | None:
    text = _text(fields, name, ())
    if not text:
        return None
    try:
        if not _DATE.match(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise FieldFault((name,), Reason("not_date")) from None
