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
        word = _SEQUENCES.sub(lambda match: _SEQUENCE_KEYS.get(match.group()) or _soft(match.group()), word)
    return _DOUBLED.sub(r"\1", word.translate(_SKELETON))


def _soft(pair: str) -> str:
    """A glide before a vowel is not written in the key."""
    return "i" if pair[1] in "yi" else pair[1]
