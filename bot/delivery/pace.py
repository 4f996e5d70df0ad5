"""How fast the bot may send: over all chats, in one chat, and not at all to a chat that Telegram has closed."""

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass, field

_WINDOW = 1.05
"""Seconds; a little over one, because what leaves evenly may arrive closer together."""

_MOST_PARKED = 10_000

FREE_RATE = 30
"""Messages a second over all chats that Telegram takes from everybody."""
BURST = 5
"""Messages that one chat takes at once."""
A_SECOND_EACH = 1.05
"""Seconds between two messages in one chat after a burst; Telegram asks for one, and the way there is not even."""
IN_GROUPS, GROUP_WINDOW = 20, 61.0
"""Messages that a group takes in so many seconds; Telegram counts a minute."""
_MOST_CHATS = 10_000


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


@dataclass(slots=True)
class _Spent:
    """What a chat has had: `free_at`, when all of its burst is there again; `recent`, when a group had some."""

    free_at: float
    recent: deque[float] = field(default_factory=lambda: deque(maxlen=IN_GROUPS))


class ChatPace:
    """How many messages one chat has had lately, and when it may have the next. Pure: the time is passed in."""

    def __init__(self, *, chats: int = _MOST_CHATS) -> None:
        """`chats`: how many are remembered; the one that has had nothing for longest is forgotten first."""
        self._most = chats
        self._chats: OrderedDict[int, _Spent] = OrderedDict()

    def __len__(self) -> int:
        """Chats remembered."""
        return len(self._chats)

    def opens_at(self, chat_id: int) -> float:
        """From when on the chat may have a further message; 0 when it has had none."""
        spent = self._chats.get(chat_id)
        if spent is None:
            return 0.0
        opens_at = spent.free_at - (BURST - 1) * A_SECOND_EACH
        full = chat_id < 0 and len(spent.recent) == IN_GROUPS
        return max(opens_at, spent.recent[0] + GROUP_WINDOW) if full else opens_at

    def begin(self, chat_id: int, now: float) -> bool:
        """A message goes to the chat now; whether it is the first one of a burst."""
        spent = self._chats.pop(chat_id, None) or _Spent(now)
        first = spent.free_at <= now
        spent.free_at = max(now, spent.free_at) + A_SECOND_EACH
        if chat_id < 0:
            spent.recent.append(now)
        self._chats[chat_id] = spent
        self._forget_the_quiet(now)
        return first

    def counted_late(self, chat_id: int, seconds: float) -> None:
        """The first message of a burst took so long to arrive, so Telegram counts from later on."""
        if spent := self._chats.get(chat_id):
            spent.free_at += seconds

    def _forget_the_quiet(self, now: float) -> None:
        """Let go of chats that are as new again, and of the quietest where one more would be too many."""
        while len(self._chats) > 1:
            chat_id, quietest = next(iter(self._chats.items()))
            busy = quietest.free_at > now or (chat_id < 0 and quietest.recent[-1] + GROUP_WINDOW > now)
            if busy and len(self._chats) <= self._most:
                return
            del self._chats[chat_id]


class Parked:
    """Chats that Telegram has closed for a while (429), and until when."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}

    def park(self, chat_id: int, until: float) -> None:
        """Nothing goes to this chat before `until`, in the time of the event loop."""
        self._until[chat_id] = max(until, self._until.pop(chat_id, 0.0))
        while len(self._until) > _MOST_PARKED:
            self._until.pop(next(iter(self._until)))

    def until(self, chat_id: int) -> float:
        """When the chat is open again; 0 when it was not closed."""
        return self._until.get(chat_id, 0.0)

    def remaining(self, chat_id: int, now: float) -> float:
        """Seconds until the chat is open again; 0 when it is."""
        remaining = self._until.get(chat_id, now) - now
        if remaining <= 0:
            self._until.pop(chat_id, None)
        return max(0.0, remaining)
