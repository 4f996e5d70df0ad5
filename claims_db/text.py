"""Bring a text into the one form in which texts are compared, without losing where each word stood. Pure.

Every step is linear in the length of the text, and the text is cut to MAX_READ characters before the first
costly one. Look-alike letters, invisible characters and spelled-out w o r d s are undone; real Ukrainian,
Russian and English stay what they are.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

MAX_READ = 4096
"""Characters of a text that are looked at: Telegram's limit for one message."""

MAX_MARKS = 8
"""Combining marks kept on one base character while it is composed."""

_LATIN = "ABCEHIKMOPTXYaceiopxysj"
_CYRILLIC = "АВСЕНІКМОРТХУасеіорхуѕј"
_GREEK_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυχικ", "ABEZHIKMNOPTYXavoptuxik", strict=True))
_GREEK_CYRILLIC = dict(zip("ΑΒΕΗΙΚΜΟΡΤΥΧαορτυχικ", "АВЕНІКМОРТУХаортухік", strict=True))
_TO_CYRILLIC = str.maketrans(dict(zip(_LATIN, _CYRILLIC, strict=True)) | _GREEK_CYRILLIC)
_TO_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN, strict=True)) | _GREEK_LATIN)

_PLAIN = re.compile(r"[\x00-\x7f«»–—“”„…№\u0400\u0402-\u0450\u0452-\u045f\u0490\u0491\U0001f300-\U0001faff]*")
_WORD = re.compile(r"(\d+|[^\W\d_]+(?:'[^\W\d_]+)*)")
_PLAIN_WORD = re.compile(r"([A-Za-z\u0400-\u0491]+(?:'[A-Za-z\u0400-\u0491]+)*|[0-9]+)")
"""Finds in a text that _PLAIN matches what _WORD finds, in less time."""

_CAPITALISED = re.compile(r"[^\W\d_a-zа-яіїєґё]+(?![a-zа-яіїєґё])|[^\W\d_]?[a-zа-яіїєґё]+")
_LINK = re.compile(r"(?:https?://|(?<![\w.-])(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/))\S*", re.I)
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_NO_CYRILLIC = re.compile(r"[A-Za-z\u0370-\u03ff]")
_MIXED = re.compile(
    r"[A-Za-z][\u0370-\u04ff]|[\u0400-\u04ff][A-Za-z\u0370-\u03ff]|[\u0370-\u03ff][A-Za-z\u0400-\u04ff]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ`´ʻˈ′＇", "'"))
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)


