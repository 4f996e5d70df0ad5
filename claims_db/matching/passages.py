"""Cut a text into passages: the pieces that can make a claim, without the furniture of channels. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from claims_db.matching.lexicon import words as lexicon
from claims_db.text import Normalised

MAX_PASSAGES = 64
"""Passages of one text that are compared."""

MAX_WORDS = 60
"""Words of one passage; a longer sentence is cut into overlapping pieces."""

_WHOLE = 40
"""A text of at most so many words is also compared as a whole."""

_GROUPS = MAX_PASSAGES * 3 // 4
"""Groups of sentences aimed at; some come out smaller than the mean, so that there are more of them."""

_ENDS = re.compile(r"[.!?…;]+(?=[\s\"'»”)\]])|\n|[•▪●►]|\s[|—–-]{1,3}\s(?=\n)")


class Passage(NamedTuple):
    """Words `first` to `last` (exclusive) of a text; `sentences` counts how many sentences they hold."""

    first: int
    last: int
    sentences: int

    def overlaps(self, other: "Passage") -> bool:
        """Whether the two share a word."""
        return self.first < other.last and other.first < self.last


def passages(text: Normalised) -> list[Passage]:
    """All passages in reading order: sentences, neighbours taken together, and a short text as a whole.

    Lines that only ask to subscribe or share, links and rows of hashtags are left out. Empty for a text
    without words. A text of very many short sentences is cut into groups of neighbours, so that all of it is read.
    """
    sentences = [piece for piece in _sentences(text) if not _is_furniture(text, piece)]
    if len(sentences) > MAX_PASSAGES:
        return _groups(sentences)[:MAX_PASSAGES]
    found = [Passage(first, last, 1) for first, last in sentences]
    for before, after in pairwise(sentences):
        if after[0] - before[1] <= 2 and after[1] - before[0] <= MAX_WORDS:
            found.append(Passage(before[0], after[1], 2))
    if len(sentences) > 2 and sentences[-1][1] - sentences[0][0] <= _WHOLE:
        found.append(Passage(sentences[0][0], sentences[-1][1], len(sentences)))
    return found[:MAX_PASSAGES]


def _groups(sentences: Sequence[tuple[int, int]]) -> list[Passage]:
    """Neighbouring sentences together, each group no longer than a passage may be and counted as one sentence."""
    enough = sum(last - first for first, last in sentences) // _GROUPS + 1
    groups: list[Passage] = []
    for first, last in sentences:
        there = groups[-1] if groups else None
        if there is not None and there.last - there.first < enough and last - there.first <= MAX_WORDS:
            groups[-1] = Passage(there.first, last, 1)
        else:
            groups.append(Passage(first, last, 1))
    return groups


def _sentences(text: Normalised) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    first = 0
    for place in [place for place, gap in enumerate(text.gaps) if gap != " "]:
        if 0 < place < len(text.words) and _ENDS.search(text.gaps[place]):
            pieces += _cut(first, place)
            first = place
    return pieces + _cut(first, len(text.words))


def _cut(first: int, last: int) -> list[tuple[int, int]]:
    if last - first <= MAX_WORDS:
        return [(first, last)] if last > first else []
    step = MAX_WORDS * 2 // 3
    return [(at, min(at + MAX_WORDS, last)) for at in range(first, max(last - MAX_WORDS // 3, first + 1), step)]


def _is_furniture(text: Normalised, piece: tuple[int, int]) -> bool:
    """Whether a sentence only asks to subscribe or share, is a client's header, or a row of tags."""
    told = _untagged(text, *piece)
    calls, fillers = lexicon("furniture"), lexicon("fillers")
    return not told or (not calls.isdisjoint(told) and all(word in calls or word in fillers for word in told))


def _untagged(text: Normalised, first: int, last: int) -> Sequence[str]:
    """The words that belong to no #tag or @name."""
    gaps = "".join(text.gaps[first:last])
    if "#" not in gaps and "@" not in gaps:
        return text.words[first:last]
    told: list[str] = []
    in_tag = False
    for place in range(first, last):
        gap = text.gaps[place]
        in_tag = gap[-1:] in ("#", "@") or (in_tag and gap in ("", "_"))
        if not in_tag:
            told.append(text.words[place])
    return told
