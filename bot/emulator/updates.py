"""The queue of updates that getUpdates serves: confirmation by offset, long poll, one poller at a time."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from itertools import islice

from bot.emulator.errors import Raw, Refusal

MAX_PENDING = 100_000
MAX_WAIT = 50
_OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Bell:
    """Wakes everybody who waits for something to change."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Something has changed."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, condition: Callable[[], bool], *, within: float) -> bool:
        """Wait until `condition` holds, at most `within` seconds; the result tells whether it does."""
        deadline = time.monotonic() + within
        while not condition():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            try:
                async with asyncio.timeout(left):  # wait_for would lose a cancellation in Python 3.11
                    await self._event.wait()
            except TimeoutError:
                return condition()
        return True


class UpdateQueue:
    """Updates wait here, oldest first, until a later offset confirms them; the oldest of too many are dropped."""

    def __init__(self, *, first_id: int, bell: Bell) -> None:
        self._pending: dict[int, object] = {}
        self._confirmed: deque[tuple[int, object]] = deque(maxlen=1_000)
        self._next_id = first_id
        self._allowed: frozenset[str] | None = None
        self._polls = 0
        self._bell = bell

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self._pending)

    def push(self, kind: str, body: Raw) -> None:
        """Queue an update of a known kind, unless the bot did not ask for this kind."""
        wanted = kind not in _OPT_IN if self._allowed is None else kind in self._allowed
        if wanted:
            self._append({"update_id": self._next_id, kind: body})

    def push_raw(self, raw: object) -> None:
        """Queue anything at all, exactly as it is; an object without "update_id" gets one."""
        if isinstance(raw, dict) and "update_id" not in raw:
            raw = {"update_id": self._next_id, **raw}
        self._append(raw)

    def redeliver(self, last: int) -> None:
        """Serve the `last` confirmed updates again, as after a confirmation that was lost."""
        again = [self._confirmed.pop() for _ in range(min(last, len(self._confirmed)))]
        self._pending = dict(sorted([*again, *self._pending.items()]))
        self._bell.ring()

    def drop(self) -> None:
        """Throw away everything that waits."""
        self._confirm(self._next_id)

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants from now on; [] means the usual ones, None changes nothing."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    async def take(self, offset: int, limit: int, wait: float) -> list[object]:
        """What getUpdates answers: confirm everything below `offset`, wait for news, show the oldest.

        Raises:
            Refusal: a later call took over (409).
        """
        self._confirm(offset)
        self._polls += 1
        poll = self._polls
        self._bell.ring()
        if not self._pending:
            wait = min(max(wait, 0), MAX_WAIT)
            await self._bell.until(lambda: bool(self._pending) or self._polls > poll, within=wait)
        if self._polls > poll:
            raise Refusal(409, _CONFLICT)
        return list(islice(self._pending.values(), min(max(limit, 1), 100)))

    def _append(self, raw: object) -> None:
        self._pending[self._next_id] = raw
        self._next_id += 1
        if len(self._pending) > MAX_PENDING:
            del self._pending[next(iter(self._pending))]
        self._bell.ring()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self._next_id + offset
        if 0 < offset <= self._next_id:
            for update_id in [known for known in self._pending if known < offset]:
                self._confirmed.append((update_id, self._pending.pop(update_id)))
