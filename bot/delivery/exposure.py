"""How many replies may be out whose updates are not yet marked as handled: a crash now would send so many again.

There are no more of them than it takes to answer at full speed, which depends on how far away Telegram is.
"""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

LEAST, MOST = 5, 8
"""Replies that may be out at a time, whatever the distance."""
FULL_SPEED = 300.0
"""Replies a second that one process can make."""
_LONGEST = 1.0
"""Seconds after which a reply does not count any more, because its work goes on with something else."""
_CALLS = 100


@dataclass(slots=True, eq=False)
class _Work:
    """The work on one update; `held`: it has a place, because something of it is out."""

    held: bool = False
    over: bool = False


_work: ContextVar[_Work | None] = ContextVar("work", default=None)


class Exposure:
    """Places for replies, given in the order in which they are asked for."""

    def __init__(self, *, least: int = LEAST) -> None:
        """`least`: how many there are beside a near Telegram; the inbox knows what it can bear."""
        self._least = least
        self._taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._calls: deque[float] = deque(maxlen=_CALLS)

    @property
    def places(self) -> int:
        """How many there are now: what the quickest of the last calls says of the way to Telegram, and not our load."""
        distance = min(self._calls, default=0.0)
        return min(MOST, max(self._least, math.ceil(FULL_SPEED * distance)))

    @contextmanager
    def work(self) -> Iterator[None]:
        """What is sent inside this block is out until the block ends."""
        work = _Work()
        token = _work.set(work)
        try:
            yield
        finally:
            _work.reset(token)
            work.over = True
            self._let_go(work)

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """Wait for a place, and have it while inside; within a work that has sent something there is one already."""
        work = _work.get()
        if work is None or work.over:
            await self._take()
            try:
                yield
            finally:
                self._free()
            return
        if not work.held:
            await self._take()
            work.held = True
            asyncio.get_running_loop().call_later(_LONGEST, self._let_go, work)
        yield

    def answered(self, seconds: float) -> None:
        """Telegram has answered a call after so long."""
        self._calls.append(seconds)

    async def _take(self) -> None:
        if self._taken < self.places and not self._waiting:
            self._taken += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # the place was given at the same moment
                self._free()
            elif turn in self._waiting:
                self._waiting.remove(turn)
            raise

    def _let_go(self, work: _Work) -> None:
        if work.held:
            work.held = False
            self._free()

    def _free(self) -> None:
        self._taken -= 1
        while self._waiting and self._taken < self.places:
            turn = self._waiting.popleft()
            if not turn.done():
                self._taken += 1
                turn.set_result(None)
