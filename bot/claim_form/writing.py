"""From a form to the message that says the same. Pure."""

from collections.abc import Iterator

from bot.claim_form.values import Form
from claims_db.model import Claim, Source
from claims_db.text import guess_language


def written(form: Form) -> str:
    """The message of a form, without a command; reading it gives the same form (but for `text` and `faults`)."""
    return "\n".join(_lines(form))


def form_of(claim: Claim) -> Form:
    """A claim as a form, to be copied and changed; what a form can't say is left out."""
    return Form(
        id=claim.id,
        statement=claim.statement,
        language=claim.language,
        statement_in=claim.statement_in,
        rating=claim.rating,
        context=claim.context,
        sources=claim.sources,
        phrasings=claim.phrasings,
        near_misses=claim.near_misses,
        tags=claim.tags,
        appears=claim.appears,
        appears_in=claim.appears_in,
        next_review=claim.next_review,
        evidence_until=claim.evidence_until,
    )


def source_line(source: Source) -> str:
    """A source as it is written after `source:`."""
    return " | ".join((source.url, source.publisher, source.title, source.date))


def _lines(form: Form) -> Iterator[str]:
    if form.statement:
        guessed = (guess_language(form.statement) or "") == form.language
        yield _field("claim", form.statement, "" if guessed else form.language)
    yield from (_field("claim", text, code) for code, text in form.statement_in.items())
    if form.rating:
        yield f"rating: {form.rating.value}"
    yield from (_field("context", text, code) for code, text in form.context.items())
    yield from (f"source: {source_line(source)}" for source in form.sources)
    yield from (_field("phrasing", phrasing.text, phrasing.language) for phrasing in form.phrasings)
    yield from (_field("near", text) for text in form.near_misses)
    if form.id:
        yield f"id: {form.id}"
    if form.tags:
        yield f"tags: {', '.join(form.tags)}"
    if form.appears:
        yield _field("appears", form.appears)
    yield from (_field("appears", text, code) for code, text in form.appears_in.items())
    if form.next_review or form.no_review:
        yield f"next-review: {form.next_review or 'never'}"
    if form.evidence_until:
        yield f"evidence: {form.evidence_until}"
    yield from (_field(f"-{removal.kind}", removal.text) for removal in form.removals)


def _field(name: str, text: str, language: str = "") -> str:
    """One field; further lines are indented, so that none is taken for a field of its own."""
    first, *rest = text.split("\n")
    tag = f"{name}[{language}]" if language else name
    return "\n".join([f"{tag}: {first}", *(f"  {line}" if line else "" for line in rest)])
