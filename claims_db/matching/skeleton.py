"""The key under which a word meets its transliterations: Дуров and Durov. Pure."""

import re
from functools import lru_cache

_SEQUENCES = re.compile(r"shch|sch|sh|ch|zh|kh|ts|[yij][aeouyi]|ck|ph|c(?![eiy])")
_SEQUENCE_KEYS = {
    "shch": "s",
    "sch": "s",
    "sh": "s",
    "ch": "c",
    "zh": "z",
    "kh": "h",
    "ts": "c",
    "ck": "k",
    "ph": "f",
    "c": "k",
}
_SEQUENCE_KEYS |= {f"{glide}{vowel}": "i" if vowel in "yi" else vowel for glide in "yij" for vowel in "aeouyi"}
"""A glide before a vowel is not written."""

_SKELETON = str.maketrans(
    dict(
        zip(
            "абвгґдеєёжзиіїйыклмнопрстуфхцчшщэюяgwyjq",
            "abvhhdeeezziiiiiklmnoprstufhccsseuahviik",
            strict=True,
        )
    )
    | dict.fromkeys("ьъ'", "")
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """A key under which a folded word and its transliterations meet; digits stay whole."""
    if word.isdigit():
        return word
    if word.isascii():
        word = _SEQUENCES.sub(_sequence_key, word)
    return _DOUBLED.sub(_letter, word.translate(_SKELETON))


def _sequence_key(sequence: re.Match[str]) -> str:
    return _SEQUENCE_KEYS[sequence[0]]


def _letter(doubled: re.Match[str]) -> str:
    return doubled[1]
