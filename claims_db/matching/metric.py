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
        moved = vectors - self.centre
        moved -= ((moved @ self.directions.T) * (1 - self.damping)) @ self.directions
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        scaled: NDArray[np.float32] = moved / np.maximum(lengths, np.float32(1e-9))
        return scaled


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
