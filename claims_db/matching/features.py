"""What a passage and a claim have in common, as a few numbers with a reason each. Pure."""

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.fuzz import partial_ratio

from claims_db.matching.common import Common
from claims_db.matching.rising import firsts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_INSIDE = 0.3
"""What is taken off the partial alignment, which is high by chance, beside the share of letter triples."""

_LETTER = 21
"""Bits of any letter's code."""

_ROUNDING = 1e-6
"""Kept off a bound, so that rounding never decides."""


class View:
    """A passage or wording as it is compared: the skeletons of its words with blanks between (`bare`), and its keys."""

    __slots__ = ("_grams", "bare", "keys")

    def __init__(self, bare: str, keys: frozenset[str]) -> None:
        self.bare = bare
        self.keys = keys
        self._grams: NDArray[np.uint64] | None = None

    @property
    def grams(self) -> "NDArray[np.uint64]":
        """A number for each different letter triple of `bare`, in rising order."""
        if self._grams is None:
            self._grams = _triples(self.bare)
        return self._grams


class Likeness(NamedTuple):
    """How alike the words of a passage and a wording are; shares of 1, except `shared`.

    `cover` is how much of the wording's rarity the passage has, `told` how much of the passage's rarity the
    wording has, `grams` the Dice share of letter triples, `inside` the best partial alignment of the shorter
    in the longer, `shared` the rarity in common (natural logarithm units), `closeness` one number of all for
    ordering, about 0 to 1.
    """

    cover: float = 0.0
    told: float = 0.0
    grams: float = 0.0
    inside: float = 0.0
    shared: float = 0.0
    closeness: float = 0.0


class Features(NamedTuple):
    """What the score is made of, for one passage and one claim.

    `lead` is how much closer in words the claim is than the best other claim for the same passage (negative:
    another one is closer), `cosine_lead`, `known_lead` and `text_lead` are the same for other measures of likeness;
    `near_miss` how much closer than to the claim it is to one of its near misses (0: to none).
    `cosine` is that of the rare words with the wording that is best by it, `known` the share of the passage's rarity
    that all wordings of the claim have together. `text_lead` compares cosines of the whole text, because a post in
    short sentences says what it is about only in all of them.
    `core` is the share of what all wordings of the claim have in common that the passage has, `core_text` the
    same for the whole text. `off_topic` is 1 when the claim is about what the base is mostly about and the text
    never names that. `strange` counts names, `numbers` numbers of the passage that no wording of the claim
    has. `words` and `whole` are logarithms of the content words of the passage and of the text, `size` is that of
    the number of claims: chance likeness grows with it. `few` is how far the base is below rarity.SMALL claims, as a
    share: what else a text could mean is missing there. `wordings` is the logarithm of how many the claim has: one of
    many is like a text by chance more often than one alone.

    `centre` and `plain` are cosines of sentence vectors (see vectors.Nearness), `ahead`, `centre_ahead` and `astray`
    are what `lead` and `near_miss` are for words; all five say nothing without vectors.
    """

    cover: float
    told: float
    grams: float
    inside: float
    shared: float
    cosine: float
    known: float
    lead: float
    cosine_lead: float
    known_lead: float
    text_lead: float
    near_miss: float
    core: float
    core_text: float
    off_topic: float
    strange: float
    numbers: float
    words: float
    whole: float
    size: float
    few: float
    wordings: float
    centre: float
    plain: float
    ahead: float
    centre_ahead: float
    astray: float

    def named(self) -> list[tuple[str, float]]:
        """Every number with its name, in the order of the fields."""
        return list(zip(NAMES, self, strict=True))


NAMES = Features._fields
"""Names of the features, in order."""


def likeness(passage: View, wording: View, common: Common, *, over: float = -1.0) -> Likeness | None:
    """Compare two views whose keys have that in common. None when closeness is not greater than `over`.

    What takes longer is left out as soon as it can't make a difference any more.
    """
    shared, mass, whole, _ = common
    cover, told = shared / whole if whole else 0.0, shared / mass if mass else 0.0
    rest = (over - 0.45 * cover - 0.2 * told) / 0.35
    if rest >= 1:
        return None
    ours, theirs = passage.grams, wording.grams
    both = len(ours) + len(theirs)
    grams = 2 * _common(ours, theirs) / both if both else 0.0
    least = 0.0 if grams > rest else rest + _INSIDE
    if least >= 1:
        return None
    inside = (
        partial_ratio(passage.bare, wording.bare, score_cutoff=max(100 * least - _ROUNDING, 0)) / 100 if both else 0.0
    )
    closeness = 0.45 * cover + 0.2 * told + 0.35 * max(grams, inside - _INSIDE)
    return Likeness(cover, told, grams, inside, shared, closeness) if closeness > over else None


def _triples(bare: str) -> "NDArray[np.uint64]":
    letters = np.frombuffer(bare.encode("utf-32-le"), np.uint32).astype(np.uint64)
    rising = letters[:-2] | letters[1:-1] << np.uint64(_LETTER) | letters[2:] << np.uint64(2 * _LETTER)
    rising.sort()
    triples: NDArray[np.uint64] = rising[firsts(rising)]
    return triples


def _common(some: "NDArray[np.uint64]", others: "NDArray[np.uint64]") -> int:
    """How many numbers are in both of two arrays in which none is twice."""
    rising = np.concatenate((some, others))
    rising.sort()
    return int(np.count_nonzero(rising[1:] == rising[:-1]))


def log_length(words: int) -> float:
    """The logarithm by which lengths count; 0 for none."""
    return log(1 + words)
