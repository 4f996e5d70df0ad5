"""A text prepared for comparison: its passages, their keys and names, each worked out once. Pure."""

from claims_db.matching.features import View
from claims_db.matching.lexicon import words as lexicon
from claims_db.matching.negations import unnegated
from claims_db.matching.passages import Passage, passages
from claims_db.matching.skeleton import skeleton
from claims_db.matching.words import keys_of
from claims_db.text import Normalised, normalise

_EVEN = str.maketrans("ёЁ’ʼ", "еЕ''")
_OPENS = frozenset('.…!?:\n«"“•|')
"""Marks after which a capital letter says nothing."""


class Reading:
    """A text on its way through the index; `given` is the text itself."""

    def __init__(self, given: str) -> None:
        self.given = given
        self.text: Normalised = normalise(given)
        self._skeletons = list(map(skeleton, self.text.words))
        self._keys = keys_of(self.text.words, self._skeletons)
        self.passages = passages(self.text)
        self.all_keys = frozenset(self._keys) - {""}
        self.means_subject = bool(lexicon("subjects").intersection(self.text.words))
        self._sets: dict[Passage, frozenset[str]] = {}
        self._views: dict[Passage, View] = {}
        self._names: dict[Passage, frozenset[str]] = {}
        self._sayable: dict[Passage, tuple[str, ...]] = {}

    def keys(self, passage: Passage) -> frozenset[str]:
        """Keys of the content words of a passage."""
        known = self._sets.get(passage)
        if known is None:
            known = self._sets[passage] = frozenset(self._keys[passage.first : passage.last]) - {""}
        return known

    def sequence(self, passage: Passage) -> list[str]:
        """Keys of all words of a passage in reading order, empty for small words."""
        return self._keys[passage.first : passage.last]

    def view(self, passage: Passage) -> View:
        """A passage as it is compared with wordings."""
        known = self._views.get(passage)
        if known is None:
            bare = " ".join(self._skeletons[passage.first : passage.last])
            known = self._views[passage] = View(bare, self.keys(passage))
        return known

    def names(self, passage: Passage) -> frozenset[str]:
        """Keys of the words written with a capital letter inside a sentence; none where most are."""
        known = self._names.get(passage)
        if known is None:
            known = self._names[passage] = self._find_names(range(passage.first + 1, passage.last))
        return known

    def sayable(self, passage: Passage) -> tuple[str, ...]:
        """A passage as an encoder reads it best: as written, but folded where it shouts or is disguised; and once more
        without its negations when it has some, because a denial is far in meaning from what it denies.
        """
        known = self._sayable.get(passage)
        if known is None:
            said = self._said(passage)
            bare = unnegated(said)
            known = self._sayable[passage] = (said, bare) if bare.strip() and bare != said else (said,)
        return known

    def _said(self, passage: Passage) -> str:
        first, last = passage.first, passage.last
        written = self.given[self.text.starts[first] : self.text.ends[last - 1]]
        disguised = self.text.words[first] not in written.translate(_EVEN).lower()
        return " ".join(self.text.words[first:last]) if disguised or written.isupper() else written

    def _find_names(self, places: range) -> frozenset[str]:
        capital = [place for place in places if self.given[self.text.starts[place]].isupper()]
        if 2 * len(capital) > len(places):
            return frozenset()
        return frozenset(self._keys[place] for place in capital if not _OPENS.intersection(self.text.gaps[place])) - {
            ""
        }
