"""What changed between two versions of a claim, field by field. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from bot.claim_form.writing import source_line
from bot.curation.values import Change
from claims_db.model import Claim

_NOTHING = Claim(id="", statement="", language="")


def differences(before: Claim | None, after: Claim) -> tuple[Change, ...]:
    """Every difference, in the order of the form; all that is there when there was no claim before."""
    return tuple(_differences(before or _NOTHING, after, new=before is None))


def takes_away(changes: Iterable[Change]) -> bool:
    """Whether something that was there is replaced or gone."""
    return any(change.before for change in changes if change.field not in ("date-checked", "stale", "evidence"))


def _differences(old: Claim, new_claim: Claim, *, new: bool) -> Iterator[Change]:
    yield from _value("claim", old.statement, new_claim.statement)
    yield from _value("language", old.language, new_claim.language)
    yield from _by_language("claim", old.statement_in, new_claim.statement_in)
    yield from _value("rating", "" if new else old.rating.value, new_claim.rating.value)
    yield from _value("rating-label", old.rating_label, new_claim.rating_label)
    yield from _by_language("context", old.context, new_claim.context)
    yield from _set("stale", old.stale, new_claim.stale)
    yield from _set("source", map(source_line, old.sources), map(source_line, new_claim.sources))
    for language in dict.fromkeys(phrasing.language for phrasing in (*old.phrasings, *new_claim.phrasings)):
        yield from _set(f"phrasing[{language}]", _spoken(old, language), _spoken(new_claim, language))
    yield from _set("near", old.near_misses, new_claim.near_misses)
    yield from _set("tags", old.tags, new_claim.tags)
    yield from _set("related", old.related, new_claim.related)
    yield from _value("appears", old.appears, new_claim.appears)
    yield from _by_language("appears", old.appears_in, new_claim.appears_in)
    yield from _value("date-checked", str(old.date_checked or ""), str(new_claim.date_checked or ""))
    yield from _value("next-review", str(old.next_review or ""), str(new_claim.next_review or ""))
    yield from _value("evidence", old.evidence_until, new_claim.evidence_until)
    yield from _value("state", "" if new else old.state.value, new_claim.state.value)
    yield from _value("merged_into", old.merged_into, new_claim.merged_into)


def _value(field: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(field, before, after)


def _by_language(field: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for language in dict.fromkeys((*before, *after)):
        yield from _value(f"{field}[{language}]", before.get(language, ""), after.get(language, ""))


def _set(field: str, before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
    old, new = list(before), list(after)
    yield from (Change(field, text, "") for text in old if text not in new)
    yield from (Change(field, "", text) for text in new if text not in old)


def _spoken(claim: Claim, language: str) -> list[str]:
    return [phrasing.text for phrasing in claim.phrasings if phrasing.language == language]
