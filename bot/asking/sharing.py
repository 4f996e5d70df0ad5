"""One encoder for two threads: that of matching and that of the queue."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims_db.matching.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class SharedEncoder:
    """The same encoder, used by one thread at a time: models need not be safe for two."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self.name = encoder.name
        self.size = encoder.size

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row for each text."""
        with self._lock:
            return self._encoder.encode(texts)
