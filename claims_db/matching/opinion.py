"""Tell a text that is mainly opinion or prediction from one that can be checked. Pure."""

from claims_db.matching.lexicon import pattern, spaced
from claims_db.text import Normalised

_WORDS_A_MARK = 25
"""One mark of opinion stands for so many words of a text; a long report with one is no opinion."""


def reads_as_opinion(text: Normalised) -> bool:
    """True when a text says itself that it is a view, a wish or a guess; False for an empty one."""
    marks = len(pattern("opinions").findall(spaced(text.words)))
    return marks * _WORDS_A_MARK >= len(text.words) > 0
