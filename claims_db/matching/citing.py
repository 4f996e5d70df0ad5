"""What a link to a source of a claim says beside the words. Pure."""

from dataclasses import replace

from claims_db.matching.decision import WEAK
from claims_db.matching.index import ClaimIndex
from claims_db.matching.links import addresses
from claims_db.matching.reading import Reading
from claims_db.model import Closeness, Decision, Finding, Match, Stance

LINKED = 0.5
"""Score of a claim that a text links to a source of, whatever its words say: worth offering, never asserted."""

SHARED = 3
"""A page that more claims cite says by itself nothing about which of them is meant."""

_ODDS = 6.0
"""How much likelier a claim that the words make worth offering is when a source of it is linked to: sure from 0.4 on.
Judged, not fitted: the labelled texts have no such links.
"""


def cited(reading: Reading, index: ClaimIndex, further: tuple[str, ...]) -> dict[str, str]:
    """The claims that a text links to a source of, by id, with the address; `further` are links behind words."""
    found = addresses(reading.given, reading.text.links, further)
    return index.citing(found) if found else {}


def linked_to(text: str, index: ClaimIndex, further: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The ids of all claims that a text links to a source of, however many they are."""
    return tuple(sorted(cited(Reading(text), index, further)))


def likelier(score: float) -> float:
    """The score by words of a claim when a source of it is linked to; unchanged where words say little."""
    if score < WEAK:
        return score
    odds = _ODDS * score / (1 - min(score, 1 - 1e-9))
    return max(score, odds / (1 + odds))


def with_offers(finding: Finding, sources: dict[str, str], given: str, index: ClaimIndex, limit: int) -> Finding:
    """A finding with the claims that only a link speaks for; they are offered unless the words are sure of another."""
    if not sources or not given.strip():
        return finding
    known = {match.claim_id: match for match in finding.matches}
    for claim_id, address in sources.items() if len(sources) <= SHARED else ():
        match = known.get(claim_id) or _by_link(claim_id, address, given, index)
        known[claim_id] = replace(match, score=max(match.score, LINKED))
    ranked = sorted(known.values(), key=lambda one: (-one.score, one.claim_id))
    matches = tuple(replace(one, linked=one.claim_id in sources) for one in ranked[:limit])
    offered = Decision.WEAK if matches and matches[0].score >= WEAK else Decision.NONE
    decision = offered if finding.decision is Decision.NONE else finding.decision
    first = matches[0].stance if decision is not Decision.NONE else Stance.ASSERTS
    return replace(finding, decision=decision, stance=first, matches=matches)


def _by_link(claim_id: str, address: str, given: str, index: ClaimIndex) -> Match:
    claim = index.claim(claim_id)
    start = given.find(address)
    span = (start, start + len(address)) if start >= 0 else _whole(given)
    statement = claim.statement if claim else ""
    return Match(claim_id, LINKED, statement, span, Stance.ASSERTS, Closeness.RELATED)


def _whole(given: str) -> tuple[int, int]:
    start = len(given) - len(given.lstrip())
    return start, start + len(given.strip())
