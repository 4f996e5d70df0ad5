"""Read claims from files on the disk, of any format."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claims_db.errors import InvalidFile
from claims_db.exchange.entry import Entry
from claims_db.exchange.formats import format_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def read_entries(path: Path, *, advance: Callable[[int], object] = lambda _: None) -> Iterator[Entry]:
    """The claims of a file, or of all YAML files of a folder; `advance` is told the bytes read.

    Raises:
        InvalidFile: a file is broken, of no known format, or can't be opened.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise InvalidFile(str(path), "the folder has no .yaml file")
    for file in files:
        kind = format_of(str(file))
        try:
            with io.BufferedReader(_Counted(file, advance), 1 << 18) as stream:
                yield from kind.read(stream, str(file))
        except OSError as error:
            raise InvalidFile(str(file), f"can't be read: {error.strerror}") from None


class _Counted(io.FileIO):
    """A file that tells how many bytes were read."""

    def __init__(self, path: Path, advance: Callable[[int], object]) -> None:
        super().__init__(path)
        self._advance = advance

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        count = super().readinto(buffer)
        self._advance(count)
        return count
