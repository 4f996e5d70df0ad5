"""Vectors of the wordings in an index: which are there, which are still to be made, and how near texts come to them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.encoder import Encoder
from claims_db.matching.metric import load_metric
from claims_db.matching.vector_memory import VectorMemory, digest
from claims_db.matching.vector_table import Near, VectorTable, Wanted

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_ONCE = 24
"""Missing vectors of wordings that one query may wait for."""

_RECENT = 2048
"""Passages whose vectors are kept at hand, by digest: forwards of one post differ in a header."""


class Vectors:
    """Vectors by claim. A wording whose vector is not there yet is not compared."""

    def __init__(self, encoder: Encoder, memory: VectorMemory) -> None:
        self.encoder = encoder
        self.memory = memory
        self._expected: dict[int, None] = {}
        self._waiting: dict[str, dict[int, Wanted]] = {}
        self._text_at: dict[int, str] = {}
        self._recent: dict[int, NDArray[np.float32]] = {}

    @cached_property
    def _table(self) -> VectorTable:
        return VectorTable(self.memory, load_metric(self.encoder))

    def expect(self, slots: Iterable[int]) -> None:
        """Remember claims, by any number, whose wordings are not read yet."""
        self._expected.update(dict.fromkeys(slots))

    def expected(self, most: int | None = None) -> list[int]:
        """Some of the claims whose wordings are not read yet, at most `most` of them (None: all)."""
        return list(islice(self._expected, most))

    def is_expected(self, slot: int) -> bool:
        """Whether the wordings of a claim are not read yet."""
        return slot in self._expected

    def add(self, slot: int, wordings: Iterable[Wanted]) -> None:
        """Take the wordings of a claim; those whose vectors are not at hand wait for them."""
        self._expected.pop(slot, None)
        ready: list[tuple[Wanted, int]] = []
        for row in wordings:
            number = self.memory.row(row.text)
            if number is None:
                self._waiting.setdefault(row.text, {})[row.place] = row
                self._text_at[row.place] = row.text
            else:
                ready.append((row, number))
        self._table.put(ready)

    def remove(self, place: int) -> None:
        """Forget the wording at `place`."""
        text = self._text_at.pop(place, None)
        if text is None:
            self._table.remove(place)
            return
        del self._waiting[text][place]
        if not self._waiting[text]:
            del self._waiting[text]

    @property
    def waiting(self) -> int:
        """How many wordings have no vector yet; at least so many while not every claim is read."""
        return len(self._text_at) + len(self._expected)

    def texts(self) -> list[str]:
        """The wordings that have vectors."""
        return self._table.texts()

    def missing(self, most: int | None = None) -> list[str]:
        """Texts whose vectors are to be made, each once, at most `most` (None: all)."""
        return list(islice(self._waiting, most))

    def supply(self, texts: Sequence[str], vectors: "NDArray[np.float32]") -> None:
        """Take vectors that were made, one row for each text."""
        self.memory.keep(texts, vectors)
        self._adopt(texts)

    def recall(self, other: VectorMemory) -> None:
        """Take the missing vectors that another memory has."""
        missing = self.missing()
        self.memory.keep_from(other, missing)
        self._adopt(missing)

    def _adopt(self, texts: Iterable[str]) -> None:
        """Move the wordings whose vectors are known now from the waiting ones to the others."""
        ready: list[tuple[Wanted, int]] = []
        for text in texts:
            number = self.memory.row(text)
            if number is not None:
                ready += ((row, number) for row in self._waiting.pop(text, {}).values())
        for row, _ in ready:
            del self._text_at[row.place]
        self._table.put(ready)

    def near(self, texts: Sequence[str], claims: Mapping[str, Sequence[int]]) -> list[Near]:
        """Compare each text with claims.

        With every vector at hand all claims are compared. Otherwise only `claims` (the places of their wordings by
        id, the most promising first), and at most AT_ONCE of their missing vectors are computed for it.
        """
        if not self.waiting:
            return self._table.near(self._encoded(texts))
        texts_at = (self._text_at.get(place) for own in claims.values() for place in own)
        if missing := list(islice(dict.fromkeys(filter(None, texts_at)), AT_ONCE)):
            self.supply(missing, self.encoder.encode(missing))
        return self._table.near(self._encoded(texts), only=tuple(claims))

    def encode_ahead(self, passages: Sequence[str]) -> None:
        """Make the vectors of passages of several texts at once; `near` has them at hand then. At least one."""
        self._encoded(passages)

    def _encoded(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Vectors of passages; those that came a short while ago are not encoded again."""
        keys = [digest(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._recent}
        if len(self._recent) + len(new) > _RECENT:
            self._recent.clear()
            new = dict(zip(keys, texts, strict=True))
        if new:
            self._recent.update(zip(new, self.encoder.encode(list(new.values())), strict=True))
        return np.stack([self._recent[key] for key in keys])
