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

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIPPED = "vectors.npz"
"""File beside the starter claims with the vectors of their wordings."""


class VectorMemory:
    """Vectors of one encoder, `name`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rows: dict[int, NDArray[np.int8]] = {}

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
        return len(self._rows)

    def recall(self, text: str) -> "NDArray[np.float32] | None":
        """The vector of a text, of length 1; None when it is not known."""
        row = self._rows.get(_digest(text))
        if row is None:
            return None
        vector = row.astype(np.float32)
        unit: NDArray[np.float32] = vector / np.float32(max(float(np.linalg.norm(vector)), 1e-9))
        return unit

    def keep(self, texts: Sequence[str], vectors: "NDArray[np.float32]") -> None:
        """Remember the vectors of texts, one row each."""
        largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
        rows = np.rint(vectors * (127 / largest)).astype(np.int8)
        self._rows.update(zip(map(_digest, texts), rows, strict=True))

    def keep_from(self, other: "VectorMemory", texts: Iterable[str]) -> None:
        """Take over what `other` knows of some texts."""
        digests = set(map(_digest, texts))
        self._rows.update((digest, row) for digest, row in other._rows.items() if digest in digests)

    def load(self, stream: IO[bytes]) -> bool:
        """Add what a saved file holds; False when it is broken or of another encoder, and nothing is added."""
        try:
            with np.load(stream, allow_pickle=False) as stored:
                if str(stored["encoder"]) != self.name:
                    return False
                digests, rows = stored["digests"].tolist(), stored["rows"].astype(np.int8)
            self._rows.update(zip(digests, rows, strict=True))
        except (ValueError, KeyError, OSError, EOFError, BadZipFile):
            return False
        return True

    def save(self, path: Path) -> None:
        """Write everything known, whole or not at all. Raises OSError when the place can't be written."""
        digests = np.array(sorted(self._rows), dtype=np.uint64)
        rows = (
            np.stack([self._rows[digest] for digest in digests.tolist()]) if self._rows else np.zeros((0, 0), np.int8)
        )
        part = path.with_name(f"{path.name}.{os.getpid()}")
        with part.open("wb") as stream:
            np.savez(stream, encoder=np.array(self.name), digests=digests, rows=rows)
        part.replace(path)


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
