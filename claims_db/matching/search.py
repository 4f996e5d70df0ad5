"""One text against the index: passages, candidates, likeness, score, stance, decision. Pure."""

from collections import defaultdict
from dataclasses import dataclass

from claims_db.matching.closeness import closeness
from claims_db.matching.decision import WEAK, decide
from claims_db.matching.features import Likeness, View, likeness, view, wording_view
from claims_db.matching.index import ClaimIndex, Wording
from claims_db.matching.opinion import reads_as_opinion
from claims_db.matching.passages import Passage, passages
from claims_db.matching.score import probability
from claims_db.matching.stance import stance
from claims_db.matching.words import key_of
from claims_db.model import Decision, Finding, Match, Stance
from claims_db.text import Normalised, normalise

CANDIDATES = 30
"""Wordings that are compared in full."""

PER_CANDIDATE = 2
"""Passages that one wording is compared with."""


@dataclass(frozen=True, slots=True)
class _Pair:
    passage: Passage
    wording: Wording
    likeness: Likeness


def match(text: str, index: ClaimIndex, *, limit: int = 10) -> Finding:
    """Find the claims that a text makes, denies or asks about, best first.

    Only the first claims_db.text.MAX_READ characters are read. Never raises, whatever `text` holds; an empty
    text gives no matches.
    """
    read = normalise(text)
    pairs = _pairs(read, index)
    best: dict[str, _Pair] = {}
    for pair in pairs:
        known = best.get(pair.wording.claim_id)
        if known is None or pair.likeness.closeness > known.likeness.closeness:
            best[pair.wording.claim_id] = pair
    ranked = sorted(best.values(), key=lambda pair: (-pair.likeness.closeness, pair.wording.claim_id))[:limit]
    matches = [_match(read, pair, ranked) for pair in ranked if not pair.wording.counter]
    matches.sort(key=lambda found: (-found.score, found.claim_id))
    decision = decide(matches)
    first = matches[0].stance if matches and decision is not Decision.NONE else Stance.ASSERTS
    return Finding(decision, first, tuple(matches), reads_as_opinion(read.text), read.read)


def _pairs(read: Normalised, index: ClaimIndex) -> list[_Pair]:
    keys = [key_of(word) for word in read.words]
    pieces = [(piece, frozenset(keys[piece.first : piece.last]) - {""}) for piece in passages(read)]
    views: dict[Passage, View] = {}
    pairs: list[_Pair] = []
    for place in index.candidates((key for _, found in pieces for key in found), limit=CANDIDATES):
        wording = index.wording(place)
        wanted = wording_view(wording)
        overlaps: defaultdict[Passage, float] = defaultdict(float)
        for piece, found in pieces:
            common = sum(map(index.rarity, found & wording.keys))
            if common:
                overlaps[piece] = common / (4 + len(found)) ** 0.5
        for piece in sorted(overlaps, key=lambda piece: (-overlaps[piece], piece.first))[:PER_CANDIDATE]:
            if piece not in views:
                views[piece] = view(
                    read.words[piece.first : piece.last], frozenset(keys[piece.first : piece.last]) - {""}
                )
            pairs.append(_Pair(piece, wording, likeness(views[piece], wanted, index.rarity)))
    return pairs


def _match(read: Normalised, pair: _Pair, ranked: list[_Pair]) -> Match:
    own = pair.likeness.closeness
    others = [other.likeness.closeness for other in ranked if other is not pair and other.passage == pair.passage]
    score = probability(pair.likeness, gap=own - max(others, default=0.0))
    first, last = pair.passage.first, pair.passage.last
    return Match(
        claim_id=pair.wording.claim_id,
        score=score,
        phrasing=pair.wording.text,
        span=(read.starts[first], read.ends[last - 1]),
        stance=stance(read.words[first:last], read.gaps[last], pair.wording.words)
        if score >= WEAK / 10
        else Stance.ASSERTS,
        closeness=closeness(pair.likeness),
    )
