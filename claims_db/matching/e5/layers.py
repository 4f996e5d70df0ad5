"""The layers of a BERT-like encoder on numpy: tokens of several texts -> one vector a text. Pure.

The 4-bit weights are unpacked once (to 42 MB for tiles, 85 MB without), because products of whole batches then take a
third of the time that unpacking for each takes. Texts of similar length should come together: shorter ones are padded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.e5.model_file import ModelFile, unpacked
from claims_db.matching.e5.products import Product, product

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HIDDEN = np.float32(-1e9)
"""What keeps attention from a token that only fills up."""

_CUBIC = np.float32(0.044715)
_SLOPE = np.float32(np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True)
class _Linear:
    """Rows times weights plus `bias`."""

    times: Product
    bias: "NDArray[np.float32]"

    def __call__(self, rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
        found = self.times(rows)
        found += self.bias
        return found


@dataclass(frozen=True, slots=True)
class _Norm:
    """Brings rows to mean 0 and variance 1, then to their own scale; changes them in place."""

    scale: "NDArray[np.float32]"
    shift: "NDArray[np.float32]"
    smallest: np.float32

    def __call__(self, rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
        rows -= rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[1])
        rows /= np.sqrt(variance + self.smallest)
        rows *= self.scale
        rows += self.shift
        return rows


@dataclass(frozen=True, slots=True)
class _Layer:
    """`asked` gives queries, keys and values at once; queries come scaled."""

    asked: _Linear
    gathered: _Linear
    after_attention: _Norm
    widened: _Linear
    narrowed: _Linear
    after_all: _Norm


class Layers:
    """The network of a model file."""

    def __init__(self, model: ModelFile) -> None:
        self._heads = model.heads
        self._words = model.packed("emb.word", model.width)
        self._places = model.numbers("emb.pos").reshape(-1, model.width) + model.numbers("emb.type")[: model.width]
        self._first = _norm(model, "emb.ln")
        self._layers = [_layer(model, f"l{number}.") for number in range(model.layers)]

    def vectors(self, texts: Sequence[Sequence[int]]) -> "NDArray[np.float32]":
        """The mean of the last layer over the tokens of each text, at length 1; no text may be without tokens."""
        lengths = np.array([len(text) for text in texts])
        size = int(lengths.max())
        real = np.arange(size) < lengths[:, None]
        tokens = np.zeros((len(texts), size), np.int64)
        tokens[real] = np.concatenate([np.asarray(text) for text in texts])
        shut = np.where(real, np.float32(0), _HIDDEN)[:, None, None, :]
        rows = unpacked(self._words[tokens.ravel()])
        rows += np.tile(self._places[:size], (len(texts), 1))
        rows = self._first(rows)
        for layer in self._layers:
            rows = self._through(layer, rows, shut)
        shares = (real / lengths[:, None]).astype(np.float32)
        means = np.einsum("tsw,ts->tw", rows.reshape(len(texts), size, -1), shares)
        scaled: NDArray[np.float32] = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        return scaled

    def _through(
        self, layer: _Layer, rows: "NDArray[np.float32]", shut: "NDArray[np.float32]"
    ) -> "NDArray[np.float32]":
        heard = layer.gathered(self._attend(layer.asked(rows), shut))
        heard += rows
        heard = layer.after_attention(heard)
        thought = layer.narrowed(_gelu(layer.widened(heard)))
        thought += heard
        return layer.after_all(thought)

    def _attend(self, asked: "NDArray[np.float32]", shut: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """What each token hears of the others of its text."""
        texts, size = len(shut), shut.shape[-1]
        queries, keys, values = asked.reshape(texts, size, 3, self._heads, -1).transpose(2, 0, 3, 1, 4)
        weights = queries @ keys.swapaxes(2, 3)
        weights += shut
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        heard: NDArray[np.float32] = (weights @ values).swapaxes(1, 2).reshape(texts * size, -1)
        return heard


def _gelu(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """x times the share of a normal distribution below x, by its usual approximation; changes `rows` in place."""
    inner = rows * rows
    inner *= _CUBIC * _SLOPE
    inner += _SLOPE
    inner *= rows
    np.tanh(inner, out=inner)
    inner += 1
    rows *= inner
    rows *= np.float32(0.5)
    return rows


def _layer(model: ModelFile, prefix: str) -> _Layer:
    width = model.width
    scale = np.float32((width // model.heads) ** -0.5)
    queries, keys, values = (_weights(model, f"{prefix}{part}", width) for part in "qkv")
    biases = [model.numbers(f"{prefix}{part}.b") for part in "qkv"]
    return _Layer(
        asked=_Linear(
            product(np.concatenate([queries * scale, keys, values], axis=1)),
            np.concatenate([biases[0] * scale, *biases[1:]]),
        ),
        gathered=_linear(model, f"{prefix}ao", width),
        after_attention=_norm(model, f"{prefix}aln"),
        widened=_linear(model, f"{prefix}fi", width),
        narrowed=_linear(model, f"{prefix}fo", len(model.numbers(f"{prefix}fi.b"))),
        after_all=_norm(model, f"{prefix}oln"),
    )


def _linear(model: ModelFile, name: str, inputs: int) -> _Linear:
    return _Linear(product(_weights(model, name, inputs)), model.numbers(f"{name}.b"))


def _weights(model: ModelFile, name: str, inputs: int) -> "NDArray[np.float32]":
    return unpacked(model.packed(f"{name}.w", inputs)).T


def _norm(model: ModelFile, name: str) -> _Norm:
    return _Norm(model.numbers(f"{name}.w"), model.numbers(f"{name}.b"), np.float32(model.smallest))
