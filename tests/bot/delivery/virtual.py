"""Tests of waiting that do not wait: an event loop whose time jumps to what is due next."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """Nothing outside the loop may be waited for: no threads, no sockets."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 1_000.0
        look = self._selector.select

        def select(timeout: float | None) -> Any:
            events = look(0)
            if not events and timeout is None:
                raise RuntimeError("everything waits and nothing is due")
            if not events and timeout:
                self._now += timeout
            return events

        self._selector.select = select

    def time(self) -> float:
        """Seconds of virtual time."""
        return self._now


def virtual_time(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run an async test in virtual time; its fixtures must not be async."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
            runner.run(test(*args, **kwargs))

    return run


def now() -> float:
    """The time of the running loop."""
    return asyncio.get_running_loop().time()


async def until(condition: Callable[[], Any]) -> None:
    """Wait until `condition` holds; 60 seconds at most, virtual ones in virtual time."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.01)
