"""From a form to a claim: a new one, or the next version of one that is there. Pure."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date

from bot.claim_form.values import Fault, Form
from claims_db.model import Claim, Phrasing, Rating, Source, State
from claims_db.slug import slug


def to_claim(form: Form, base: Claim | None = None, *, today: date, taken: Container[str] = ()) -> Claim:
    """The claim that a form without faults describes.

    Args:
        base: The claim that is changed; None makes a new one, published.
        today: The day of the check, where something was given that had to be checked.
        taken: Ids that a new claim may not get when its own is made from its sentence.
    """
    return _new(form, today, taken) if base is None else _changed(form, base, today)


def misses(form: Form, base: Claim) -> tuple[Fault, ...]:
    """A fault for each line that would take away what the claim does not have."""
    there = {
        "phrasing": {_plain(phrasing.text) for phrasing in base.phrasings},
        "near": {_plain(text) for text in base.near_misses},
        "source": {_address(source.url) for source in base.sources},
    }
    return tuple(
        Fault("nothing_to_remove", removal.line, removal.text)
        for removal in form.removals
        if (_address if removal.kind == "source" else _plain)(removal.text) not in there[removal.kind]
    )


def next_stale(base: Claim, context: Mapping[str, str]) -> tuple[str, ...]:
    """The languages whose context is out of date once `context` has been given.

    A language that was stale is renewed by a new text, and one that had none gets its first; a new text in a language
    that was up to date makes all that were not given stale.
    """
    given = {code for code, text in context.items() if base.context.get(code) != text}
    if given & (base.context.keys() - set(base.stale)):
        return tuple(code for code in base.context if code not in given)
    return tuple(code for code in base.stale if code not in given)


def _new(form: Form, today: date, taken: Container[str]) -> Claim:
    language = form.language or "en"
    return Claim(
        id=form.id or slug(form.statement, language=language, taken=taken),
        statement=form.statement,
        language=language,
        statement_in=dict(form.statement_in),
        appears=form.appears,
        appears_in=dict(form.appears_in),
        phrasings=_grouped(_spoken(form.phrasings, language)),
        near_misses=form.near_misses,
        rating=form.rating or Rating.ALLEGED,
        context=dict(form.context),
        sources=_by_address(form.sources),
        date_checked=today,
        evidence_until=form.evidence_until or newest_date(form.sources),
        next_review=form.next_review,
        tags=form.tags,
        state=State.PUBLISHED,
    )


def _changed(form: Form, base: Claim, today: date) -> Claim:
    gone = {kind: {_plain(row.text) for row in form.removals if row.kind == kind} for kind in ("phrasing", "near")}
    gone["source"] = {_address(row.text) for row in form.removals if row.kind == "source"}
    language = (form.language or base.language) if form.statement else base.language
    kept = tuple(phrasing for phrasing in base.phrasings if _plain(phrasing.text) not in gone["phrasing"])
    sources = _by_address((*base.sources, *(_with_known(source, base) for source in form.sources)))
    sources = tuple(source for source in sources if _address(source.url) not in gone["source"])
    near = tuple(text for text in base.near_misses if _plain(text) not in gone["near"])
    claim = replace(
        base,
        statement=form.statement or form.statement_in.get(base.language) or base.statement,
        language=language,
        statement_in=_versions(form, base, language),
        appears=form.appears or base.appears,
        appears_in={**base.appears_in, **form.appears_in},
        phrasings=_grouped(dict.fromkeys((*kept, *_spoken(form.phrasings, language)))),
        near_misses=tuple(dict.fromkeys((*near, *form.near_misses))),
        rating=form.rating or base.rating,
        context={**base.context, **form.context},
        stale=next_stale(base, form.context),
        sources=sources,
        next_review=None if form.no_review else form.next_review or base.next_review,
        tags=tuple(dict.fromkeys((*base.tags, *form.tags))),
    )
    return _dated(form, base, claim, today)


def _dated(form: Form, base: Claim, claim: Claim, today: date) -> Claim:
    """The claim with the day of its check and of its evidence moved on, where what they date has changed."""
    looked = form.rating or form.context or form.sources or form.next_review or form.no_review
    evidence = form.evidence_until or (newest_date(claim.sources) if claim.sources != base.sources else "")
    return replace(
        claim,
        date_checked=today if looked else base.date_checked,
        evidence_until=evidence or base.evidence_until,
        rating_label=base.rating_label if claim.rating is base.rating else "",
    )


def _versions(form: Form, base: Claim, language: str) -> dict[str, str]:
    """The sentence in other languages; one that is in the original's own language is the original."""
    versions = {**base.statement_in, **form.statement_in}
    return {code: text for code, text in versions.items() if code != language}


def newest_date(sources: Iterable[Source]) -> str:
    """The date of the newest source; "" without one. 2024 counts as older than 2024-09."""
    return max((source.date for source in sources), default="")


def _spoken(phrasings: Iterable[Phrasing], language: str) -> tuple[Phrasing, ...]:
    """The phrasings, each with a language: that of the claim where nothing told it."""
    return tuple(phrasing if phrasing.language else replace(phrasing, language=language) for phrasing in phrasings)


def _grouped(phrasings: Iterable[Phrasing]) -> tuple[Phrasing, ...]:
    """The phrasings language by language, as the store keeps them."""
    groups: dict[str, list[Phrasing]] = {}
    for phrasing in phrasings:
        groups.setdefault(phrasing.language, []).append(phrasing)
    return tuple(phrasing for group in groups.values() for phrasing in group)


def _by_address(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources, each address once: the last one given, in the place of the first."""
    return tuple({_address(source.url): source for source in sources}.values())


def _with_known(source: Source, base: Claim) -> Source:
    """A source given again keeps what a form can't say of it."""
    known = next((row for row in base.sources if _address(row.url) == _address(source.url)), None)
    if known is None:
        return source
    return replace(known, publisher=source.publisher, title=source.title, date=source.date)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _address(url: str) -> str:
    return url.strip().rstrip("/")
