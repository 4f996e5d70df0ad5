"""Which claims are worth scoring for a text: an inverted index that is read by a budget."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p
from typing import Self

from claims_db.matching.encoder import Encoder
from claims_db.matching.vectors import Vectors
from claims_db.matching.words import key_of
from claims_db.model import Claim
from claims_db.text import normalise

BUDGET = 2000
"""Postings that are read for one text, rarest keys first."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a claim as it is compared; `counter` marks a near miss, which speaks against the claim."""

    claim_id: str
    text: str
    words: tuple[str, ...]
    keys: frozenset[str]
    counter: bool


class ClaimIndex:
    """The claims that a text is compared with. A change is seen by the next query; reading needs no lock.

    `revision` is the owner's: the store's revision that the content stands for.
    """

    def __init__(self, *, revision: int = 0, encoder: Encoder | None = None) -> None:
        self.revision = revision
        self.vectors = Vectors(encoder) if encoder else None
        self._claims: dict[str, Claim] = {}
        self._wordings: dict[int, Wording] = {}
        self._of_claim: dict[str, tuple[int, ...]] = {}
        self._postings: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._frequency: Counter[str] = Counter()
        self._next = 0

    @classmethod
    def build(cls, claims: Iterable[Claim], *, revision: int = 0, encoder: Encoder | None = None) -> Self:
        """An index of exactly these claims; which of them are published is the caller's matter."""
        index = cls(revision=revision, encoder=encoder)
        for claim in claims:
            index.put(claim)
        return index

    def __len__(self) -> int:
        return len(self._claims)

    @property
    def wordings(self) -> int:
        """How many texts are compared, over all claims."""
        return len(self._wordings)

    def warm(self) -> None:
        """Compute now what would otherwise be computed when first needed."""

    def claim(self, claim_id: str) -> Claim | None:
        """The claim as it is matched now; None when it is not in the index."""
        return self._claims.get(claim_id)

    def put(self, claim: Claim) -> None:
        """Add a claim, or replace the version that is there."""
        self.remove(claim.id)
        places: list[int] = []
        for text, counter in _texts(claim):
            words = normalise(text).words
            keys = frozenset(filter(None, map(key_of, words)))
            if not keys:
                continue
            place = self._next
            self._next += 1
            self._wordings[place] = Wording(claim.id, text, words, keys, counter)
            for key in keys:
                self._postings[key][place] = None
            places.append(place)
            if self.vectors:
                self.vectors.add(place, text)
        self._claims[claim.id] = claim
        self._of_claim[claim.id] = tuple(places)
        self._frequency.update(self._keys_of(claim.id))

    def remove(self, claim_id: str) -> None:
        """Forget a claim; nothing happens when it is not there."""
        if self._claims.pop(claim_id, None) is None:
            return
        self._frequency.subtract(self._keys_of(claim_id))
        for place in self._of_claim.pop(claim_id):
            for key in self._wordings.pop(place).keys:
                postings = self._postings[key]
                del postings[place]
                if not postings:
                    del self._postings[key]
            if self.vectors:
                self.vectors.remove(place)

    def rarity(self, key: str) -> float:
        """How much a key tells: 0 for one that every claim has, about the logarithm of the base for a unique one."""
        return log1p((len(self._claims) + 0.5) / (self._frequency[key] + 0.5)) - 0.69

    def wording(self, place: int) -> Wording:
        """The wording at a place that `candidates` gave."""
        return self._wordings[place]

    def places(self, claim_id: str) -> tuple[int, ...]:
        """Places of all wordings of a claim."""
        return self._of_claim[claim_id]

    def candidates(self, keys: Iterable[str], *, limit: int) -> list[int]:
        """Places of the wordings that share most rarity with `keys`, best first, within the budget of postings."""
        known = sorted((len(self._postings[key]), key) for key in set(keys) if key in self._postings)
        shared: defaultdict[int, float] = defaultdict(float)
        left = BUDGET
        for length, key in known:
            if length > left and shared:
                break
            left -= length
            rarity = self.rarity(key)
            for place in self._postings[key]:
                shared[place] += rarity
        return sorted(shared, key=lambda place: (-shared[place], place))[:limit]

    def _keys_of(self, claim_id: str) -> set[str]:
        return set().union(*(self._wordings[place].keys for place in self._of_claim[claim_id]))


def _texts(claim: Claim) -> list[tuple[str, bool]]:
    """Every distinct text of a claim that is compared, and whether it is a near miss."""
    texts = {claim.statement: False}
    texts |= dict.fromkeys(claim.statement_in.values(), False)
    texts |= {phrasing.text: False for phrasing in claim.phrasings}
    for near_miss in claim.near_misses:
        texts.setdefault(near_miss, True)
    return list(texts.items())
