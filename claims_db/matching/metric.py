"""A learnt view of sentence vectors in which wordings of one claim stand closer together. Pure.

Directions in which wordings of the same claim differ - language, tone, length - count less, by the inverse
square root of their scatter (within-class whitening), learnt with benchmarks/fit_metric.py.
"""

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.encoder import Encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Metric:
    """`centre` is taken off, then each of the directions is damped by its factor (1: kept, 0: dropped)."""

    centre: "NDArray[np.float32]"
    directions: "NDArray[np.float32]"
    damping: "NDArray[np.float32]"

    def apply(self, vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Vectors of length 1 in the learnt view, one for each row."""
        moved = self.moved(vectors)
        scaled: NDArray[np.float32] = moved / lengths(moved)[:, None]
        return scaled

    def moved(self, vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Vectors in the learnt view, one for each row, as long as they come out."""
        return self._damped(vectors - self.centre)

    def probes(self, vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """What to multiply `w - centre` by, for the cosine with `w` in the learnt view times the length of `moved(w)`.

        So vectors need not be kept in that view: the view is a symmetric product, and is put on the other side.
        """
        return self._damped(self.apply(vectors))

    def _damped(self, rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
        along: NDArray[np.float32] = (rows @ self.directions.T) * (1 - self.damping)
        damped: NDArray[np.float32] = rows - along @ self.directions
        return damped


def lengths(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """The length of each row, never 0."""
    found: NDArray[np.float32] = np.maximum(np.linalg.norm(rows, axis=1), np.float32(1e-9))
    return found


def load_metric(encoder: Encoder) -> Metric:
    """The metric that was learnt for an encoder; for another one, a metric that changes nothing."""
    with files(__package__).joinpath("metric.npz").open("rb") as stream, np.load(stream) as stored:
        if str(stored["encoder"]) == encoder.name:
            centre, directions, damping = (
                stored[name].astype(np.float32) for name in ("centre", "directions", "damping")
            )
            return Metric(centre, directions, damping)
    nothing = np.zeros((0, encoder.size), dtype=np.float32)
    return Metric(np.zeros(encoder.size, dtype=np.float32), nothing, np.zeros(0, dtype=np.float32))
