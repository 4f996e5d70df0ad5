"""Which claims are worth scoring for a text: an inverted index that is read by a budget."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from math import log1p
from typing import Self

from claims_db.matching.encoder import Encoder
from claims_db.matching.features import View, view
from claims_db.matching.stance import Polarity, polarity
from claims_db.matching.vector_memory import VectorMemory
from claims_db.matching.vectors import Vectors, Wanted
from claims_db.matching.wordings import Gist, Wording, gist, wordings
from claims_db.model import Claim

BUDGET = 2000
"""Postings that are read for one text, rarest keys first."""

_EVERYWHERE = 0.69
"""What log1p gives for a key that every claim has: about log 2."""

SMALL = 80
"""Claims that a base is taken to have at least, where likeness depends on how many there are."""

_REMEMBERED = 8192
"""Keys and wordings whose rarity or view is kept at hand."""

_TOPIC = 0.4
"""Share of the claims that a word must stand in to be a topic of the base."""

_FEW = 12
"""Claims below which a base has no topic."""


class ClaimIndex:
    """The claims that a text is compared with. A change is seen by the next query.

    `revision` is the owner's: the store's revision that the content stands for. Not for writing in one thread
    while another reads.
    """

    def __init__(
        self, *, revision: int = 0, encoder: Encoder | None = None, memory: VectorMemory | None = None
    ) -> None:
        self.revision = revision
        self.vectors = Vectors(encoder, memory or VectorMemory.shipped(encoder.name)) if encoder else None
        self._claims: dict[str, Claim] = {}
        self._gists: dict[str, Gist] = {}
        self._polarities: dict[str, Polarity] = {}
        self._wordings: dict[int, Wording] = {}
        self._places: dict[str, tuple[int, ...]] = {}
        self._postings: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._frequency: Counter[str] = Counter()
        self._topics: frozenset[str] | None = None
        self._rarities: dict[str, float] = {}
        self._views: dict[int, View] = {}
        self._next = 0

    @classmethod
    def build(
        cls,
        claims: Iterable[Claim],
        *,
        revision: int = 0,
        encoder: Encoder | None = None,
        memory: VectorMemory | None = None,
    ) -> Self:
        """An index of exactly these claims; which of them are published is the caller's matter.

        With an `encoder`, vectors are made by `warm`; those in `memory` (None: those shipped) are found, not made.
        """
        index = cls(revision=revision, encoder=encoder, memory=memory)
        for claim in claims:
            index.put(claim)
        return index

    def __len__(self) -> int:
        return len(self._claims)

    @property
    def wordings(self) -> int:
        """How many texts are compared, over all claims."""
        return len(self._wordings)

    def warm(self, most: int | None = None) -> bool:
        """Compute vectors that are still missing, `most` at a time (None: all). True when none is missing any more.

        Until then the claims without vectors are found by their words alone.
        """
        if self.vectors:
            self.vectors.warm(most)
        return self.vectors is None or not self.vectors.waiting

    def claim(self, claim_id: str) -> Claim | None:
        """The claim as it is matched now; None when it is not in the index."""
        return self._claims.get(claim_id)

    def claims(self) -> Iterator[Claim]:
        """Every claim of the index, in no particular order."""
        return iter(self._claims.values())

    def gist(self, claim_id: str) -> Gist:
        """What the wordings of a claim in the index have in common."""
        return self._gists[claim_id]

    def polarity(self, claim_id: str) -> Polarity:
        """What a claim in the index asserts and what it negates."""
        known = self._polarities.get(claim_id)
        if known is None:
            rows = [self._wordings[place] for place in self._places[claim_id]]
            said = (row.words for row in rows if not row.counter)
            known = self._polarities[claim_id] = polarity(said, names=self._gists[claim_id].names)
        return known

    def wording(self, place: int) -> Wording:
        """The wording at a place that `candidates` gave."""
        return self._wordings[place]

    def places(self, claim_id: str) -> tuple[int, ...]:
        """Places of all wordings of a claim in the index."""
        return self._places[claim_id]

    def texts(self) -> Iterator[str]:
        """Every text that is compared."""
        return (row.text for row in self._wordings.values())

    def put(self, claim: Claim) -> None:
        """Add a claim, or replace the version that is there."""
        self.remove(claim.id)
        rows = wordings(claim)
        places = range(self._next, self._next + len(rows))
        self._next += len(rows)
        for place, row in zip(places, rows, strict=True):
            self._wordings[place] = row
            for key in row.keys:
                self._postings[key][place] = None
            if self.vectors:
                self.vectors.add(Wanted(claim.id, place, row.text, row.counter))
        self._claims[claim.id] = claim
        self._places[claim.id] = tuple(places)
        self._gists[claim.id] = gist(rows)
        self._frequency.update(self._gists[claim.id].known)
        self._forget_counts()

    def remove(self, claim_id: str) -> None:
        """Forget a claim; nothing happens when it is not there."""
        if self._claims.pop(claim_id, None) is None:
            return
        self._polarities.pop(claim_id, None)
        self._frequency.subtract(self._gists.pop(claim_id).known)
        self._forget_counts()
        for place in self._places.pop(claim_id):
            self._views.pop(place, None)
            for key in self._wordings.pop(place).keys:
                postings = self._postings[key]
                del postings[place]
                if not postings:
                    del self._postings[key]
            if self.vectors:
                self.vectors.remove(place)

    @property
    def topics(self) -> frozenset[str]:
        """Keys that so many claims share that they are what the base is about; empty for a base on many things."""
        if self._topics is None:
            least = max(_TOPIC * len(self._claims), _FEW)
            self._topics = frozenset(key for key, count in self._frequency.items() if count >= least)
        return self._topics

    def rarity(self, key: str) -> float:
        """How much a key tells: near 0 for one that all claims have, about log(len(self)) for a rare one."""
        known = self._rarities.get(key)
        if known is None:
            if len(self._rarities) >= _REMEMBERED:
                self._rarities.clear()
            claims = max(len(self._claims), SMALL)
            known = log1p((claims + 0.5) / (max(self._frequency[key], 0) + 0.5)) - _EVERYWHERE
            self._rarities[key] = known
        return known

    def view(self, place: int) -> View:
        """The wording at a place, prepared for comparison."""
        known = self._views.get(place)
        if known is None:
            if len(self._views) >= _REMEMBERED:
                self._views.clear()
            wording = self._wordings[place]
            known = self._views[place] = view(wording.words, wording.keys)
        return known

    def candidates(self, passages: Iterable[frozenset[str]], *, limit: int) -> list[int]:
        """Places of the wordings that share most rarity with one of the passages (their keys), best first.

        Rare keys are read first, and no more than BUDGET postings in all.
        """
        groups = [keys for keys in passages if keys]
        allowed = self._affordable(frozenset().union(*groups))
        best: dict[int, float] = {}
        for keys in groups:
            shared: defaultdict[int, float] = defaultdict(float)
            for key in keys & allowed:
                rarity = self.rarity(key)
                for place in self._postings[key]:
                    shared[place] += rarity
            for place, common in shared.items():
                if common > best.get(place, 0.0):
                    best[place] = common
        return nsmallest(limit, best, key=lambda place: (-best[place], place))

    def _affordable(self, keys: frozenset[str]) -> set[str]:
        """The rarest of the keys whose postings together fit the budget; the first always does."""
        allowed: set[str] = set()
        left = BUDGET
        for length, key in sorted((len(self._postings[key]), key) for key in keys if key in self._postings):
            if length > left and allowed:
                break
            left -= length
            allowed.add(key)
        return allowed

    def _forget_counts(self) -> None:
        self._topics = None
        self._rarities.clear()