class Normalised(NamedTuple):
    """A text as words.

    `words` are folded; `starts` and `ends` (exclusive) say where each stood in the text as given; `gaps` is
    what stood before each word, and after the last. `text` is the words with one blank between, `links` are
    spans of addresses in the text as given, `read` counts the characters looked at.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[str, ...]
    links: tuple[tuple[int, int], ...]
    read: int

    @property
    def text(self) -> str:
        """The words with one blank between; normalising it again changes nothing."""
        return " ".join(self.words)


def normalise(text: str) -> Normalised:
    """Fold a text for comparison; never raises, whatever the text holds.

    Only the first MAX_READ characters count, and the folded text is never longer than that.
    """
    raw = text[:MAX_READ]
    clean, places = _clean(raw)
    may_link = "/" in clean or "www." in clean.lower()
    links = tuple((match.start(), match.end()) for match in _LINK.finditer(clean)) if may_link else ()
    if links:
        clean = _LINK.sub(lambda match: " " * len(match.group()), clean)
    words, starts, ends, gaps = _tokens(clean, _PLAIN_WORD if places is None else _WORD)
    if "#" in clean or "@" in clean:
        words, starts, ends, gaps = _split_tags(words, starts, ends, gaps)
    words = _fold(words)
    words, starts, ends, gaps = _fit(words, starts, ends, gaps)
    if places is not None:
        starts = [places[start] for start in starts]
        ends = [places[end - 1] + 1 for end in ends]
        links = tuple((places[start], places[end - 1] + 1) for start, end in links)
    return Normalised(tuple(words), tuple(starts), tuple(ends), tuple(gaps), links, len(raw))


def _clean(raw: str) -> tuple[str, list[int] | None]:
    """The text without invisible characters and accents, and where each character came from (None: unmoved)."""
    match = _PLAIN.match(raw)
    if match is not None and match.end() == len(raw):
        return raw.replace("`", "'"), None
    out: list[str] = []
    places: list[int] = []
    for place, cluster in _clusters(raw):
        folded = _fold_cluster(cluster)
        out.append(folded)
        places += [place] * len(folded)
        if len(places) >= MAX_READ:
            break
    return "".join(out)[:MAX_READ], places[:MAX_READ]


def _clusters(raw: str) -> list[tuple[int, str]]:
    """Base characters with their combining marks (at most MAX_MARKS), and where each begins."""
    found: list[tuple[int, str]] = []
    cluster, begin, marks = "", 0, 0
    for place, char in enumerate(raw):
        if _INVISIBLE.match(char):
            continue
        if char > "\u02ff" and unicodedata.category(char)[0] == "M":
            marks += 1
            if cluster and marks <= MAX_MARKS:
                cluster += char
            continue
        if cluster:
            found.append((begin, cluster))
        cluster, begin, marks = char, place, 0
    if cluster:
        found.append((begin, cluster))
    return found


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    """Compatibility form without accents; й and ї are letters of their own and stay, as do the signs of plain texts."""
    if _PLAIN.fullmatch(cluster):
        return cluster.translate(_APOSTROPHES)
    composed = unicodedata.normalize("NFKC", cluster.translate(_APOSTROPHES)).translate(_APOSTROPHES)
    if composed.isascii():
        return composed
    bare = (char if char in "йїЙЇ" else _without_marks(char) for char in composed)
    return _INVISIBLE.sub("", "".join(bare))


def _without_marks(char: str) -> str:
    kept = (part for part in unicodedata.normalize("NFD", char) if unicodedata.category(part)[0] != "M")
    return unicodedata.normalize("NFC", "".join(kept))


def _tokens(clean: str, word: re.Pattern[str]) -> tuple[list[str], list[int], list[int], list[str]]:
    parts = word.split(clean)
    words, gaps = parts[1::2], parts[::2]
    bounds = list(accumulate(map(len, parts)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    if len(words) >= _SPELLED and list(map(len, words)).count(1) >= _SPELLED:
        return _join_spelled(words, starts, ends, gaps)
    return words, starts, ends, gaps


def _split_tags(
    words: list[str], starts: list[int], ends: list[int], gaps: list[str]
) -> tuple[list[str], list[int], list[int], list[str]]:
    """Part the words of #SuchTags and @SuchNames, which only their capital letters keep apart."""
    parted: tuple[list[str], list[int], list[int], list[str]] = [], [], [], []
    for word, start, end, gap in zip(words, starts, ends, gaps, strict=False):
        parts = _CAPITALISED.findall(word) if gap[-1:] in ("#", "@") and not word.isupper() else [word]
        if len("".join(parts)) != len(word):
            parts = [word]
        for place, part in enumerate(parts):
            parted[0].append(part)
            parted[1].append(start)
            start += len(part)
            parted[2].append(start)
            parted[3].append("" if place else gap)
        parted[2][-1] = end
    return parted[0], parted[1], parted[2], [*parted[3], gaps[-1]]


_SPELLED = 4
"""So many single letters in a row are taken for one spelled-out word."""


def _join_spelled(
    words: list[str], starts: list[int], ends: list[int], gaps: list[str]
) -> tuple[list[str], list[int], list[int], list[str]]:
    """Join s p e l l e d words; a wider gap than the narrowest of its run parts two words."""
    groups: list[list[int]] = []
    run: list[int] = []
    for place, word in enumerate(words):
        if len(word) == 1 and word.isalpha():
            run.append(place)
            continue
        groups += _split_run(run, gaps)
        groups.append([place])
        run = []
    groups += _split_run(run, gaps)
    joined = ["".join(words[place] for place in group) for group in groups]
    first, last = [group[0] for group in groups], [group[-1] for group in groups]
    return joined, [starts[i] for i in first], [ends[i] for i in last], [gaps[i] for i in first] + gaps[-1:]


