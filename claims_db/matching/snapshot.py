"""An index as a file, to start from without reading every claim again.

The file holds plain arrays and the bytes of the claims, never code; it is mapped, so that claims nobody asks for
take no memory. It is replaced whole, never changed, and readable for its owner only.
"""

import json
import mmap
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from claims_db.matching.lexicon import phrases
from claims_db.matching.postings import Postings, Segment
from claims_db.matching.shelf import Shelf, Stored
from claims_db.model import Claim, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 2
"""Rises with every change of the file, of keys, or of what a claim is found under."""

_MAGIC = b"claims index\n\0\0\0"
_TYPES = {
    "keys": np.uint64,
    "starts": np.uint32,
    "slots": np.uint32,
    "heads": np.uint32,
    "ids": np.uint8,
    "ends": np.uint64,
    "freshness": np.int64,
    "bodies": np.uint8,
}
_ALIGNED = 8
_PIECE = 1 << 24
"""Bytes that are checked or written at a time."""

_HEAD = 16
"""Bytes of the numbers before the description: its length and its checksum, 8 each."""


class BrokenSnapshot(Exception):
    """A file that can't be used: `reason` is "missing", "broken" or "old"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index is made of. `stamp` is the owner's: what tells the store, as it then was, from any other."""

    revision: int
    stamp: str
    wordings: int
    shelf: Shelf
    postings: Postings


def write(path: Path, contents: Contents, body: Callable[[Claim], bytes]) -> None:
    """Put a snapshot in place of the one that is there; `body` turns a claim into bytes.

    Raises:
        OSError: the place can't be written; the old file stays.
    """
    arrays = _arrays(contents, body)
    about = {
        "format": _format(),
        "revision": contents.revision,
        "stamp": contents.stamp,
        "wordings": contents.wordings,
        "lengths": {name: len(arrays[name]) for name in _TYPES},
    }
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            _write(stream, about, arrays)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read(path: Path, claim_from: Callable[[bytes], Claim]) -> Contents:
    """Read a snapshot; `claim_from` undoes the `body` it was written with.

    Raises:
        BrokenSnapshot: there is none, it is damaged or somebody else's, or of another format.
    """
    try:
        with path.open("rb") as stream:
            whole = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        about, arrays = _read(whole)
        return _contents(about, arrays, claim_from)
    except FileNotFoundError:
        raise BrokenSnapshot("missing") from None
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise BrokenSnapshot("broken") from None


def _arrays(contents: Contents, body: Callable[[Claim], bytes]) -> "dict[str, NDArray[Any]]":
    shelf, segment = contents.shelf, contents.postings.whole()
    size = contents.postings.slots
    used = {slot for _, slot in shelf.slots()}
    bodies = [(shelf.body(slot) or body(shelf.at(slot))) if slot in used else b"" for slot in range(size)]
    ids = "\n".join(shelf.id(slot) if slot in used else "" for slot in range(size))
    empty = np.zeros(0, np.uint64)
    return {
        "keys": segment.keys if segment else empty,
        "starts": segment.starts if segment else empty.astype(np.uint32),
        "slots": segment.slots if segment else empty.astype(np.uint32),
        "heads": segment.heads if segment else empty.astype(np.uint32),
        "ids": np.frombuffer(ids.encode(), np.uint8),
        "ends": np.cumsum([len(one) for one in bodies], dtype=np.uint64),
        "freshness": np.array(shelf.freshness[:size], dtype=np.int64),
        "bodies": np.frombuffer(b"".join(bodies), np.uint8),
    }


def _write(stream: IO[bytes], about: Mapping[str, object], arrays: "Mapping[str, NDArray[Any]]") -> None:
    check = 0
    pieces = [_padded(np.ascontiguousarray(arrays[name], dtype=kind).tobytes()) for name, kind in _TYPES.items()]
    for piece in pieces:
        check = crc32(piece, check)
    head = _padded(json.dumps({**about, "check": check}).encode())
    stream.write(_MAGIC)
    stream.write(len(head).to_bytes(8, "little") + crc32(head).to_bytes(8, "little"))
    stream.write(head)
    for piece in pieces:
        stream.write(piece)


def _read(whole: memoryview) -> "tuple[dict[str, Any], dict[str, NDArray[Any]]]":
    """The description and the arrays. Raises ValueError or KeyError when anything is not as it was written."""
    at = len(_MAGIC) + _HEAD
    length, check = (int.from_bytes(whole[at - shift : at - shift + 8], "little") for shift in (_HEAD, 8))
    head = whole[at : at + length]
    if whole[: len(_MAGIC)] != _MAGIC or crc32(head) != check:
        raise ValueError("another file")
    about = json.loads(bytes(head).rstrip(b"\0"))
    if about["format"] != _format():
        raise BrokenSnapshot("old")
    at += length
    if _check(whole[at:]) != about["check"]:
        raise ValueError("damaged")
    arrays: dict[str, NDArray[Any]] = {}
    for name, kind in _TYPES.items():
        size = about["lengths"][name] * np.dtype(kind).itemsize
        arrays[name] = np.frombuffer(whole[at : at + size], kind)
        at += size + -size % _ALIGNED
    return about, arrays


def _contents(
    about: Mapping[str, Any], arrays: "Mapping[str, NDArray[Any]]", claim_from: Callable[[bytes], Claim]
) -> Contents:
    ids = tuple(arrays["ids"].tobytes().decode().split("\n")) if len(arrays["ends"]) else ()
    if len(ids) != len(arrays["ends"]):
        raise ValueError("ids and claims differ")
    stored = Stored(ids, arrays["ends"], arrays["bodies"].data, claim_from)
    segments = (
        [Segment(*(arrays[name] for name in ("keys", "starts", "slots", "heads")))] if len(arrays["keys"]) else []
    )
    empty = [slot for slot, claim_id in enumerate(ids) if not claim_id]
    postings = Postings(segments, len(ids), free=empty)
    shelf = Shelf(stored, arrays["freshness"].tolist())
    return Contents(about["revision"], about["stamp"], about["wordings"], shelf, postings)


def _format() -> str:
    """What a file must agree in: this module, the words that make keys, and the parts of a claim."""
    made_of = (phrases("small"), phrases("same"), [[part.name for part in fields(kind)] for kind in (Claim, Source)])
    return f"{FORMAT}-{crc32(repr(made_of).encode()):08x}"


def _check(data: memoryview) -> int:
    check = 0
    for at in range(0, len(data), _PIECE):
        check = crc32(data[at : at + _PIECE], check)
    return check


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % _ALIGNED)
