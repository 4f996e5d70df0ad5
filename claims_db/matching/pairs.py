"""What is known of a passage and the claims it may make, and the features that follow from it. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claims_db.matching.features import Features, Likeness, log_length
from claims_db.matching.index import SMALL, ClaimIndex
from claims_db.matching.passages import Passage
from claims_db.matching.reading import Reading
from claims_db.matching.vectors import Nearness
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
    """One passage and one claim: the closest wording, the closest near miss, and what vectors say."""

    wording: Wording | None = None
    likeness: Likeness = _UNLIKE
    near_miss: float = 0.0
    near: Nearness = _FAR

    def least(self, wording: Wording) -> float:
        """The closeness that a wording must exceed to tell anything new; below 0 when any does."""
        if wording.counter:
            return max(self.near_miss, self.likeness.closeness)
        return -1.0 if self.wording is None else self.likeness.closeness

    def add(self, wording: Wording, found: Likeness) -> None:
        """Take into account a wording that is closer than `least`."""
        if wording.counter:
            self.near_miss = found.closeness
        else:
            self.wording, self.likeness = wording, found


@dataclass(frozen=True, slots=True)
class _Best:
    """The two largest values of one measure; in a base of few claims the second is taken to be near the first."""

    first: float
    second: float

    def lead(self, own: float) -> float:
        """How far `own` is ahead of the best other value; below 0 when another is ahead."""
        return own - (self.second if own == self.first else self.first)


def _best(values: Iterable[float], claims: int) -> _Best:
    first, second, *_ = *sorted(values, reverse=True)[:2], 0.0, 0.0
    return _Best(first, max(second, first * _BESIDE * max(1 - claims / SMALL, 0.0)))


def weigh(
    passage: Passage, pairs: dict[str, Pair], reading: Reading, index: ClaimIndex, names_topic: Callable[[], bool]
) -> Iterator[tuple[str, Pair, Features]]:
    """Give the features of every claim that a passage has a wording in common with.

    `names_topic` tells whether the text names what the base is about; it is asked only where that counts.
    """
    compared = [(claim_id, pair) for claim_id, pair in pairs.items() if pair.wording is not None]
    closeness = _best((pair.likeness.closeness for _, pair in compared), len(index))
    learnt = _best((pair.near.learnt for _, pair in compared), len(index))
    centre = _best((pair.near.centre for _, pair in compared), len(index))
    said, names = reading.keys(passage), reading.names(passage)
    numbers = frozenset(filter(str.isdigit, said))
    unique = index.rarity("")
    words, whole = log_length(len(said)), log_length(len(reading.all_keys))
    size, few = log_length(max(len(index), SMALL)) / _SIZE, max(1 - len(index) / SMALL, 0.0)
    for claim_id, pair in compared:
        gist, like, near = index.gist(claim_id), pair.likeness, pair.near
        yield (
            claim_id,
            pair,
            Features(
                cover=like.cover,
                told=like.told,
                grams=like.grams,
                inside=like.inside,
                shared=like.shared / unique / _UNIQUE,
                lead=closeness.lead(like.closeness),
                near_miss=max(pair.near_miss - like.closeness, 0.0),
                core=gist.share(said),
                core_text=gist.share(reading.all_keys),
                off_topic=float(_on_topic(gist, index) and not names_topic()),
                strange=len(names - gist.known) / 3,
                numbers=len(numbers - gist.numbers) / 2,
                words=words,
                whole=whole,
                size=size,
                few=few,
                learnt=near.learnt,
                centre=near.centre,
                plain=near.plain,
                ahead=learnt.lead(near.learnt),
                centre_ahead=centre.lead(near.centre),
                astray=max(near.astray - near.learnt, 0.0),
            ),
        )


def _on_topic(gist: Gist, index: ClaimIndex) -> bool:
    """Whether the claim names in every language what the base is about."""
    return bool(gist.cores) and all(map(index.has_topic, gist.cores))
