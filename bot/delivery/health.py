"""A sign of life that another process can read: `python -m bot health`."""

import fcntl
import os
import time
from pathlib import Path

LONGEST_SILENCE = 60.0
"""Seconds without a sign of life after which a process counts as stuck."""

_BETWEEN_BEATS = 1.0


class Heartbeat:
    """Marks `path` while the process works; its lock ends with the process, which tells a dead one from a busy one."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when `path` can't be made."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._forget_the_dead()
        fcntl.flock(self._file, fcntl.LOCK_SH)
        self._beaten_at = float("-inf")

    def _forget_the_dead(self) -> None:
        """Nobody has beaten yet, unless another process of the same folder holds the file too."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        os.utime(self._file, (0, 0))

    def beat(self) -> None:
        """The process has just done what it is there for; costs nothing when called often."""
        now = time.monotonic()
        if now - self._beaten_at >= _BETWEEN_BEATS:
            self._beaten_at = now
            os.utime(self._file)

    def close(self) -> None:
        """The process ends."""
        os.close(self._file)


def alive(path: Path, *, within: float = LONGEST_SILENCE) -> bool:
    """Whether a process holds the heartbeat at `path` and has beaten within the last `within` seconds."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return time.time() - os.fstat(file).st_mtime <= within
    finally:
        os.close(file)
    return False
