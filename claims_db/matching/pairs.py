"""What is known of a passage and the claims it may make, and the features that follow from it. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from claims_db.matching.features import Features, Likeness, log_length
from claims_db.matching.index import ClaimIndex
from claims_db.matching.passages import Passage
from claims_db.matching.rarity import SMALL
from claims_db.matching.reading import Reading
from claims_db.matching.vector_table import Nearness
from claims_db.matching.wordings import Gist, Wording

_UNIQUE = 3
"""Shared rarity is counted in so many words that only one claim has."""

_SIZE = 10
"""Brings the logarithm of the base's size to about 1."""

_BESIDE = 0.8
"""How close, beside the first, the second claim is taken to be in a base of nearly none: others may be missing."""

_FAR = Nearness(0, 0.0, 0.0, 0.0, 0.0)
_UNLIKE = Likeness()


@dataclass(slots=True)
class Pair:
    """One passage and one claim: the closest wording, the closest near miss, and what vectors say.

    `cosine` is the largest of all wordings, `in_text` the largest of one of them, or of a near miss, which is about the
    same thing, with the whole text.
    """

    wording: Wording | None = None
    likeness: Likeness = _UNLIKE
    cosine: float = 0.0
    in_text: float = 0.0
    near_miss: float = 0.0
    near: Nearness = _FAR

    def least(self, wording: Wording) -> float:
        """The closeness that a wording must exceed to tell anything new; below 0 when any does."""
        if wording.counter:
            return max(self.near_miss, self.likeness.closeness)
        return -1.0 if self.wording is None else self.likeness.closeness

    def share(self, wording: Wording, cosine: float, in_text: float) -> None:
        """Take into account the cosines of a wording with the passage and with the whole text."""
        self.in_text = max(self.in_text, in_text)
        if not wording.counter:
            self.cosine = max(self.cosine, cosine)

    def add(self, wording: Wording, found: Likeness) -> None:
        """Take into account a wording that is closer than `least`."""
        if wording.counter:
            self.near_miss = found.closeness
        else:
            self.wording, self.likeness = wording, found


def _leads(values: Sequence[float], claims: int) -> list[float]:
    """How far each of some values is ahead of the best other one; below 0 where another is ahead.

    Beside the best of a base of so few `claims` that others may be missing, the second is taken to be near it.
    """
    if not any(values):
        return [0.0] * len(values)
    first, second, *_ = *sorted(values, reverse=True)[:2], 0.0, 0.0
    second = max(second, first * _BESIDE * max(1 - claims / SMALL, 0.0))
    return [value - (second if value == first else first) for value in values]


def weigh(
    found: Mapping[Passage, Mapping[str, Pair]], reading: Reading, index: ClaimIndex, names_topic: Callable[[], bool]
) -> Iterator[tuple[Passage, str, Pair, Features]]:
    """Give the features of each passage and claim of `found` that have a wording in common.

    `names_topic` tells whether the text names what the base is about; it is asked only where that counts.
    """
    compared = [
        (passage, {claim_id: pair for claim_id, pair in pairs.items() if pair.wording is not None})
        for passage, pairs in found.items()
    ]
    in_text: dict[str, float] = {}
    for _, pairs in compared:
        for claim_id, pair in pairs.items():
            in_text[claim_id] = max(in_text.get(claim_id, 0.0), pair.in_text)
    leads = dict(zip(in_text, _leads(list(in_text.values()), len(index)), strict=True))
    for passage, pairs in compared:
        if pairs:
            beside = _Beside(passage, pairs, reading, index, names_topic)
            for place, (claim_id, pair) in enumerate(pairs.items()):
                yield passage, claim_id, pair, beside.features(place, pair, leads[claim_id])


class _Beside:
    """The claims that one passage may make, each beside the others; they are told apart by their places in `pairs`."""

    def __init__(
        self,
        passage: Passage,
        pairs: Mapping[str, Pair],
        reading: Reading,
        index: ClaimIndex,
        names_topic: Callable[[], bool],
    ) -> None:
        self._reading, self._index, self._names_topic = reading, index, names_topic
        self._said, self._names = reading.keys(passage), reading.names(passage)
        self._numbers = frozenset(filter(str.isdigit, self._said))
        self._unique, size = index.rarity(""), len(index)
        self._words, self._whole = log_length(len(self._said)), log_length(len(reading.all_keys))
        self._size, self._few = log_length(max(size, SMALL)) / _SIZE, max(1 - size / SMALL, 0.0)
        self._gists = list(map(index.gist, pairs))
        self._known = _shares_known(self._said, self._gists, index.rarity)
        self._known_leads = _leads(self._known, size)
        self._leads = _leads([pair.likeness.closeness for pair in pairs.values()], size)
        self._cosine_leads = _leads([pair.cosine for pair in pairs.values()], size)
        self._learnt_leads = _leads([pair.near.learnt for pair in pairs.values()], size)
        self._centre_leads = _leads([pair.near.centre for pair in pairs.values()], size)

    def features(self, place: int, pair: Pair, text_lead: float) -> Features:
        """What speaks for one of the claims."""
        gist, like, near = self._gists[place], pair.likeness, pair.near
        return Features(
            cover=like.cover,
            told=like.told,
            grams=like.grams,
            inside=like.inside,
            shared=like.shared / self._unique / _UNIQUE,
            cosine=pair.cosine,
            known=self._known[place],
            lead=self._leads[place],
            cosine_lead=self._cosine_leads[place],
            known_lead=self._known_leads[place],
            text_lead=text_lead,
            near_miss=max(pair.near_miss - like.closeness, 0.0),
            core=gist.share(self._said),
            core_text=gist.share(self._reading.all_keys),
            off_topic=float(_on_topic(gist, self._index) and not self._names_topic()),
            strange=len(self._names - gist.known) / 3,
            numbers=len(self._numbers - gist.numbers) / 2,
            words=self._words,
            whole=self._whole,
            size=self._size,
            few=self._few,
            wordings=log_length(gist.wordings),
            centre=near.centre,
            plain=near.plain,
            ahead=self._learnt_leads[place],
            centre_ahead=self._centre_leads[place],
            astray=max(near.astray - near.learnt, 0.0),
        )


def _shares_known(said: frozenset[str], gists: Iterable[Gist], rarity: Callable[[str], float]) -> list[float]:
    """For each claim the share of the rarity of `said` that its wordings have together."""
    rarities = dict(zip(said, map(rarity, said), strict=True))
    mass = fsum(rarities.values()) or 1.0
    return [fsum([rarities[key] for key in said & gist.known]) / mass for gist in gists]


def _on_topic(gist: Gist, index: ClaimIndex) -> bool:
    """Whether the claim names in every language what the base is about."""
    return bool(gist.cores) and all(map(index.has_topic, gist.cores))
