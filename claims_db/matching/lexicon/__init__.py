"""Lists of words in English, Ukrainian and Russian that matching needs, one text file a list."""

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a list; lines that begin with # are remarks."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The folded phrases of a list, one a line; blank lines and lines that begin with # are remarks."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
