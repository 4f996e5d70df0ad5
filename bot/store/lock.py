"""One process for each data folder: two on the same SQLite files would both poll and answer."""

import fcntl
import os
from pathlib import Path
from types import TracebackType

from claims_db.errors import StoreLocked, StoreUnavailable


class SecondInstance(StoreLocked):
    """Another process works with the same data folder."""


class InstanceLock:
    """A lock on `folder`, held between `with` and its end; the operating system frees it whatever ends the process.

    Raises (on entering):
        SecondInstance: another process holds it.
        StoreUnavailable: the lock file can't be made.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._file: int | None = None

    def __enter__(self) -> None:
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreUnavailable(f"{self._path} can't be made: {error.strerror}; check DATA_DIR") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise SecondInstance(
                f"another process already works with {self._path.parent}; stop it, or give this one its own DATA_DIR"
            ) from None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
