"""Messages that make no claim of the kind that is checked: no claim may be found in them."""

from functools import cache
from importlib.resources import files


@cache
def ordinary_messages() -> tuple[str, ...]:
    """Everyday messages in English, Ukrainian and Russian; our own, one a line of ordinary.txt."""
    text = files(__package__).joinpath("ordinary.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
