"""How fast the bot may send: so many messages a second over all chats, and none to a chat that Telegram has closed."""

import asyncio
from collections import deque

_WINDOW = 1.05
"""Seconds; a little over one, because what leaves evenly may arrive closer together."""

_MOST_PARKED = 10_000


class Pace:
    """At most `rate` turns in any second; turns are given in the order in which they were asked for."""

    def __init__(self, rate: int) -> None:
        self._turns: deque[float] = deque(maxlen=max(1, rate))

    def change(self, rate: int) -> None:
        """At most `rate` from now on; turns that were given count."""
        if max(1, rate) != self._turns.maxlen:
            self._turns = deque(self._turns, maxlen=max(1, rate))

    async def turn(self) -> None:
        """Wait for the next turn."""
        now = asyncio.get_running_loop().time()
        full = len(self._turns) == self._turns.maxlen
        at = max(now, self._turns[0] + _WINDOW) if full else now
        self._turns.append(at)
        if at > now:
            await asyncio.sleep(at - now)


class Parked:
    """Chats that Telegram has closed for a while (429), and until when."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}

    def park(self, chat_id: int, until: float) -> None:
        """Nothing goes to this chat before `until`, in the time of the event loop."""
        self._until[chat_id] = max(until, self._until.pop(chat_id, 0.0))
        while len(self._until) > _MOST_PARKED:
            self._until.pop(next(iter(self._until)))

    def remaining(self, chat_id: int, now: float) -> float:
        """Seconds until the chat is open again; 0 when it is."""
        remaining = self._until.get(chat_id, now) - now
        if remaining <= 0:
            self._until.pop(chat_id, None)
        return max(0.0, remaining)
