"""A cache that costs time when it is lost, never truth; the one that lives in the process."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

ENTRY_OVERHEAD = 200
"""Bytes that an entry takes in process beside its key and value."""


class Cache(Protocol):
    """Values by key, for some seconds; what is lost or not to be had is a miss, never an error."""

    async def get(self, key: str) -> bytes | None:
        """The value of `key`, None when there is none (any more)."""

    async def put(self, key: str, value: bytes, ttl: float) -> None:
        """Keep `value` for `ttl` seconds if possible; nothing is kept for 0 or less."""

    async def close(self) -> None:
        """Finish what is under way and let go of connections."""


class MemoryCache:
    """In process: the entries used least recently go first when there are too many or they take too much."""

    def __init__(
        self, *, entries: int = 10_000, size: int = 4_000_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`size` is in bytes; a value larger than that is not kept."""
        self._entries = entries
        self._size = size
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._used = 0

    async def get(self, key: str) -> bytes | None:
        """The value of `key`, None when there is none (any more)."""
        expires, value = self._held.get(key, (0.0, b""))
        if key not in self._held:
            return None
        if expires <= self._clock():
            self._drop(key)
            return None
        self._held.move_to_end(key)
        return value

    async def put(self, key: str, value: bytes, ttl: float) -> None:
        """Keep `value` for `ttl` seconds; nothing is kept for 0 or less."""
        if key in self._held:
            self._drop(key)
        if ttl <= 0 or _weight(key, value) > self._size:
            return
        self._held[key] = (self._clock() + ttl, value)
        self._used += _weight(key, value)
        while len(self._held) > self._entries or self._used > self._size:
            self._drop(next(iter(self._held)))

    async def close(self) -> None:
        """Forget everything."""
        self._held.clear()
        self._used = 0

    def _drop(self, key: str) -> None:
        _, value = self._held.pop(key)
        self._used -= _weight(key, value)


def _weight(key: str, value: bytes) -> int:
    return len(key) + len(value) + ENTRY_OVERHEAD
