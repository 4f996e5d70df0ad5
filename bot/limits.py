"""How much one reader may ask. Pure: the time is passed in."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

Permission = Literal["allowed", "notice", "silent"]

AT_ONCE = 20
"""Posts that a reader may send at once."""
A_MINUTE = 30
"""Posts that a reader may send a minute for as long as they like."""
NOTICE_EVERY = 60.0
"""Seconds between two notices to the same reader."""
MOST_READERS = 10_000
"""Readers remembered while their buckets are not full again; the one who has been quiet for longest is forgotten first.
Even at 300 posts a second that is somebody whose bucket has filled again, all but a few posts."""


@dataclass(slots=True)
class _Allowance:
    """`at`: when the newest of the reader's posts was sent; `seen_at`: when the last one was handled."""

    left: float
    at: float
    seen_at: float
    noticed_at: float = float("-inf")
    allowed: tuple[int, ...] = ()


class Limits:
    """A bucket of posts for each reader, which fills again with time."""

    def __init__(self, *, at_once: int = AT_ONCE, a_minute: int = A_MINUTE, readers: int | None = None) -> None:
        """`at_once`: how many posts fit into a bucket; `a_minute`: how many flow into it in a minute.

        `readers`: how many are remembered, MOST_READERS unless given.
        """
        self._most = readers or MOST_READERS
        self._at_once = at_once
        self._a_minute = a_minute
        self._remembered = max(NOTICE_EVERY, at_once * 60 / a_minute)  # seconds until a quiet reader is as a new one
        self._readers: OrderedDict[str, _Allowance] = OrderedDict()

    def __len__(self) -> int:
        """Readers remembered."""
        return len(self._readers)

    def allow(
        self, reader_key: str, now: float, *, post: int | None = None, sent_at: float | None = None
    ) -> Permission:
        """Whether to answer a post of this reader that is handled at `now` (seconds of a clock that only rises).

        `sent_at`: when they sent it, by any one clock, so that posts that had to wait for the bot do not count as sent
        at once; `now` when it is not given. A post that was sent earlier than the one before fills nothing again.

        "notice": do not answer it, say once that it was too much; "silent": do not react at all. `post` is the id of
        the message: one that was allowed stays allowed when it is handled again, because its answer could not go out.
        """
        at = now if sent_at is None else sent_at
        allowance = self._readers.pop(reader_key, None) or _Allowance(float(self._at_once), at, now)
        allowance.seen_at = now
        self._forget_the_quiet(now)
        self._readers[reader_key] = allowance
        if post is not None and post in allowance.allowed:
            return "allowed"
        allowance.left = min(self._at_once, allowance.left + max(0.0, at - allowance.at) * self._a_minute / 60)
        allowance.at = max(at, allowance.at)
        if allowance.left >= 1:
            allowance.left -= 1
            if post is not None:
                allowance.allowed = (*allowance.allowed, post)[-AT_ONCE:]
            return "allowed"
        if now - allowance.noticed_at >= NOTICE_EVERY:
            allowance.noticed_at = now
            return "notice"
        return "silent"

    def _forget_the_quiet(self, now: float) -> None:
        """Let go of those who are as new again, and of the quietest where one more would be too many."""
        while self._readers:
            key, quietest = next(iter(self._readers.items()))
            if len(self._readers) < self._most and now - quietest.seen_at <= self._remembered:
                return
            del self._readers[key]