def _split_run(run: list[int], gaps: list[str]) -> list[list[int]]:
    if len(run) < _SPELLED:
        return [[place] for place in run]
    narrow = min(len(gaps[place]) for place in run[1:])
    groups = [run[:1]]
    for place in run[1:]:
        if len(gaps[place]) <= narrow:
            groups[-1].append(place)
        else:
            groups.append([place])
    singles = sum(len(group) == 1 for group in groups)
    return [run] if singles >= _SPELLED else groups


def _fold(words: list[str]) -> list[str]:
    joined = " ".join(words)
    if _may_be_mixed(words) and _MIXED.search(joined):
        cyrillic = len(_CYRILLIC_LETTER.findall(joined)) >= len(_LATIN_LETTER.findall(joined))
        words = [_one_script(word, cyrillic) for word in words]
        joined = " ".join(words)
    folded = joined.casefold().replace("ё", "е")
    if _PLAIN.fullmatch(folded):
        return folded.split(" ") if words else []
    return [_lower(word) for word in words]


def _may_be_mixed(words: list[str]) -> bool:
    """Whether a word may have letters of two scripts; much sooner known than whether one has."""
    return bool(_NO_CYRILLIC.search(" ".join([word for word in words if not word.isascii()])))


def _lower(word: str) -> str:
    folded = word.casefold().replace("ё", "е")
    if folded.isascii() or not folded.isalpha():
        return folded
    return "".join(_fold_cluster(char) for char in folded)


@lru_cache(maxsize=8192)
def _one_script(word: str, cyrillic_text: bool) -> str:
    """Undo look-alike letters: the script of the letters that have no double decides, else that of the text."""
    if word.isdigit():
        return word
    as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    firm_latin, firm_cyrillic = len(_LATIN_LETTER.findall(as_cyrillic)), len(_CYRILLIC_LETTER.findall(as_latin))
    if firm_latin == firm_cyrillic:
        return as_cyrillic if cyrillic_text else as_latin
    return as_cyrillic if firm_cyrillic > firm_latin else as_latin


def _fit(
    words: list[str], starts: list[int], ends: list[int], gaps: list[str]
) -> tuple[list[str], list[int], list[int], list[str]]:
    """Leave out the words beyond MAX_READ folded characters, and those that folding left empty."""
    if sum(map(len, words)) + len(words) <= MAX_READ and all(words):
        return words, starts, ends, gaps
    kept: list[int] = []
    length = -1
    for place, word in enumerate(words):
        length += len(word) + 1 if word else 0
        if length > MAX_READ:
            break
        if word:
            kept.append(place)
    return (
        [words[i] for i in kept],
        [starts[i] for i in kept],
        [ends[i] for i in kept],
        [gaps[i] for i in kept] + gaps[-1:],
    )


_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэъ")
_UKRAINIAN_WORD = re.compile(r"\b(?:хто|ти|ми|та|що|як|це|від|або|але|вже|бо|чи|яка|його|її|їх|з|у|й|до)\b")
_RUSSIAN_WORD = re.compile(r"\b(?:кто|мы|и|что|как|это|от|или|но|уже|еще|его|ее|их|с|в|к|из|при|чтобы)\b")


_ENOUGH_LETTERS = 12
"""So many Cyrillic letters without one of Ukrainian's own are hardly Ukrainian."""


def guess_language(text: str) -> str | None:
    """Tell "en", "uk" or "ru" by letters and small words; None where nothing speaks for one of them."""
    folded = normalise(text).text
    cyrillic = len(_CYRILLIC_LETTER.findall(folded))
    latin = len(_LATIN_LETTER.findall(folded))
    if cyrillic == 0 and latin == 0:
        return None
    if latin > 2 * cyrillic:
        return "en"
    ukrainian = 2 * sum(char in _UKRAINIAN for char in folded) + len(_UKRAINIAN_WORD.findall(folded))
    russian = 2 * sum(char in _RUSSIAN for char in folded) + len(_RUSSIAN_WORD.findall(folded))
    if ukrainian == russian:
        return "ru" if cyrillic >= _ENOUGH_LETTERS else None
    return "uk" if ukrainian > russian else "ru"
