"""Waiting that ends when the program is asked to stop, and growing pauses."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of `work`; None when `stop` is set before it has one, and `work` is cancelled then."""
    task = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        stopped.cancel()
        task.cancel()
        await asyncio.wait([task, stopped])


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
