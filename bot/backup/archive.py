"""The file of a backup: a zip with one entry of JSON lines for each table, and at its end a manifest.

The first line of an entry names the columns, each other line is a row in ASCII; bytes are {"base64": "…"}. Both ways
rows pass one by one, so a database of any size takes little memory.
"""

import base64
import binascii
import io
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.backup.errors import DamagedBackup, FileUnusable, NewerBackup

FORMAT = 1
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1_000_000
_UNREADABLE = (ValueError, TypeError, KeyError, EOFError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What zipfile and json raise over wrong bytes: OSError where they lead outside of the file, RuntimeError where they
look encrypted or packed otherwise.
"""

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup: the moment it shows (seconds since 1970), schema revisions by package, rows by table."""

    made_at: float
    revisions: Mapping[str, str]
    tables: Mapping[str, int]

    @property
    def rows(self) -> int:
        """Rows in all."""
        return sum(self.tables.values())


class ArchiveWriter:
    """Writes the entries of a backup, one after the other."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._counts: dict[str, int] = {}

    @contextmanager
    def table(self, name: str, columns: Sequence[str]) -> Iterator["TableWriter"]:
        """The entry of one table."""
        with self._file.open(f"{name}.jsonl", "w", force_zip64=True) as entry:
            writer = TableWriter(entry)
            writer.line(columns)
            yield writer
        self._counts[name] = writer.lines - 1

    def finish(self, made_at: float, revisions: Mapping[str, str]) -> Manifest:
        """Write the manifest: what has none is not whole."""
        manifest = Manifest(made_at, revisions, self._counts)
        self._file.writestr(_MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1))
        return manifest


class TableWriter:
    """Takes the rows of one table."""

    def __init__(self, entry: Any) -> None:  # noqa: ANN401 - a stream that zipfile keeps to itself
        self._entry = entry
        self.lines = 0

    def line(self, values: Row) -> None:
        """Add a row."""
        self._entry.write(json.dumps([_told(value) for value in values], separators=(",", ":")).encode() + b"\n")
        self.lines += 1


class Archive:
    """A backup that is read."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        """Raises DamagedBackup and NewerBackup."""
        self.path = path
        self._file = file
        self.manifest = self._read_manifest()

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table by column. Raises DamagedBackup when they are not those that were written."""
        count = 0
        try:
            with self._file.open(f"{table}.jsonl") as entry:
                lines = io.TextIOWrapper(entry, "ascii")
                columns = json.loads(next(lines))
                for line in lines:
                    yield dict(zip(columns, map(_value, json.loads(line)), strict=True))
                    count += 1
        except (*_UNREADABLE, StopIteration) as error:
            raise DamagedBackup(self.path, f"{table}, row {count + 1}: {type(error).__name__}") from None
        if count != self.manifest.tables[table]:
            raise DamagedBackup(self.path, f"{table} has {count} rows")

    def check(self) -> None:
        """Read everything once. Raises DamagedBackup."""
        for table in self.manifest.tables:
            for _ in self.rows(table):
                pass

    def _read_manifest(self) -> Manifest:
        try:
            if self._file.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
                raise ValueError
            told = json.loads(self._file.read(_MANIFEST))
            form, made_at = int(told["format"]), float(told["made_at"])
            revisions = {str(package): str(revision) for package, revision in told["revisions"].items()}
            tables = {str(name): int(rows) for name, rows in told["tables"].items()}
        except (*_UNREADABLE, AttributeError):
            raise DamagedBackup(self.path, "its manifest") from None
        if form > FORMAT:
            raise NewerBackup(self.path)
        return Manifest(made_at, revisions, tables)


@contextmanager
def writing_archive(path: Path) -> Iterator[ArchiveWriter]:
    """A backup at `path` (mode 0600) when the block ends; what is there stays as it is until then, and if it raises.

    Raises:
        FileUnusable: it can't be written.
        DamagedBackup: it does not read as it was written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".unfinished", dir=path.parent)
    except OSError as error:
        raise FileUnusable(path, error.strerror or "") from None
    draft = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
                yield ArchiveWriter(file)
            stream.flush()
            os.fsync(stream.fileno())
        with reading_archive(draft) as archive:
            archive.check()
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise FileUnusable(path, error.strerror or "") from None
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def reading_archive(path: Path) -> Iterator[Archive]:
    """The backup at `path`.

    Raises:
        FileUnusable, DamagedBackup, NewerBackup: it can't be read, is not a whole one, or a newer release made it.
    """
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        raise FileUnusable(path, error.strerror or "") from None
    except _UNREADABLE:
        raise DamagedBackup(path, "its end") from None
    with file:
        yield Archive(path, file)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def batches(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """The same rows, up to `size` at a time."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _told(value: object) -> object:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _value(told: object) -> object:
    if not isinstance(told, dict):
        return told
    try:
        return base64.b64decode(told["base64"], validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
