"""Small encoders for tests: real vectors, made of letters or of a list of concepts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CONCEPTS = (
    ("bridge", "crossing", "міст", "переправа"),
    ("close", "shut", "закри", "перекри"),
    ("harbour", "port", "порт"),
    ("soup", "pumpkin", "суп"),
    ("tax", "податок"),
)


class ConceptEncoder:
    """A text is the concepts whose words it holds: other words and languages for the same thing come out near."""

    name = "concepts"
    size = len(CONCEPTS) + 1

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        rows = [[float(any(word in text.lower() for word in words)) for words in CONCEPTS] + [0.2] for text in texts]
        vectors = np.array(rows, dtype=np.float32)
        scaled: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return scaled


class DenyingEncoder(ConceptEncoder):
    """The same, but all texts that deny something are near each other and far from the rest."""

    name = "denials"
    size = ConceptEncoder.size + 1

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        denies = [[3.0 * any(word in text.lower() for word in (" never ", " не "))] for text in texts]
        vectors = np.hstack([super().encode(texts), np.array(denies, dtype=np.float32)])
        scaled: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return scaled
