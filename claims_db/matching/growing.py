"""Numpy arrays that grow at the end at a constant cost a row."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

_AT_LEAST = 64


class Growing:
    """Rows of `width` numbers each (0: single numbers). What `rows` gave is not to be kept over an `append`."""

    def __init__(self, kind: "DTypeLike", width: int = 0) -> None:
        self._width = width
        self._held = np.zeros((_AT_LEAST, width) if width else _AT_LEAST, kind)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def rows(self) -> "NDArray[Any]":
        """Everything that was appended."""
        return self._held[: self._size]

    def append(self, rows: "NDArray[Any]") -> int:
        """Add rows; gives the place of the first."""
        first, self._size = self._size, self._size + len(rows)
        if self._size > len(self._held):
            held = np.zeros((max(2 * len(self._held), self._size), *self._held.shape[1:]), self._held.dtype)
            held[:first] = self._held[:first]
            self._held = held
        self._held[first : self._size] = rows
        return first
