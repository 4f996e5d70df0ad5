"""Why a text has the matches it has: features with their weights, and the words that met. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims_db.matching.index import ClaimIndex
from claims_db.matching.matcher import match
from claims_db.matching.reading import Reading
from claims_db.matching.score import Contribution, contributions, intercept, probability
from claims_db.matching.search import Candidate
from claims_db.matching.weighing import MISSED, Weighing, is_lone
from claims_db.matching.words import key_of
from claims_db.model import Finding, Match
from claims_db.text import normalise


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one match has its score.

    `intercept` and the log-odds of `features` sum to those of `probability`, which the score is unless it was `capped`
    (the words are closer to a near miss), the passage is `lone` (one word), or the text links to a source of the claim
    (`match.linked`). `vectors` tells which of the two models was asked. `met` are pairs of a word of the text and one
    of `match.phrasing`. A match that only a link speaks for has no features, and its probability is 0.
    """

    match: Match
    passage: str
    met: tuple[tuple[str, str], ...] = ()
    vectors: bool = False
    intercept: float = 0.0
    features: tuple[Contribution, ...] = ()
    probability: float = 0.0
    capped: bool = False
    lone: bool = False

    @property
    def log_odds(self) -> float:
        """What intercept and features sum to."""
        return self.intercept + sum(one.log_odds for one in self.features)


def explain(
    text: str, index: ClaimIndex, *, limit: int = 10, links: tuple[str, ...] = ()
) -> tuple[Finding, tuple[Explanation, ...]]:
    """What `match` gives for the same arguments, and an explanation of each match, in the same order."""
    finding = match(text, index, limit=limit, links=links)
    reading = Reading(text)
    weighing = Weighing(reading, index)
    candidates = {candidate.claim_id: candidate for _, candidate in weighing.scored()}
    return finding, tuple(
        _explanation(one, candidates.get(one.claim_id), reading, vectors=weighing.open) for one in finding.matches
    )


def _explanation(one: Match, candidate: Candidate | None, reading: Reading, *, vectors: bool) -> Explanation:
    passage = reading.given[slice(*one.span)]
    if candidate is None:
        return Explanation(one, passage)
    likely = probability(candidate.features, vectors=vectors)
    first, last = candidate.passage.first, candidate.passage.last
    return Explanation(
        match=one,
        passage=passage,
        met=_met(reading.text.words[first:last], normalise(one.phrasing).words),
        vectors=vectors,
        intercept=intercept(vectors=vectors),
        features=contributions(candidate.features, vectors=vectors),
        probability=likely,
        capped=candidate.features.near_miss > 0 and likely > MISSED,
        lone=is_lone(reading, candidate),
    )


def _met(said: Sequence[str], known: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Words that have a key in common, each key once, in the order of `said`."""
    wording = {key_of(word): word for word in reversed(known)}
    passage = {key_of(word): word for word in reversed(said)}
    order = dict.fromkeys(map(key_of, said))
    return tuple((passage[key], wording[key]) for key in order if key and key in wording)
