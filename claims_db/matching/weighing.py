"""One text weighed against the claims: by words at once, by vectors where words leave it open. Pure."""

from claims_db.matching.closeness import closeness
from claims_db.matching.decision import ONE_WORD
from claims_db.matching.index import ClaimIndex
from claims_db.matching.reading import Reading
from claims_db.matching.score import probability
from claims_db.matching.search import ENCODED_SIGNS, Candidate, Search
from claims_db.model import Closeness

MISSED = 0.5
"""Most that a claim scores for a text whose words are closer to one of its near misses than to its wordings."""

LONE = 0.2
"""What is left of the score of a passage of one word that is not a whole wording: the features of a word that stands in
one claim alone are those of a perfect match.
"""

SETTLED = 0.95
"""Score by words alone from which vectors are not asked."""

Weighed = list[tuple[float, Candidate]]


class Weighing:
    """A text that was weighed by words. `open` tells whether vectors are asked too, for the passages `wanted`.

    `signs` bounds these passages; 0: vectors are not asked. `is_cut`: without that bound more would be.
    """

    def __init__(self, reading: Reading, index: ClaimIndex, signs: int = ENCODED_SIGNS) -> None:
        self._reading = reading
        self._search = Search(reading, index, signs)
        self._by_words = self._best(self._search.by_words(), vectors=False)
        settled = bool(self._by_words) and self._by_words[0][0] >= SETTLED
        unsettled = index.vectors is not None and not settled
        self.open = unsettled and signs > 0
        self.is_cut = unsettled and (not self.open or self._search.is_cut)

    @property
    def wanted(self) -> list[str]:
        """The passages that are encoded to settle it; none when words have."""
        return self._search.sayable() if self.open else []

    def scored(self) -> Weighed:
        """The best candidate of each claim with its score, best first, ties by claim id."""
        return self._best(self._search.by_vectors(), vectors=True) if self.open else self._by_words

    def _best(self, candidates: list[Candidate], *, vectors: bool) -> Weighed:
        best: dict[str, tuple[float, Candidate]] = {}
        for candidate in candidates:
            score = self._score(candidate, vectors=vectors)
            known = best.get(candidate.claim_id)
            if known is None or score > known[0]:
                best[candidate.claim_id] = score, candidate
        return sorted(best.values(), key=lambda pair: (-pair[0], pair[1].claim_id))

    def _score(self, candidate: Candidate, *, vectors: bool) -> float:
        score = probability(candidate.features, vectors=vectors)
        if candidate.features.near_miss > 0:
            score = min(score, MISSED)
        return score * LONE if is_lone(self._reading, candidate) else score


def is_lone(reading: Reading, candidate: Candidate) -> bool:
    """Whether all that a passage has of a wording is one word, and that is not the whole of it."""
    return len(reading.keys(candidate.passage)) <= ONE_WORD and closeness(candidate.likeness) is not Closeness.EXACT
