"""An index as a file, to start from without reading every claim again.

The file holds plain arrays and the bytes of the claims, never code; it is mapped, so that claims nobody asks for
take no memory. It is replaced whole, never changed, and readable for its owner only.
"""

import json
import mmap
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import accumulate
from pathlib import Path
from time import sleep
from typing import IO, TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from claims_db.matching.lexicon import phrases
from claims_db.matching.postings import Postings, Segment
from claims_db.matching.shelf import Pieces, Shelf, Stored
from claims_db.model import Claim, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 3
"""Rises with every change of the file, of keys, or of what a claim is found under."""

_MAGIC = b"claims index\n\0\0\0"
_SEGMENT = ("keys", "starts", "slots", "heads")
_TYPES = {
    "bodies": np.uint8,
    "folded": np.uint8,
    "keys": np.uint64,
    "starts": np.uint32,
    "slots": np.uint32,
    "heads": np.uint32,
    "ids": np.uint8,
    "ends": np.uint64,
    "folds": np.uint64,
    "freshness": np.int64,
}
_ALIGNED = 8
_PIECE = 1 << 20
"""Bytes that are checked or written at a time."""

_HEAD = 4096
"""Bytes before the first array: the mark of such a file, a checksum of what follows, and a description in JSON."""

_CHECK = 4
"""Bytes of a checksum."""

_AT_ONCE = 64
"""Claims that are turned into bytes at a time, in less than a millisecond."""

_PAUSE = 0.0005
"""Seconds for the other threads after each piece: one that only waited for its turn would wait ten times as long."""


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

    Meant for a thread of its own: it lets others go on every few milliseconds.

    Raises:
        OSError: the place can't be written; the old file stays.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            _write(stream, contents, body)
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


def _write(stream: IO[bytes], contents: Contents, body: Callable[[Claim], bytes]) -> None:
    stream.seek(_HEAD)
    shelf, slots = contents.shelf, contents.postings.slots
    ends, folds = np.zeros(slots, np.uint64), np.zeros(slots, np.uint64)

    def whole(slot: int) -> bytes:
        return (shelf.body(slot) or body(shelf.at(slot))) if shelf.id(slot) else b""

    def folded(slot: int) -> bytes:
        return shelf.folded(slot) if shelf.id(slot) else b""

    check = _append(stream, _pieces(whole, ends), 0)
    check = _append(stream, _pieces(folded, folds), check)
    lengths = {name: int(last[-1]) if slots else 0 for name, last in (("bodies", ends), ("folded", folds))}
    for name, array in _arrays(contents, ends, folds).items():
        data = np.ascontiguousarray(array, dtype=_TYPES[name]).view(np.uint8).data
        check = _append(stream, (data[at : at + _PIECE] for at in range(0, len(data), _PIECE)), check)
        lengths[name] = len(array)
    about = {
        "format": _format(),
        "revision": contents.revision,
        "stamp": contents.stamp,
        "wordings": contents.wordings,
        "lengths": lengths,
        "check": check,
    }
    head = json.dumps(about).encode().ljust(_HEAD - len(_MAGIC) - _CHECK, b"\0")
    stream.seek(0)
    stream.write(_MAGIC + crc32(head).to_bytes(_CHECK, "little") + head)


def _append(stream: IO[bytes], pieces: "Iterable[bytes | memoryview]", check: int) -> int:
    """Write pieces, up to a multiple of _ALIGNED bytes, and carry the checksum on."""
    length = 0
    for piece in pieces:
        stream.write(piece)
        check = crc32(piece, check)
        length += len(piece)
        sleep(_PAUSE)
    rest = bytes(-length % _ALIGNED)
    stream.write(rest)
    return crc32(rest, check)


def _pieces(piece: Callable[[int], bytes], ends: "NDArray[np.uint64]") -> Iterator[bytes]:
    """The pieces of all slots, some at a time; fills in `ends`."""
    end = 0
    for first in range(0, len(ends), _AT_ONCE):
        slots = range(first, min(first + _AT_ONCE, len(ends)))
        part = list(map(piece, slots))
        ends[first : slots.stop] = list(accumulate(map(len, part), initial=end))[1:]
        end = int(ends[slots.stop - 1])
        yield b"".join(part)


def _arrays(contents: Contents, ends: "NDArray[np.uint64]", folds: "NDArray[np.uint64]") -> "dict[str, NDArray[Any]]":
    """All arrays but the pieces of the slots, which end at `ends` and `folds`."""
    shelf, segment = contents.shelf, contents.postings.whole()
    ids = "\n".join(map(shelf.id, range(len(ends))))
    return {
        **{name: getattr(segment, name) if segment else np.zeros(0) for name in _SEGMENT},
        "ids": np.frombuffer(ids.encode(), np.uint8),
        "ends": ends,
        "folds": folds,
        "freshness": np.array(shelf.freshness[: len(ends)], dtype=np.int64),
    }


def _read(whole: memoryview) -> "tuple[dict[str, Any], dict[str, NDArray[Any]]]":
    """The description and the arrays. Raises ValueError or KeyError when anything is not as it was written."""
    at = len(_MAGIC) + _CHECK
    head = whole[at:_HEAD]
    if whole[: len(_MAGIC)] != _MAGIC or crc32(head) != int.from_bytes(whole[at - _CHECK : at], "little"):
        raise ValueError("another file")
    about = json.loads(bytes(head).rstrip(b"\0"))
    if about["format"] != _format():
        raise BrokenSnapshot("old")
    at = _HEAD
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
    bodies = Pieces(arrays["bodies"].data, arrays["ends"])
    stored = Stored(ids, bodies, Pieces(arrays["folded"].data, arrays["folds"]), claim_from)
    segments = [Segment(*(arrays[name] for name in _SEGMENT))] if len(arrays["keys"]) else []
    empty = [slot for slot, claim_id in enumerate(ids) if not claim_id]
    postings = Postings(segments, len(ids), free=empty)
    shelf = Shelf(stored, arrays["freshness"].tolist())
    return Contents(about["revision"], about["stamp"], about["wordings"], shelf, postings)


def _format() -> str:
    """What a file must agree in: this module, the words that make keys and negations, and the parts of a claim."""
    lists = [phrases(name) for name in ("small", "same", "refusals")]
    made_of = (lists, [[part.name for part in fields(kind)] for kind in (Claim, Source)])
    return f"{FORMAT}-{crc32(repr(made_of).encode()):08x}"


def _check(data: memoryview) -> int:
    check = 0
    for at in range(0, len(data), _PIECE):
        check = crc32(data[at : at + _PIECE], check)
    return check
