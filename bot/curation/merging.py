"""Two claims that say the same become one. Pure."""

from dataclasses import replace

from claims_db.curation.form import MAX_ITEMS
from claims_db.model import Claim, Phrasing, State


def merged(part: Claim, whole: Claim) -> tuple[Claim, Claim]:
    """Both claims after `part` has become part of `whole`: the wordings, near misses and sources move.

    The sentences of `part` become phrasings of `whole`, so that whatever found the one finds the other. A near miss of
    either that is a wording of the other is dropped. Rating, context and id are those of `whole`.
    """
    sentences = {part.language: part.statement, **part.statement_in}
    spoken = (Phrasing(text, language) for language, text in sentences.items())
    own = {whole.statement, *whole.statement_in.values()}
    groups: dict[str, dict[Phrasing, None]] = {}
    for phrasing in (*whole.phrasings, *part.phrasings, *spoken):
        if phrasing.text not in own:
            groups.setdefault(phrasing.language, {})[phrasing] = None
    phrasings = tuple(phrasing for group in groups.values() for phrasing in group)[:MAX_ITEMS]
    said = own | {phrasing.text for phrasing in phrasings}
    near = [text for text in dict.fromkeys((*whole.near_misses, *part.near_misses)) if text not in said]
    known = {source.url.rstrip("/") for source in whole.sources}
    sources = (*whole.sources, *(source for source in part.sources if source.url.rstrip("/") not in known))
    related = dict.fromkeys((*whole.related, *part.related))
    after = replace(
        whole,
        phrasings=phrasings,
        near_misses=tuple(near)[:MAX_ITEMS],
        sources=sources[:MAX_ITEMS],
        related=tuple(claim_id for claim_id in related if claim_id not in (part.id, whole.id)),
    )
    return replace(part, state=State.RETIRED, merged_into=whole.id), after


def pointed_to(claim: Claim, part_id: str, whole_id: str) -> Claim:
    """A third claim whose relation to the one that went away now leads to the one it became part of."""
    moved = dict.fromkeys(whole_id if other == part_id else other for other in claim.related)
    return replace(claim, related=tuple(other for other in moved if other != claim.id))
