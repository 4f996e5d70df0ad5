"""What a passage and a wording have in common, as a few numbers with a reason each. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio

from claims_db.matching.index import Wording
from claims_db.text import skeleton


@dataclass(frozen=True, slots=True)
class View:
    """Words of one passage (or wording) prepared for comparison; `bare` is their skeletons with blanks."""

    keys: frozenset[str]
    bare: str
    grams: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a passage and a wording are; every field is a share of 1, except `shared`.

    `cover` is how much of the wording's rarity the passage has, `told` how much of the passage's rarity the
    wording has, `grams` the Dice share of letter triples, `inside` the best partial alignment of the shorter
    in the longer, `shared` the rarity in common (natural logarithm units).
    """

    cover: float
    told: float
    grams: float
    inside: float
    shared: float

    @property
    def closeness(self) -> float:
        """One number for ordering: how close the words are."""
        return 0.45 * self.cover + 0.2 * self.told + 0.35 * max(self.grams, self.inside - 0.3)


def view(words: tuple[str, ...], keys: frozenset[str]) -> View:
    """Prepare words whose keys are known."""
    bare = " ".join(map(skeleton, words))
    return View(keys, bare, frozenset(bare[at : at + 3] for at in range(max(len(bare) - 2, 0))))


def likeness(passage: View, wording: View, rarity: Callable[[str], float]) -> Likeness:
    """Compare two views; `rarity` tells how much a key counts."""
    common = sum(map(rarity, passage.keys & wording.keys))
    whole, told = sum(map(rarity, wording.keys)), sum(map(rarity, passage.keys))
    both = len(passage.grams) + len(wording.grams)
    return Likeness(
        cover=common / whole if whole else 0.0,
        told=common / told if told else 0.0,
        grams=2 * len(passage.grams & wording.grams) / both if both else 0.0,
        inside=partial_ratio(passage.bare, wording.bare) / 100 if both else 0.0,
        shared=common,
    )


def wording_view(wording: Wording) -> View:
    """The view of a stored wording."""
    return view(wording.words, wording.keys)
