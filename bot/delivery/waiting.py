"""Waiting that ends when the program is asked to stop, and growing pauses."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_ASK_AGAIN = 0.5
"""Seconds until a task that was cancelled and goes on is cancelled again."""


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until each has ended; what they raise is left in them.

    Once is not enough: a cancellation gets lost where it meets the end of what `asyncio.wait_for` waits for (Python
    3.11), as in each operation of Redis's library.
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=_ASK_AGAIN)


async def unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of `work`; None when `stop` is set before it has one, and `work` is cancelled then."""
    task = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        await end(task, stopped)


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait `seconds`, less when `stop` is set meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return


class Backoff:
    """Pauses that double from `least` to `most` seconds, each shortened by up to a quarter at random."""

    def __init__(self, least: float, most: float) -> None:
        self._least = least
        self._most = most
        self._next = least

    def next(self) -> float:
        """The next pause in seconds."""
        seconds = self._next
        self._next = min(self._most, seconds * 2)
        return seconds * random.uniform(0.75, 1.0)  # noqa: S311 -- jitter, no secret

    def reset(self) -> None:
        """Start with the shortest pause again."""
        self._next = self._least
