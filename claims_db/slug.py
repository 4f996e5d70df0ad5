"""Ids for claims, made from their sentence. Pure."""

import re
import unicodedata
from collections.abc import Container

from claims_db.curation import MAX_ID

_LENGTH = 48
"""Characters of a made id before a number is added."""

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "ъ": "", "ы": "y", "э": "e", "ё": "e", "’": "", "'": "", "ʼ": "",
}  # fmt: skip
_RUSSIAN = {"г": "g", "и": "i"}
_WORD = re.compile(r"[a-z0-9]+")


def slug(sentence: str, *, language: str = "en", taken: Container[str] = ()) -> str:
    """An id for a claim: small Latin letters, digits and hyphens, at most 60 characters, none of `taken`.

    Cyrillic is written in Latin letters, accents are left out; a sentence without such a letter or digit gives "claim".
    """
    table = str.maketrans(_LATIN | (_RUSSIAN if language == "ru" else {}))
    latin = unicodedata.normalize("NFKD", sentence.lower().translate(table))
    words = _WORD.findall("".join(char for char in latin if not unicodedata.combining(char)))
    name = ""
    for word in words:
        longer = f"{name}-{word}".lstrip("-")
        if len(longer) > _LENGTH:
            break
        name = longer
    name = name or (words[0][:_LENGTH] if words else "claim")
    return free_id(name, taken)


def free_id(name: str, taken: Container[str]) -> str:
    """`name`, or where that is one of `taken` the same with the first number that makes it another."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[: MAX_ID - 8].rstrip('-')}-{number}"
    return free
