"""One text against the index: which claims its passages may make, and what speaks for each. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import NamedTuple

from claims_db.matching.common import Commons
from claims_db.matching.features import Features, Likeness, likeness
from claims_db.matching.index import ClaimIndex
from claims_db.matching.overlap import Overlap
from claims_db.matching.pairs import Pair, weigh
from claims_db.matching.passages import Passage
from claims_db.matching.reading import Reading
from claims_db.matching.vector_table import Near
from claims_db.matching.wordings import Wording

CANDIDATES = 40
"""Wordings that are compared in full by their words."""

PER_WORDING = 2
"""Passages that one wording is compared with."""

ENCODED = 6
"""Passages of one text that are turned into vectors."""

ENCODED_SIGNS = 1000
"""Signs of one text, about 250 tokens, from which no further passage is turned into a vector; where many texts wait it
is less. The first passage always is.
"""

HOPEFUL = 12
"""Claims that are compared by meaning while not every claim has its vectors yet."""

NEAREST = 6
"""Claims that vectors add for one passage."""


class Candidate(NamedTuple):
    """A claim that a passage may make: the closest wording, how alike, and what the score is made of."""

    claim_id: str
    passage: Passage
    wording: Wording
    likeness: Likeness
    features: Features


class Search:
    """A text and an index; first `by_words`, then `by_vectors` where words leave it open.

    `signs` bounds what is turned into vectors.
    """

    def __init__(self, reading: Reading, index: ClaimIndex, signs: int = ENCODED_SIGNS) -> None:
        self._reading = reading
        self._index = index
        self._signs = signs
        self._pairs: defaultdict[Passage, dict[str, Pair]] = defaultdict(dict)
        self._commons = Commons(index.rarity)
        self._topic: bool | None = None

    def by_words(self) -> list[Candidate]:
        """Compare with the wordings that share most rare words."""
        for place, shared in self._closest().items():
            for passage in self._likely(shared):
                self._compare(passage, place)
        return self._candidates()

    def by_vectors(self) -> list[Candidate]:
        """Compare the most promising passages with all claims by meaning; the other passages are dropped."""
        vectors = self._index.vectors
        if vectors is None or not self._promising:
            return []
        near = iter(vectors.near(self.sayable(), self._hopeful()))
        for passage in self._promising:
            self._adopt(passage, list(islice(near, len(self._reading.sayable(passage)))))
        self._pairs = defaultdict(dict, {passage: self._pairs[passage] for passage in self._promising})
        return self._candidates()

    def sayable(self) -> list[str]:
        """The most promising passages as they are encoded; known after `by_words`."""
        return list(chain.from_iterable(map(self._reading.sayable, self._promising)))

    @property
    def is_cut(self) -> bool:
        """Whether `signs` left passages out that are turned into vectors otherwise; known after `by_words`."""
        return len(self._promising) < len(self._within(ENCODED_SIGNS))

    def _closest(self) -> dict[int, dict[int, float]]:
        """Places of the wordings that share most with one sentence, best first; with what each shares with passages."""
        passages = self._reading.passages
        sequences = list(map(self._reading.sequence, passages))
        sentences = {number for number, passage in enumerate(passages) if passage.sentences == 1}
        places = self._index.candidates([sequences[number] for number in sorted(sentences)])
        rows = [self._index.wording(place).keys for place in places]
        overlap = Overlap(sequences, frozenset().union(*rows))
        found: dict[int, dict[int, float]] = {}
        best: dict[int, float] = {}
        for place, keys in zip(places, rows, strict=True):
            shared = overlap.shared(keys, self._index.rarity)
            if common := max([worth for number, worth in shared.items() if number in sentences], default=0.0):
                found[place], best[place] = shared, common
        return {place: found[place] for place in sorted(best, key=lambda place: (-best[place], place))[:CANDIDATES]}

    def _likely(self, shared: dict[int, float]) -> list[Passage]:
        """The passages that share most with a wording for their length, given what those that share anything do."""
        passages, keys = self._reading.passages, self._reading.keys
        if len(shared) == 1:
            return [passages[one] for one in shared]
        rated = [
            (-worth / (4 + len(keys(passages[one]))) ** 0.5, passages[one].first, one) for one, worth in shared.items()
        ]
        return [passages[one] for _, _, one in sorted(rated)[:PER_WORDING]]

    def _compare(self, passage: Passage, place: int) -> None:
        wording, pairs = self._index.wording(place), self._pairs[passage]
        pair = pairs.get(wording.claim_id)
        if pair is None:
            pair = pairs[wording.claim_id] = Pair()
        over, said, every = pair.least(wording), self._reading.view(passage), self._reading.all_keys
        common = self._commons.between(said.keys, wording.keys)
        in_text = common if said.keys == every else self._commons.between(every, wording.keys)
        pair.share(wording, common.cosine, in_text.cosine)
        found = likeness(said, wording, common, over=over)
        if found:
            pair.add(wording, found)

    def _names_topic(self) -> bool:
        """Whether the text names what the base is about."""
        if self._topic is None:
            self._topic = self._reading.means_subject or self._index.has_topic(self._reading.all_keys)
        return self._topic

    @cached_property
    def _promising(self) -> list[Passage]:
        return self._within(self._signs)

    def _within(self, signs: int) -> list[Passage]:
        """The passages closest to a claim in words, as many as have room."""
        return [passage for place, (passage, size) in enumerate(self._in_order) if not place or size <= signs]

    @cached_property
    def _in_order(self) -> list[tuple[Passage, int]]:
        """The passages closest to a claim in words, each with the signs up to its end."""
        closest = {
            passage: max((pair.likeness.closeness for pair in self._pairs[passage].values()), default=0.0)
            for passage in self._reading.passages
        }
        order = sorted(closest, key=lambda one: (-closest[one], -one.sentences, one.first))[:ENCODED]
        sizes = accumulate(sum(map(len, self._reading.sayable(passage))) for passage in order)
        return list(zip(order, sizes, strict=True))

    def _hopeful(self) -> dict[str, tuple[int, ...]]:
        """The claims closest in words, best first, and the places of their wordings."""
        closest: dict[str, float] = {}
        for pairs in self._pairs.values():
            for claim_id, pair in pairs.items():
                closest[claim_id] = max(closest.get(claim_id, 0.0), pair.likeness.closeness)
        best = sorted(closest, key=lambda claim_id: (-closest[claim_id], claim_id))[:HOPEFUL]
        return {claim_id: self._index.places(claim_id) for claim_id in best}

    def _adopt(self, passage: Passage, near: Sequence[Near]) -> None:
        """Add what vectors say to the pairs known by words, and the nearest claims that words did not find.

        `near` tells it for each way in which the passage is said; the nearest counts.
        """
        known = self._pairs[passage]
        for claim_id in {*known, *chain.from_iterable(one.nearest(NEAREST) for one in near)}:
            found = [nearness for one in near if (nearness := one.to(claim_id)) is not None]
            if found:
                nearest = max(found, key=lambda one: one.learnt + one.centre)
                known.setdefault(claim_id, Pair()).near = nearest
                self._compare(passage, nearest.place)

    def _candidates(self) -> list[Candidate]:
        """One for each passage and claim, in no particular order."""
        return [
            Candidate(claim_id, passage, pair.wording, pair.likeness, features)
            for passage, claim_id, pair, features in weigh(self._pairs, self._reading, self._index, self._names_topic)
            if pair.wording is not None
        ]
