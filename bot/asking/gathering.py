"""Which entry of the queue a text belongs to: near-duplicates in any language gather in one. Pure.

Candidates come from an inverted index read by a budget, and from sentence vectors where an encoder is given; each is
compared with the text by words and letters. So the cost of a text is bounded however long the queue is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from claims_db.matching.encoder import Encoder
from claims_db.matching.links import addresses, canonical
from claims_db.matching.polarity import Polarity
from claims_db.matching.stance import stance
from claims_db.matching.words import key_of
from claims_db.model import Stance
from claims_db.text import guess_language, normalise

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUDGET = 2_000
"""Postings that are read for one text, rarest keys first."""
COMPARED = 20
"""Candidates that are compared with a text letter by letter."""

_READ = 1_500
"""Characters of a folded text that are compared."""
_ENCODED = 400
"""Characters of a text that go into its vector; a longer text has none."""
_RATIO = 85.0
_CONTAINED = 90.0
_SHORT_WORDS = 12
_SAYING_WORDS = 4
"""Words below which a text with links is about their pages, so that it is the same only with the same links."""
_CLOSE_VECTORS = 0.935
"""Two languages: over all pairs of different starter claims at most 0.932, of the same claim 0.94 in the middle."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as texts are compared here; one without `keys` is the same as its very words only."""

    text: str
    words: tuple[str, ...]
    keys: frozenset[str]
    numbers: frozenset[str]
    language: str
    vector: "NDArray[np.float32] | None" = None


