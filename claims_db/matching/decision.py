"""What may be done with the matches of a text. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from claims_db.matching.passages import Passage
from claims_db.model import Closeness, Decision

STRONG = {"words": 0.86, "vectors": 0.92}
"""Least score of an answer given unasked, by words alone and with sentence vectors, which raise scores of all kinds."""

WEAK = 0.35
"""Least score of a claim that is worth offering."""

ONE_WORD = 1
"""Content words that are no more than a greeting or a name; a claim is offered for them only when it says just that."""

FEW_WORDS = 3
"""Content words below which a text says too little to be sure of."""


class Scored(NamedTuple):
    """What a decision looks at for one claim.

    `words` counts the content words of the passage. `off_topic`: the claim is about what the whole base is about,
    and the text never names that. `wants_to_know`: the passage asks how, where, when or who. `differs`: it names
    another number, date or name, or swaps who does what to whom.
    """

    score: float
    passage: Passage
    closeness: Closeness
    words: int
    off_topic: bool
    wants_to_know: bool = False
    differs: bool = False

    def sure(self, least: float) -> bool:
        """Sure enough to answer unasked, from the score `least` on; a few words or an open question must be the very
        wording, a text that never names the subject must be close to it, and nothing may differ.
        """
        if self.differs:
            return False
        if self.closeness is not Closeness.EXACT and (self.words < FEW_WORDS or self.wants_to_know):
            return False
        return self.score >= least and not (self.off_topic and self.closeness is Closeness.RELATED)


def decide(found: Sequence[Scored], *, vectors: bool) -> tuple[Decision, tuple[int, ...]]:
    """Decide for claims that come best first; the places in `found` of those that may be asserted.

    `vectors`: whether the scores come from words and vectors, not from words alone.

    Of claims found in the same words only the best may be.
    """
    if not found or found[0].score < WEAK:
        return Decision.NONE, ()
    if found[0].words <= ONE_WORD and found[0].closeness is not Closeness.EXACT:
        return Decision.NONE, ()
    least = STRONG["vectors" if vectors else "words"]
    if not found[0].sure(least):
        return Decision.WEAK, ()
    taken: list[int] = []
    for place, one in enumerate(found):
        if one.sure(least) and not any(one.passage.overlaps(found[other].passage) for other in taken):
            taken.append(place)
    return (Decision.SEVERAL if len(taken) > 1 else Decision.STRONG), tuple(taken)
