"""Lists of words in English, Ukrainian and Russian that matching needs, one text file a list."""

import re
from functools import cache
from importlib.resources import files


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The folded phrases of a list, one a line; blank lines and lines that begin with # are remarks."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a list, several a line."""
    return frozenset(word for line in phrases(name) for word in line.split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Finds any phrase of a list in folded words with one blank between; * stands for any ending."""
    choices = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in sorted(phrases(name), reverse=True))
    return re.compile(rf"(?<![\w'])(?:{choices})(?![\w'])")
