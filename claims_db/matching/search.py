"""One text against the index: passages, candidates, what they have in common. Pure."""

from collections import defaultdict
from dataclasses import dataclass, field

from claims_db.matching.features import Features, Likeness, View, likeness, log_length, view
from claims_db.matching.index import ClaimIndex
from claims_db.matching.lexicon import words as lexicon
from claims_db.matching.passages import Passage, passages
from claims_db.matching.vectors import Nearness
from claims_db.matching.wordings import Gist, Wording
from claims_db.matching.words import key_of
from claims_db.text import Normalised

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

_UNIQUE = 3
"""Shared rarity is counted in so many words that only one claim has."""

_SIZE = 10
"""Brings the logarithm of the base's size to about 1."""

_EVEN = str.maketrans("ёЁ’ʼ", "еЕ''")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a passage may make: the closest wording, how alike, and what the score is made of."""

    claim_id: str
    passage: Passage
    wording: Wording
    likeness: Likeness
    features: Features


_FAR = Nearness(0, 0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class _Pair:
    """What is known of one passage and one claim while candidates are collected."""

    wording: Wording | None = None
    likeness: Likeness = field(default_factory=Likeness)
    near_miss: float = 0.0
    near: Nearness = _FAR


class Reading:
    """A text on its way through the index; views of its passages are made once, when needed."""

    def __init__(self, given: str, text: Normalised, index: ClaimIndex) -> None:
        self.given = given
        self.text = text
        self.index = index
        self._keys = [key_of(word) for word in text.words]
        self.passages = passages(text)
        self._views: dict[Passage, View] = {}
        self._pairs: defaultdict[Passage, dict[str, _Pair]] = defaultdict(dict)
        self._all_keys = frozenset(self._keys) - {""}
        self._content = len(self._all_keys)

    def keys(self, passage: Passage) -> frozenset[str]:
        """Keys of the content words of a passage."""
        return frozenset(self._keys[passage.first : passage.last]) - {""}

    def by_words(self) -> None:
        """Compare with the wordings that share most rare words."""
        pieces = [(passage, self.keys(passage)) for passage in self.passages]
        for place in self.index.candidates((key for _, keys in pieces for key in keys), limit=CANDIDATES):
            wording = self.index.wording(place)
            for passage in self._likely(wording, pieces):
                self._compare(passage, wording)

    def by_vectors(self) -> None:
        """Compare the most promising passages with all claims by meaning; the other passages are dropped."""
        vectors = self.index.vectors
        chosen = self._promising()
        if vectors is None or not chosen:
            return
        near = vectors.near([self.sayable(passage) for passage in chosen], self._hopeful())
        for passage, by_claim in zip(chosen, near, strict=True):
            self._adopt(passage, by_claim)
        self._pairs = defaultdict(dict, {passage: self._pairs[passage] for passage in chosen})

    def candidates(self) -> list[Candidate]:
        """Everything that was found, one for each passage and claim, in no particular order."""
        return [
            Candidate(claim_id, passage, pair.wording, pair.likeness, self._features(passage, claim_id))
            for passage, pairs in self._pairs.items()
            for claim_id, pair in pairs.items()
            if pair.wording is not None
        ]

    def sayable(self, passage: Passage) -> str:
        """A passage as an encoder reads it best: as written, but folded where it shouts or is disguised."""
        first, last = passage.first, passage.last
        written = self.given[self.text.starts[first] : self.text.ends[last - 1]]
        folded = " ".join(self.text.words[first:last])
        plain = written.translate(_EVEN).lower()
        return written if not written.isupper() and folded.split(" ", 1)[0] in plain else folded

    def _likely(self, wording: Wording, pieces: list[tuple[Passage, frozenset[str]]]) -> list[Passage]:
        overlaps: dict[Passage, float] = {}
        for passage, keys in pieces:
            common = sum(map(self.index.rarity, keys & wording.keys))
            if common:
                overlaps[passage] = common / (4 + len(keys)) ** 0.5
        return sorted(overlaps, key=lambda passage: (-overlaps[passage], passage.first))[:PER_WORDING]

    def _promising(self) -> list[Passage]:
        closest = {
            passage: max((pair.likeness.closeness for pair in self._pairs[passage].values()), default=0.0)
            for passage in self.passages
        }
        return sorted(self.passages, key=lambda passage: (-closest[passage], -passage.sentences, passage.first))[
            :ENCODED
        ]

    def _hopeful(self) -> dict[str, tuple[int, ...]]:
        """The claims closest in words, best first, and the places of their wordings."""
        closest: dict[str, float] = {}
        for pairs in self._pairs.values():
            for claim_id, pair in pairs.items():
                closest[claim_id] = max(closest.get(claim_id, 0.0), pair.likeness.closeness)
        best = sorted(closest, key=lambda claim_id: (-closest[claim_id], claim_id))[:HOPEFUL]
        return {claim_id: self.index.places(claim_id) for claim_id in best}

    def _compare(self, passage: Passage, wording: Wording) -> None:
        found = likeness(self._view(passage), view(wording.words, wording.keys), self.index.rarity)
        pair = self._pairs[passage].setdefault(wording.claim_id, _Pair())
        if wording.counter:
            pair.near_miss = max(pair.near_miss, found.closeness)
        elif pair.wording is None or found.closeness > pair.likeness.closeness:
            pair.wording, pair.likeness = wording, found

    def _adopt(self, passage: Passage, near: dict[str, Nearness]) -> None:
        """Add what vectors say to the pairs known by words, and the nearest claims that words did not find."""
        known = self._pairs[passage]
        nearest = sorted(near, key=lambda claim_id: -near[claim_id].centre - near[claim_id].learnt)[:NEAREST]
        for claim_id in {*nearest, *known} & near.keys():
            pair = known.setdefault(claim_id, _Pair())
            pair.near = near[claim_id]
            self._compare(passage, self.index.wording(near[claim_id].place))

    def _features(self, passage: Passage, claim_id: str) -> Features:
        pairs = self._pairs[passage]
        pair, own, near = pairs[claim_id], pairs[claim_id].likeness.closeness, pairs[claim_id].near
        others = [other for other_id, other in pairs.items() if other_id != claim_id and other.wording is not None]
        gist, said = self.index.gist(claim_id), self.keys(passage)
        return Features(
            cover=pair.likeness.cover,
            told=pair.likeness.told,
            grams=pair.likeness.grams,
            inside=pair.likeness.inside,
            shared=pair.likeness.shared / self.index.rarity("") / _UNIQUE,
            size=log_length(len(self.index)) / _SIZE,
            lead=own - max((other.likeness.closeness for other in others), default=0.0),
            near_miss=max(pair.near_miss - own, 0.0),
            core=max((len(core & said) / len(core) for core in gist.cores), default=0.0),
            core_text=max((len(core & self._all_keys) / len(core) for core in gist.cores), default=0.0),
            off_topic=float(self._off_topic(gist)),
            strange=len(self._names(passage) - gist.known) / 3,
            numbers=len({key for key in said if key.isdigit()} - gist.numbers) / 2,
            words=log_length(len(said)),
            whole=log_length(self._content),
            learnt=near.learnt,
            centre=near.centre,
            plain=near.plain,
            ahead=near.learnt - max((other.near.learnt for other in others), default=0.0),
            centre_ahead=near.centre - max((other.near.centre for other in others), default=0.0),
            astray=max(near.astray - near.learnt, 0.0),
        )

    def _off_topic(self, gist: Gist) -> bool:
        """Whether the claim names in every language what the base is about, and the text never does."""
        topics = self.index.topics
        if not topics or not gist.cores or not all(core & topics for core in gist.cores):
            return False
        return not self._all_keys & topics and not lexicon("subjects").intersection(self.text.words)

    def _names(self, passage: Passage) -> set[str]:
        """Keys of the words written with a capital letter inside a sentence, unless all are."""
        places = range(passage.first + 1, passage.last)
        capital = {place for place in places if self.given[self.text.starts[place]].isupper()}
        if 2 * len(capital) > len(places):
            return set()
        starts_anew = {place for place in capital if any(mark in self.text.gaps[place] for mark in '.!?:\n«"“•|')}
        return {self._keys[place] for place in capital - starts_anew} - {""}

    def _view(self, passage: Passage) -> View:
        if passage not in self._views:
            words = self.text.words[passage.first : passage.last]
            self._views[passage] = view(words, self.keys(passage))
        return self._views[passage]


def explore(given: str, text: Normalised, index: ClaimIndex, *, vectors: bool) -> list[Candidate]:
    """All candidates of a text (as given, and normalised), by words alone or by words and vectors."""
    reading = Reading(given, text, index)
    reading.by_words()
    if vectors:
        reading.by_vectors()
    return reading.candidates()
