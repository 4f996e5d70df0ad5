"""A claim proves itself: its texts find it, and nothing that is meant otherwise does. Pure.

The whole proof of one new claim takes some hundred matches; a claim that is published already needs only its own.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from claims_db.curation.form import faults, shortcomings
from claims_db.curation.problem import Problem
from claims_db.matching import ClaimIndex, match
from claims_db.matching.wordings import worded
from claims_db.matching.words import key_of
from claims_db.model import Claim
from claims_db.text import normalise

_NEIGHBOURS = 12
"""Claims whose phrasings are tried against a new one: those that its own texts come closest to."""
_ORDINARY = 30
"""Ordinary messages that are tried."""
_LEAST_KEYS = 2
"""Content words of a phrasing; fewer are found in too much."""


def problems(claim: Claim, index: ClaimIndex, *, trusted: Collection[str] = ()) -> tuple[Problem, ...]:
    """Everything that keeps this claim from readers, its faults included; empty for a claim that proves itself.

    Args:
        index: The published claims and this one; related claims must be among them.
        trusted: The `host:port` at which sources may lie although the port is unusual.
    """
    found = faults(claim, trusted=trusted)
    return (*found, *shortcomings(claim), *_wrong_matches(claim, index), *_lost_relatives(claim, index))


def trial(claim: Claim, index: ClaimIndex, ordinary: Iterable[str]) -> tuple[Problem, ...]:
    """What matching has against publishing `claim`: its own texts go wrong, or those of others would.

    Args:
        index: The published claims and this one.
        ordinary: Messages that make no claim; none may find this one.
    """
    return (
        *_general(claim),
        *_wrong_matches(claim, index),
        *_taken_phrasings(claim, index),
        *(Problem("matches_ordinary", text) for text in _likely(claim, ordinary) if _finds(text, claim.id, index)),
    )


def _general(claim: Claim) -> Iterator[Problem]:
    keys = {text: wording.keys for text, wording in worded(claim).items()}
    if not keys.get(claim.statement):
        yield Problem("says_nothing", claim.statement)
    for phrasing in claim.phrasings:
        if len(keys.get(phrasing.text, ())) < _LEAST_KEYS:
            yield Problem("too_general", phrasing.text)


def _wrong_matches(claim: Claim, index: ClaimIndex) -> Iterator[Problem]:
    for phrasing in claim.phrasings:
        matches = match(phrasing.text, index).matches
        if not matches or matches[0].claim_id != claim.id:
            yield Problem("phrasing_finds_other" if matches else "phrasing_finds_nothing", phrasing.text)
    for text in claim.near_misses:
        if _finds(text, claim.id, index):
            yield Problem("near_miss_found", text)


def _taken_phrasings(claim: Claim, index: ClaimIndex) -> Iterator[Problem]:
    """Phrasings of other claims that this one is found by first."""
    for other in _neighbours(claim, index):
        for phrasing in other.phrasings:
            first = match(phrasing.text, index, limit=2).matches[:1]
            if first and first[0].claim_id == claim.id:
                yield Problem("takes_phrasing", f"{other.id}: {phrasing.text}")


def _neighbours(claim: Claim, index: ClaimIndex) -> list[Claim]:
    closest: dict[str, float] = {}
    for text in dict.fromkeys([claim.statement, *claim.statement_in.values(), *(p.text for p in claim.phrasings)]):
        for found in match(text, index).matches:
            closest[found.claim_id] = max(found.score, closest.get(found.claim_id, 0.0))
    closest.pop(claim.id, None)
    ids = sorted(closest, key=lambda claim_id: (-closest[claim_id], claim_id))[:_NEIGHBOURS]
    return [other for other in map(index.claim, ids) if other]


def _likely(claim: Claim, ordinary: Iterable[str]) -> list[str]:
    """Those of the ordinary messages that share most content words with the claim; none that shares no word.

    Matching them all would take seconds where sentence vectors are used, and readers would wait.
    """
    known = {key for wording in worded(claim).values() if not wording.counter for key in wording.keys}
    shared = {text: len(known & _keys(text)) for text in ordinary}
    return sorted((text for text in shared if shared[text]), key=lambda text: -shared[text])[:_ORDINARY]


def _finds(text: str, claim_id: str, index: ClaimIndex) -> bool:
    return claim_id in match(text, index).sure


def _lost_relatives(claim: Claim, index: ClaimIndex) -> Iterator[Problem]:
    yield from (Problem("unknown_related", other) for other in claim.related if index.claim(other) is None)


@lru_cache(maxsize=2048)
def _keys(text: str) -> frozenset[str]:
    """Keys of the content words of a text."""
    return frozenset(map(key_of, normalise(text).words)) - {""}
