"""One text against the index: which claims its passages may make, and what speaks for each. Pure."""

from collections import defaultdict
from dataclasses import dataclass

from claims_db.matching.features import Features, Likeness, likeness
from claims_db.matching.index import ClaimIndex
from claims_db.matching.pairs import Pair, weigh
from claims_db.matching.passages import Passage
from claims_db.matching.reading import Reading
from claims_db.matching.vectors import Near
from claims_db.matching.wordings import Wording

CANDIDATES = 40
"""Wordings that are compared in full by their words."""

PER_WORDING = 2
"""Passages that one wording is compared with."""

ENCODED = 6
"""Passages of one text that are turned into vectors."""

HOPEFUL = 12
"""Claims that are compared by meaning while not every claim has its vectors yet."""

NEAREST = 6
"""Claims that vectors add for one passage."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a passage may make: the closest wording, how alike, and what the score is made of."""

    claim_id: str
    passage: Passage
    wording: Wording
    likeness: Likeness
    features: Features


class Search:
    """A text and an index; first `by_words`, then `by_vectors` where words leave it open."""

    def __init__(self, reading: Reading, index: ClaimIndex) -> None:
        self._reading = reading
        self._index = index
        self._pairs: defaultdict[Passage, dict[str, Pair]] = defaultdict(dict)

    def by_words(self) -> list[Candidate]:
        """Compare with the wordings that share most rare words."""
        pieces = [(passage, self._reading.keys(passage)) for passage in self._reading.passages]
        single = [self._reading.sequence(passage) for passage in self._reading.passages if passage.sentences == 1]
        for place in self._index.candidates(single, limit=CANDIDATES):
            for passage in self._likely(self._index.wording(place), pieces):
                self._compare(passage, place)
        return self._candidates()

    def by_vectors(self) -> list[Candidate]:
        """Compare the most promising passages with all claims by meaning; the other passages are dropped."""
        vectors = self._index.vectors
        chosen = self._promising()
        if vectors is None or not chosen:
            return []
        near = vectors.near([self._reading.sayable(passage) for passage in chosen], self._hopeful())
        for passage, by_claim in zip(chosen, near, strict=True):
            self._adopt(passage, by_claim)
        self._pairs = defaultdict(dict, {passage: self._pairs[passage] for passage in chosen})
        return self._candidates()

    def _likely(self, wording: Wording, pieces: list[tuple[Passage, frozenset[str]]]) -> list[Passage]:
        """The passages that share most with a wording for their length."""
        overlaps: dict[Passage, float] = {}
        rarity = self._index.rarity
        for passage, keys in pieces:
            if shared := keys & wording.keys:
                overlaps[passage] = sum(map(rarity, shared)) / (4 + len(keys)) ** 0.5
        return sorted(overlaps, key=lambda passage: (-overlaps[passage], passage.first))[:PER_WORDING]

    def _compare(self, passage: Passage, place: int) -> None:
        wording = self._index.wording(place)
        found = likeness(self._reading.view(passage), self._index.view(place), self._index.rarity)
        self._pairs[passage].setdefault(wording.claim_id, Pair()).add(wording, found)

    def _promising(self) -> list[Passage]:
        closest = {
            passage: max((pair.likeness.closeness for pair in self._pairs[passage].values()), default=0.0)
            for passage in self._reading.passages
        }
        return sorted(closest, key=lambda one: (-closest[one], -one.sentences, one.first))[:ENCODED]

    def _hopeful(self) -> dict[str, tuple[int, ...]]:
        """The claims closest in words, best first, and the places of their wordings."""
        closest: dict[str, float] = {}
        for pairs in self._pairs.values():
            for claim_id, pair in pairs.items():
                closest[claim_id] = max(closest.get(claim_id, 0.0), pair.likeness.closeness)
        best = sorted(closest, key=lambda claim_id: (-closest[claim_id], claim_id))[:HOPEFUL]
        return {claim_id: self._index.places(claim_id) for claim_id in best}

    def _adopt(self, passage: Passage, near: Near) -> None:
        """Add what vectors say to the pairs known by words, and the nearest claims that words did not find."""
        known = self._pairs[passage]
        for claim_id in {*near.nearest(NEAREST), *known}:
            if (nearness := near.to(claim_id)) is not None:
                known.setdefault(claim_id, Pair()).near = nearness
                self._compare(passage, nearness.place)

    def _candidates(self) -> list[Candidate]:
        """One for each passage and claim, in no particular order."""
        return [
            Candidate(claim_id, passage, pair.wording, pair.likeness, features)
            for passage, pairs in self._pairs.items()
            for claim_id, pair, features in weigh(passage, pairs, self._reading, self._index)
            if pair.wording is not None
        ]
