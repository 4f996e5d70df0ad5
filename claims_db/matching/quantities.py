"""Numbers with what they count, and dates, read from folded words in three languages. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claims_db.matching.lexicon import labels
from claims_db.matching.values import LARGE, Date, Number
from claims_db.matching.words import key_of

_HEDGED = {"over": (1.0, 1.6), "under": (0.7, 1.0), "about": (0.85, 1.15), "": (1.0, 1.0)}
"""The least and the most that a number with such a word before it stands for, as a multiple."""

_SIGNS = "$€£₽₴"
_AGO = frozenset(("ago", "old", "назад", "тому", "th", "st", "nd", "rd", "й", "я", "е", "го", "му", "ий"))
"""Words after a number that make it an age, an order or a time gone by, which is no part of a claim."""

_ORDINAL = frozenset(("th", "st", "nd", "rd", "го"))
"""What may stand between the day and the month."""

_VAGUE = frozenset(("jan", "feb", "mar", "march", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "мар"))
"""Names of months that are other words as well, unless a day or a year stands beside."""

_DASHES = frozenset(("-", "–", "—"))

_YEAR = re.compile(r"(?:19|20)\d\d")
_STARTS = re.compile(r"[.!?…;\n]")
"""Before a number that is followed by a full stop: it counts the items of a list."""

_THOUSANDS = re.compile(r"[,. '\u00a0\u202f]")


@dataclass(slots=True)
class _Reader:
    words: Sequence[str]
    gaps: Sequence[str]
    taken: set[int] = field(default_factory=set)

    def word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def gap(self, place: int) -> str:
        return self.gaps[place] if 0 <= place < len(self.gaps) else ""


def dates(words: Sequence[str], gaps: Sequence[str]) -> list[Date]:
    """The dates of a text; `gaps` are the marks before each word and after the last."""
    reader = _Reader(words, gaps)
    found = [*_dotted(reader), *_named(reader)]
    found += [
        Date(int(word), 0, 0, place, place + 1)
        for place, word in enumerate(words)
        if place not in reader.taken and _is_year(reader, place)
    ]
    return sorted(found, key=lambda one: one.first)


def numbers(words: Sequence[str], gaps: Sequence[str], found: Sequence[Date]) -> list[Number]:
    """The numbers of a text that belong to none of the dates `found`."""
    reader = _Reader(words, gaps, {place for one in found for place in range(one.first, one.last)})
    result: list[Number] = []
    place = 0
    while place < len(words):
        number = None if place in reader.taken else _number(reader, place)
        if number:
            result.append(number)
        place = number.last if number else place + 1
    return result


def _is_year(reader: _Reader, place: int) -> bool:
    if not _YEAR.fullmatch(reader.word(place)) or reader.gap(place)[-1:] in tuple(_SIGNS):
        return False
    following = reader.word(place + 1)
    glued = reader.gap(place + 1) in (",", ".", ":") and following.isdigit()
    unit = labels("units").of(following)
    return not glued and not _scale(reader, place + 1) and unit in ("", "year", "time") and not _sign(reader, place)


def _scale(reader: _Reader, place: int) -> float:
    """What the word at a place multiplies a number before it with; a single letter must be glued to it."""
    word = reader.word(place)
    return float(labels("scales").of(word) or 0) if len(word) > 1 or not reader.gap(place) else 0.0


def _sign(reader: _Reader, place: int) -> str:
    return labels("units").of(reader.gap(place + 1).lstrip()[:1])


def _dotted(reader: _Reader) -> Iterator[Date]:
    for place in range(len(reader.words) - 2):
        parts = reader.words[place : place + 3]
        if not all(map(str.isdigit, parts)) or {reader.gap(place + 1), reader.gap(place + 2)} - {".", "/", "-"}:
            continue
        day, month, year = map(int, reversed(parts) if _YEAR.fullmatch(parts[0]) else parts)
        year += 2000 if year < 100 else 0
        if 1 <= day <= 31 and 1 <= month <= 12 and _YEAR.fullmatch(str(year)):
            reader.taken.update(range(place, place + 3))
            yield Date(year, month, day, place, place + 3)


def _named(reader: _Reader) -> Iterator[Date]:
    """Months by name, with the day before or after and the year after them."""
    for place, word in enumerate(reader.words):
        month = labels("months").of(word)
        if not month or place in reader.taken:
            continue
        first, last, day = place, place + 1, 0
        before = place - 2 if reader.word(place - 1) in _ORDINAL else place - 1
        if _is_day(reader, before):
            day, first = int(reader.word(before)), before
        elif _is_day(reader, last) and reader.gap(last + 1)[:1] != ":":
            day, last = int(reader.word(last)), last + 1
            last += reader.word(last) in _ORDINAL
        year = 0
        if _YEAR.fullmatch(reader.word(last)) and len(reader.gap(last)) <= 2:
            year, last = int(reader.word(last)), last + 1
        if word in _VAGUE and not (day or year):
            continue
        if day and _is_day(reader, first - 1) and reader.gap(first).strip() in _DASHES:
            yield Date(year, int(month), int(reader.word(first - 1)), first - 1, first)
            reader.taken.add(first - 1)
        reader.taken.update(range(first, last))
        yield Date(year, int(month), day, first, last)


def _is_day(reader: _Reader, place: int) -> bool:
    word = reader.word(place)
    return word.isascii() and word.isdigit() and 1 <= int(word[:3]) <= 31 and place not in reader.taken


def _number(reader: _Reader, place: int) -> Number | None:
    word = reader.word(place)
    if word.isascii() and word.isdigit() and len(word) <= 12:
        amount, last = _digits(reader, place)
    elif spelled := labels("numbers").of(word):
        amount, last = _spelled(reader, place, float(spelled))
    elif scale := _lone_scale(reader, place):
        amount, last = scale, place + 1
    else:
        return None
    if amount < 0:
        return None
    first = place
    scaled = False
    while factor := _scale(reader, last):
        amount, last, scaled = amount * factor, last + 1, scaled or factor >= LARGE
    if word.isdigit() and reader.gap(last)[:1] in (".", ")") and (place == 0 or _STARTS.search(reader.gap(place))):
        return None
    if reader.word(last) in _AGO or reader.word(last + 1) in ("ago", "назад", "тому", "old"):
        return None
    unit, last = _unit(reader, first, last)
    low, high = _HEDGED["over" if reader.gap(last).startswith("+") else _hedge(reader, first)]
    nouns = frozenset(key_of(reader.word(at)) for at in range(last, last + 2) if not reader.word(at).isdigit()) - {""}
    return Number(amount * low, amount * high, unit, nouns, scaled, first, last)


def _digits(reader: _Reader, place: int) -> tuple[float, int]:
    """The amount in figures at a place and where it ends; below 0 for a clock time or a version."""
    text, last = reader.word(place), place + 1
    if reader.gap(place) == ":" or (reader.gap(last) == ":" and reader.word(last).isdigit()):
        return -1.0, last
    while len(reader.word(last)) == 3 and reader.word(last).isdigit() and _THOUSANDS.fullmatch(reader.gap(last)):
        if len(text) > 3 and last == place + 1:
            break
        text, last = text + reader.word(last), last + 1
    if reader.gap(last) in (",", ".") and reader.word(last).isdigit() and len(reader.word(last)) <= 2:
        return float(f"{text}.{reader.word(last)}"), last + 1
    return float(text), last


def _spelled(reader: _Reader, place: int, amount: float) -> tuple[float, int]:
    last = place + 1
    following = labels("numbers").of(reader.word(last))
    if following and float(following) < 10 <= amount < 1000:
        return amount + float(following), last + 1
    return amount, last


def _lone_scale(reader: _Reader, place: int) -> float:
    """A million or billion without a number before it; thousands and plurals are too vague."""
    word = reader.word(place)
    scale = labels("scales").of(word)
    singular = word in ("million", "billion", "миллион", "миллиард", "мільйон", "мільярд", "миллиона", "миллиарда")
    if not scale or not singular:
        return 0.0
    half = "half" in (reader.word(place - 1), reader.word(place - 2))
    return float(scale) * (0.5 if half else 1.0)


def _unit(reader: _Reader, first: int, last: int) -> tuple[str, int]:
    units = labels("units")
    if sign := units.of(reader.gap(first)[-1:]):
        return sign, last
    if sign := units.of(reader.gap(last).lstrip()[:1]):
        return sign, last
    if reader.word(last) == "per" and reader.word(last + 1) == "cent":
        return "%", last + 2
    unit = units.of(reader.word(last))
    return (unit, last + 1) if unit else ("", last)


def _hedge(reader: _Reader, first: int) -> str:
    hedges = labels("hedges")
    return next((found for at in (first - 1, first - 2) if (found := hedges.of(reader.word(at)))), "")


def spread(found: Sequence[Number]) -> list[Number]:
    """The numbers, with those at the ends of a range ("15-20") standing for all in between."""
    result = list(found)
    for place, (one, two) in enumerate(pairwise(found)):
        if two.first == one.last and one.high < two.low:
            both = Number(one.low, two.high, two.unit, two.nouns, two.scaled, one.first, two.last)
            result[place] = result[place + 1] = both
    return result