class Gatherer:
    """The texts of the entries. Not for use by two threads at once."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._entries: dict[int, Folded] = {}
        self._exact: dict[str, int] = {}
        self._postings: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._waiting: dict[int, str] = {}
        self._rows: list[int] = []
        self._vectors: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._entries

    def put(self, entry_id: int, text: str) -> None:
        """Add the text of an entry that is not there yet; its vector is left to `warm`."""
        if self._encoder and len(text) <= _ENCODED:
            self._waiting[entry_id] = text
        self.put_folded(entry_id, self._words(text))

    def put_folded(self, entry_id: int, folded: Folded) -> None:
        """The same for a text that is folded already."""
        self._entries[entry_id] = folded
        self._exact.setdefault(folded.text, entry_id)
        for key in folded.keys:
            self._postings[key][entry_id] = None
        if folded.vector is not None:
            self._add_vector(entry_id, folded.vector)

    def remove(self, entry_id: int) -> None:
        """Forget an entry; nothing happens when it is not there."""
        folded = self._entries.pop(entry_id, None)
        self._waiting.pop(entry_id, None)
        if folded is None:
            return
        if self._exact.get(folded.text) == entry_id:
            del self._exact[folded.text]
        for key in folded.keys:
            postings = self._postings[key]
            del postings[entry_id]
            if not postings:
                del self._postings[key]

    def find(self, text: str) -> int | None:
        """The entry that says the same as `text`, None when there is none."""
        return self.find_folded(self.folded(text))

    def find_folded(self, folded: Folded) -> int | None:
        """The same for a text that is folded already."""
        exact = self._exact.get(folded.text)
        if exact is not None:
            return exact
        for entry_id in self._candidates(folded):
            if _same(folded, self._entries[entry_id]):
                return entry_id
        return None

    def folded(self, text: str) -> Folded:
        """A text as it is compared; the costly part of looking for it."""
        folded = self._words(text)
        if self._encoder is None or not folded.keys or len(text) > _ENCODED:
            return folded
        return replace(folded, vector=self._encoder.encode([text])[0])

    def warm(self, most: int) -> bool:
        """Make at most `most` vectors that are missing; until then texts are found by their words. True: none is."""
        for entry_id in list(self._waiting)[:most]:
            folded = replace(self._entries[entry_id], vector=self.folded(self._waiting.pop(entry_id)).vector)
            self._entries[entry_id] = folded
            if folded.vector is not None:
                self._add_vector(entry_id, folded.vector)
        return not self._waiting

    def _words(self, text: str) -> Folded:
        read = normalise(text)
        words = read.words
        if read.links and len(words) < _SAYING_WORDS:
            pages = {canonical(address) or address for address in addresses(text, read.links)}
            words, keys = (*words, *sorted(pages)), frozenset[str]()
        else:
            keys = frozenset(map(key_of, words)) - {""}
        numbers = frozenset(filter(str.isdigit, words))
        return Folded(" ".join(words)[:_READ], words, keys, numbers, guess_language(text) or "")

    def _candidates(self, folded: Folded) -> Iterable[int]:
        shared: defaultdict[int, float] = defaultdict(float)
        left = BUDGET
        known = sorted((len(self._postings[key]), key) for key in folded.keys if key in self._postings)
        for length, key in known:
            if length > left and shared:
                break
            for entry_id, _ in zip(self._postings[key], range(left), strict=False):
                shared[entry_id] += 1 / length
            left -= length
        by_words = sorted(shared, key=lambda entry_id: (-shared[entry_id], entry_id))[:COMPARED]
        return dict.fromkeys([*by_words, *self._by_vector(folded)])

    def _by_vector(self, folded: Folded) -> list[int]:
        if folded.vector is None or self._vectors is None or not self._rows:
            return []
        likeness = self._vectors[: len(self._rows)] @ folded.vector
        nearest = np.argsort(-likeness)[: COMPARED // 4]
        rows = [self._rows[place] for place in nearest if likeness[place] >= _CLOSE_VECTORS]
        return [entry_id for entry_id in rows if entry_id in self._entries]

    def _add_vector(self, entry_id: int, vector: "NDArray[np.float32]") -> None:
        if self._vectors is None:
            self._vectors = np.zeros((64, len(vector)), dtype=np.float32)
        if len(self._rows) == len(self._vectors):
            self._drop_removed()
        if len(self._rows) == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        self._vectors[len(self._rows)] = vector
        self._rows.append(entry_id)

    def _drop_removed(self) -> None:
        kept = [place for place, entry_id in enumerate(self._rows) if entry_id in self._entries]
        if self._vectors is not None and len(kept) < len(self._rows):
            self._vectors[: len(kept)] = self._vectors[kept]
            self._rows = [self._rows[place] for place in kept]


def _same(one: Folded, other: Folded) -> bool:
    """Whether two texts say the same: in the same words, give or take a few, or in two languages."""
    if not _alike(one, other):
        return False
    return not (_denies(one, other) or _denies(other, one) or _other_numbers(one, other))


def _alike(one: Folded, other: Folded) -> bool:
    shared, least = len(one.keys & other.keys), min(len(one.keys), len(other.keys))
    dice = 2 * shared / max(len(one.keys) + len(other.keys), 1)
    if one.language != other.language and one.language and other.language:
        near = one.vector is not None and other.vector is not None and float(one.vector @ other.vector)
        return near >= _CLOSE_VECTORS or (shared >= 5 and dice >= 0.6)
    if min(len(one.words), len(other.words)) < 3:
        return False
    if fuzz.ratio(one.text, other.text, score_cutoff=_RATIO):
        return True
    if shared >= 5 and dice >= 0.8:
        return True
    short, long = sorted((one.text, other.text), key=len)
    if len(short) >= 40 and len(short) >= 0.35 * len(long):
        if shared >= 6 and shared >= 0.9 * least and 2 * least >= max(len(one.keys), len(other.keys)):
            return True
        return bool(fuzz.partial_ratio(short, long, score_cutoff=_CONTAINED))
    return False


def _denies(one: Folded, other: Folded) -> bool:
    told = Polarity.of([other.words])
    return stance(one.words, (), 0, len(one.words), told) is Stance.NEGATES


def _other_numbers(one: Folded, other: Folded) -> bool:
    """Whether a short text has another number in the place of one; copies are often numbered at their ends."""
    if min(len(one.words), len(other.words)) >= _SHORT_WORDS and one.language == other.language:
        return False
    inside, others = one.numbers - _at_ends(one), other.numbers - _at_ends(other)
    return bool(inside - other.numbers) and bool(others - one.numbers)


def _at_ends(folded: Folded) -> set[str]:
    return {*folded.words[:1], *folded.words[-1:]}
