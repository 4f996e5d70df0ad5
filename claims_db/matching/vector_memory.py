"""Vectors of texts that were encoded before, by a digest of the text, so that a start need not encode them again.

A vector takes one byte a dimension; what that rounds away (a cosine changes by less than 0.001) is rounded away
for new vectors too, so that it never matters whether one was read or computed.
"""

import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self
from zipfile import BadZipFile

import numpy as np

from claims_db.matching.growing import Growing

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIPPED = "vectors.npz"
"""File beside the starter claims with the vectors of their wordings."""

_AT_ONCE = 4096
"""Rows that are turned to float32 at a time: they stay in the cache of a core."""


class VectorMemory:
    """Vectors of one encoder, `name`, in rows; a row keeps its number."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._places: dict[int, int] = {}
        self._rows: Growing | None = None
        self._lengths = Growing(np.float32)

    @classmethod
    def shipped(cls, name: str) -> Self:
        """What comes with the starter claims, where it was made by this encoder."""
        memory = cls(name)
        file = files("claims_db").joinpath("starter", SHIPPED)
        if file.is_file():
            with file.open("rb") as stream:
                memory.load(stream)
        return memory

    def __len__(self) -> int:
        return len(self._places)

    def row(self, text: str) -> int | None:
        """The number of the row with the vector of a text; None when it is not known."""
        return self._places.get(digest(text))

    def recall(self, text: str) -> "NDArray[np.float32] | None":
        """The vector of a text, of length 1; None when it is not known."""
        row = self.row(text)
        return None if row is None else self.vectors([row])[0]

    def vectors(self, rows: "Sequence[int] | NDArray[np.int32]") -> "NDArray[np.float32]":
        """The vectors in some rows, of length 1; at least one row must be known."""
        numbers = np.asarray(rows, dtype=np.int64)
        found: NDArray[np.float32] = self._held[numbers].astype(np.float32)
        found /= self._lengths.rows[numbers][:, None]
        return found

    def products(self, vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """The product of each of the given vectors with every row: one line for each row, one column for each given."""
        found = np.empty((len(self._lengths), len(vectors)), np.float32)
        given = np.ascontiguousarray(vectors.T)
        for at in range(0, len(found), _AT_ONCE):
            np.matmul(self._held[at : at + _AT_ONCE].astype(np.float32), given, out=found[at : at + _AT_ONCE])
        found /= self._lengths.rows[:, None]
        return found

    def keep(self, texts: Sequence[str], vectors: "NDArray[np.float32]") -> None:
        """Remember the vectors of texts, one row each; a text that is known keeps its row."""
        largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
        self._keep(list(map(digest, texts)), np.rint(vectors * (127 / largest)).astype(np.int8))

    def keep_from(self, other: "VectorMemory", texts: Iterable[str]) -> None:
        """Take over what `other` knows of some texts."""
        known = [one for one in dict.fromkeys(map(digest, texts)) if one in other._places]
        if known:
            self._keep(known, other._held[[other._places[one] for one in known]])

    def add(self, other: "VectorMemory") -> None:
        """Take over everything that `other` knows."""
        if len(other):
            self._keep(list(other._places), other._held)

    def load(self, stream: IO[bytes]) -> bool:
        """Add what a saved file holds; False when it is broken or of another encoder, and nothing is added."""
        try:
            with np.load(stream, allow_pickle=False) as stored:
                if str(stored["encoder"]) != self.name:
                    return False
                digests, rows = stored["digests"].tolist(), stored["rows"].astype(np.int8)
            if rows.ndim != 2 or len(digests) != len(rows):
                return False
            self._keep(digests, rows)
        except (ValueError, KeyError, OSError, EOFError, BadZipFile):
            return False
        return True

    def save(self, path: Path) -> None:
        """Write everything known, whole or not at all. Raises OSError when the place can't be written."""
        digests = np.array(sorted(self._places), dtype=np.uint64)
        rows = (
            self._held[[self._places[one] for one in digests.tolist()]] if len(digests) else np.zeros((0, 0), np.int8)
        )
        part = path.with_name(f"{path.name}.{os.getpid()}")
        with part.open("wb") as stream:
            np.savez(stream, encoder=np.array(self.name), digests=digests, rows=rows)
        part.replace(path)

    @property
    def _held(self) -> "NDArray[np.int8]":
        return self._rows.rows if self._rows else np.zeros((0, 0), np.int8)

    def _keep(self, digests: list[int], rows: "NDArray[np.int8]") -> None:
        """Add rows for digests that are not known yet. Raises ValueError when they are of another width."""
        new = {one: at for at, one in enumerate(digests) if one not in self._places}
        if not new:
            return
        taken = rows[list(new.values())]
        self._rows = self._rows or Growing(np.int8, rows.shape[1])
        first = self._rows.append(taken)
        self._lengths.append(np.maximum(np.linalg.norm(taken.astype(np.float32), axis=1), 1e-9))
        self._places.update(zip(new, range(first, first + len(new)), strict=True))


def digest(text: str) -> int:
    """A number that stands for a text, without its words."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
