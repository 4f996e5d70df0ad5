"""What a passage and a claim have in common, as a few numbers with a reason each. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from math import log

from rapidfuzz.fuzz import partial_ratio

from claims_db.text import skeleton


@dataclass(frozen=True, slots=True)
class View:
    """Words of one passage or wording prepared for comparison; `bare` is their skeletons with blanks between."""

    keys: frozenset[str]
    bare: str
    grams: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
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


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of, for one passage and one claim.

    `lead` is how much closer in words the claim is than the best other claim for the same passage (negative:
    another one is closer); `near_miss` how much closer than to the claim it is to one of its near misses (0: to none).
    `core` is the share of what all wordings of the claim have in common that the passage has, `core_text` the
    same for the whole text. `off_topic` is 1 when the claim is about what the base is mostly about and the text
    never names that. `strange` counts names, `numbers` numbers of the passage that no wording of the claim
    has. `words` and `whole` are logarithms of the content words of the passage and of the text, `size` is that of
    the number of claims: chance likeness grows with it. `few` is how far the base is below index.SMALL claims, as a
    share: what else a text could mean is missing there.

    `learnt`, `centre`, `plain` are cosines of sentence vectors (see vectors.Nearness), `ahead`, `centre_ahead` and
    `astray` are what `lead` and `near_miss` are for words; all six say nothing without vectors.
    """

    cover: float
    told: float
    grams: float
    inside: float
    shared: float
    lead: float
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
    learnt: float
    centre: float
    plain: float
    ahead: float
    centre_ahead: float
    astray: float

    def named(self) -> list[tuple[str, float]]:
        """Every number with its name, in the order of the fields."""
        return [(name, getattr(self, name)) for name in NAMES]


NAMES = tuple(part.name for part in fields(Features))
"""Names of the features, in order."""


def view(words: tuple[str, ...], keys: frozenset[str]) -> View:
    """Prepare words whose keys are known."""
    bare = " ".join(map(skeleton, words))
    return View(keys, bare, frozenset([bare[at : at + 3] for at in range(len(bare) - 2)]))


def likeness(passage: View, wording: View, rarity: Callable[[str], float]) -> Likeness:
    """Compare two views; `rarity` tells how much a key counts."""
    common = sum(map(rarity, passage.keys & wording.keys))
    whole, mass = sum(map(rarity, wording.keys)), sum(map(rarity, passage.keys))
    both = len(passage.grams) + len(wording.grams)
    cover, told = common / whole if whole else 0.0, common / mass if mass else 0.0
    grams = 2 * len(passage.grams & wording.grams) / both if both else 0.0
    inside = partial_ratio(passage.bare, wording.bare) / 100 if both else 0.0
    closeness = 0.45 * cover + 0.2 * told + 0.35 * max(grams, inside - 0.3)
    return Likeness(cover, told, grams, inside, common, closeness)


def log_length(words: int) -> float:
    """The logarithm by which lengths count; 0 for none."""
    return log(1 + words)
