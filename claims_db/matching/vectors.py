"""Vectors of the wordings in an index: made when first needed, kept by text, compared all at once."""

from typing import TYPE_CHECKING

from claims_db.matching.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 32
"""Texts that are encoded in one call."""


class Vectors:
    """Rows of vectors by place. Nothing is computed before `warm` or the first comparison."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._texts: dict[int, str] = {}
        self._known: dict[int, NDArray[np.float32]] = {}

    def add(self, place: int, text: str) -> None:
        """Remember that the wording at `place` needs a vector."""
        self._texts[place] = text

    def remove(self, place: int) -> None:
        """Forget the wording at `place`."""
        self._texts.pop(place, None)
        self._known.pop(place, None)
