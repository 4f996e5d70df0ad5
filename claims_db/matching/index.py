"""Which claims are worth scoring for a text: an inverted index that is read by a budget."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Self

import numpy as np

from claims_db.matching import links
from claims_db.matching.candidates import closest_claims
from claims_db.matching.encoder import Encoder
from claims_db.matching.polarity import Polarity
from claims_db.matching.postings import Postings
from claims_db.matching.profile import Profile
from claims_db.matching.rarity import Rarities
from claims_db.matching.shelf import Shelf
from claims_db.matching.snapshot import Contents
from claims_db.matching.vector_memory import VectorMemory
from claims_db.matching.vector_table import Wanted
from claims_db.matching.vectors import Vectors
from claims_db.matching.wordings import Gist, Wording, fold, worded
from claims_db.model import Claim

_REMEMBERED_CLAIMS = 1024
"""Claims whose prepared wordings are kept at hand."""

CITING = 64
"""Claims whose sources are held against the links of one text."""

_AT_ONCE = 1024
"""Claims that are added in one go while an index is built."""

_WORDINGS = 1 << 16
"""A place is a slot times this, plus the number of the wording."""


class ClaimIndex:
    """The claims that a text is compared with. A change is seen by the next query.

    `revision` is the owner's: the store's revision that the content stands for. `rarity` tells how much a key counts:
    near 0 for one that all claims have, about log(len(self)) for a rare one. Not for writing in one thread while
    another reads.
    """

    def __init__(
        self, *, revision: int = 0, encoder: Encoder | None = None, memory: VectorMemory | None = None
    ) -> None:
        self.revision = revision
        self.vectors = Vectors(encoder, memory or VectorMemory.shipped(encoder.name)) if encoder else None
        self._shelf = Shelf()
        self._postings = Postings()
        self._profiles: dict[int, Profile] = {}
        self._rarities = Rarities(lambda found: self._postings.counts(found))
        self.rarity: Callable[[str], float] = self._rarities.__getitem__
        self._wordings = 0

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
        rest = iter(claims)
        while part := {claim.id: claim for claim in islice(rest, _AT_ONCE)}:
            for claim_id in part:
                index.remove(claim_id)
            index._add(part.values())
        index._postings.whole()
        return index

    @classmethod
    def of(cls, contents: Contents, *, encoder: Encoder | None = None, memory: VectorMemory | None = None) -> Self:
        """The index that a snapshot holds; texts that have vectors are found out by `warm`."""
        index = cls(revision=contents.revision, encoder=encoder, memory=memory)
        index._shelf, index._postings, index._wordings = contents.shelf, contents.postings, contents.wordings
        if index.vectors:
            index.vectors.expect(slot for _, slot in contents.shelf.slots())
        index._rarities.forget(len(index))
        return index

    def contents(self, stamp: str) -> Contents:
        """What a snapshot of this moment has to hold; later changes do not show in it."""
        return Contents(self.revision, stamp, self._wordings, self._shelf.copy(), self._postings.copy())

    def __len__(self) -> int:
        return len(self._shelf)

    @property
    def wordings(self) -> int:
        """How many texts are compared, over all claims."""
        return self._wordings

    def missing(self, most: int | None = None) -> list[str]:
        """Texts whose vectors are still to be made and given to `vectors.supply`, at most `most` (None: all).

        Until then the claims without vectors are found by their words alone.
        """
        if self.vectors is None:
            return []
        for slot in self.vectors.expected(most):
            self._want(slot, self._profile(slot))
        return self.vectors.missing(most)

    def warm(self, most: int | None = None) -> bool:
        """Make vectors that are missing, at most `most` (None: all). True when none is missing any more."""
        if self.vectors is None:
            return True
        if texts := self.missing(most):
            self.vectors.supply(texts, self.vectors.encoder.encode(texts))
        return not self.vectors.waiting

    def claim(self, claim_id: str) -> Claim | None:
        """The claim as it is matched now; None when it is not in the index."""
        slot = self._shelf.slot(claim_id)
        if slot is None:
            return None
        known = self._profiles.get(slot)
        return known.claim if known else self._shelf.at(slot)

    def text(self, wording: Wording) -> str:
        """A wording of a claim in the index as it stands there."""
        return self._profile(self._slot(wording.claim_id)).text(wording)

    def claims(self) -> Iterator[Claim]:
        """Every claim of the index, in no particular order."""
        return iter(self._shelf)

    def newest(self, limit: int) -> tuple[Claim, ...]:
        """The claims that were checked last, at most `limit`, newest first."""
        return tuple(self._shelf.newest(limit))

    def gist(self, claim_id: str) -> Gist:
        """What the wordings of a claim in the index have in common."""
        return self._profile(self._slot(claim_id)).gist

    def polarity(self, claim_id: str) -> Polarity:
        """What a claim in the index asserts and what it negates."""
        return self._profile(self._slot(claim_id)).polarity

    def wording(self, place: int) -> Wording:
        """The wording at a place that `candidates` gave."""
        slot, number = divmod(place, _WORDINGS)
        return self._profile(slot).wordings[number]

    def places(self, claim_id: str) -> tuple[int, ...]:
        """Places of all wordings of a claim in the index."""
        slot = self._slot(claim_id)
        if self.vectors and self.vectors.is_expected(slot):
            self._want(slot, self._profile(slot))
        return tuple(slot * _WORDINGS + number for number in range(len(self._profile(slot).wordings)))

    def texts(self) -> Iterator[str]:
        """Every text that is compared."""
        return (text for claim in self._shelf for text in worded(claim))

    def put(self, claim: Claim) -> None:
        """Add a claim, or replace the version that is there."""
        self.remove(claim.id)
        folded = fold(claim)
        profile = _profile(claim, folded)
        self._place(self._postings.add(profile.digests()), claim, folded, profile)
        self._rarities.forget(len(self))

    def remove(self, claim_id: str) -> None:
        """Forget a claim; nothing happens when it is not there."""
        slot = self._shelf.slot(claim_id)
        if slot is None:
            return
        profile = self._profile(slot)
        if self.vectors:
            for place in self.places(claim_id):
                self.vectors.remove(place)
        self._postings.remove(slot, profile.digests())
        self._profiles.pop(slot, None)
        self._shelf.remove(claim_id)
        self._wordings -= len(profile.wordings)
        self._rarities.forget(len(self))

    def is_topic(self, key: str) -> bool:
        """Whether so many claims have a key that it is what the base is about; never in a base on many things."""
        return self._rarities.is_topic(key)

    def has_topic(self, keys: Iterable[str]) -> bool:
        """Whether one of some keys is a topic."""
        return self._rarities.have_topic(keys)

    def candidates(self, passages: Iterable[Sequence[str]]) -> list[int]:
        """Places of the wordings of the claims that share most rarity with one of the passages, claim by claim, the
        best first.

        A passage is given as its keys in reading order, empty for small words. Rare keys and pairs of keys are read
        first, and no more postings than candidates.BUDGET, whatever the size of the base.
        """
        groups = [keys for keys in passages if any(keys)]
        if not groups or not len(self):
            return []
        slots, known = closest_claims(groups, self._postings, self._rarities.of)
        self._rarities.update(known)
        rows = [(slot * _WORDINGS, self._profile(slot).wordings) for slot in slots]
        self._rarities.learn(frozenset().union(*(row.keys for _, wordings in rows for row in wordings)))
        return [first + number for first, wordings in rows for number in range(len(wordings))]

    def citing(self, addresses: Collection[str]) -> dict[str, str]:
        """The claims that have one of these addresses as a source, by id, each with the address as it was given."""
        sought = links.digests(addresses)
        if not sought or not len(self):
            return {}
        slots = self._postings.read(np.fromiter(sought, dtype=np.uint64), CITING).slots
        found = dict.fromkeys(slots.tolist())
        return dict(links.linked(addresses, map(self._shelf.at, found))) if found else {}

    def _add(self, claims: Iterable[Claim]) -> None:
        """Add many claims that are not there."""
        new = [(claim, folded := fold(claim), _profile(claim, folded)) for claim in claims]
        slots = self._postings.add_all([profile.digests() for _, _, profile in new])
        for slot, one in zip(slots, new, strict=True):
            self._place(slot, *one)
        self._rarities.forget(len(self))

    def _place(self, slot: int, claim: Claim, folded: bytes, profile: Profile) -> None:
        self._shelf.put(slot, claim, folded)
        self._wordings += len(profile.wordings)
        if self.vectors:
            self._want(slot, profile)

    def _want(self, slot: int, profile: Profile) -> None:
        """Tell the vectors of the wordings of a claim."""
        if self.vectors:
            claim_id = self._shelf.id(slot)
            rows = enumerate(profile.wordings)
            self.vectors.add(
                slot,
                [Wanted(claim_id, slot * _WORDINGS + number, profile.text(row), row.counter) for number, row in rows],
            )

    def _slot(self, claim_id: str) -> int:
        slot = self._shelf.slot(claim_id)
        if slot is None:
            raise KeyError(claim_id)
        return slot

    def _profile(self, slot: int) -> Profile:
        known = self._profiles.get(slot)
        if known is None:
            if len(self._profiles) >= _REMEMBERED_CLAIMS:
                del self._profiles[next(iter(self._profiles))]
            shelf = self._shelf
            known = self._profiles[slot] = Profile(shelf.id(slot), shelf.folded(slot), partial(shelf.at, slot))
        return known


def _profile(claim: Claim, folded: bytes) -> Profile:
    return Profile(claim.id, folded, lambda: claim)
