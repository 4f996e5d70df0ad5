"""The updates of one chat that wait in memory, in their order. Pure: the time is passed in."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.delivery.inbox import Queued

ALBUM_PAUSE = 0.6
"""Seconds without a further update after which an album counts as whole."""
ALBUM_PARTS = 10
"""Parts of an album at most (Telegram's limit)."""

_BODY_WITHIN = 48
"""Characters of a payload in which its kind stands: its first key is its id, of 19 digits at most."""


@dataclass(slots=True)
class Line:
    """The queue of one chat; only what is at its head may be worked on.

    `chat_id` is None for the line of an update without a chat. `not_before`: when its next turn may come.
    `rest_after`: the updates of this chat with a greater seq are still on the disk; None when there are none.
    """

    key: int | str
    chat_id: int | None
    waiting: deque[Queued] = field(default_factory=deque)
    busy: bool = False
    offered: bool = False
    failures: int = 0
    not_before: float = 0.0
    grown_at: float = 0.0
    rest_after: int | None = None

    def add(self, queued: Queued, now: float) -> None:
        """Put an update at the end."""
        self.waiting.append(queued)
        self.grown_at = now

    def turn(self) -> list[Queued]:
        """What is to be handled next: the update at the head, with the other parts when it belongs to an album."""
        head = self.waiting[0]
        if head.album is None:
            return [head]
        return [queued for queued in self.waiting if queued.album == head.album][:ALBUM_PARTS]

    def ready_at(self) -> float:
        """When the next turn may come: after a pause, and when an album has had time to become whole."""
        if self.waiting[0].album is None or len(self.turn()) == ALBUM_PARTS:
            return self.not_before
        return max(self.not_before, self.grown_at + ALBUM_PAUSE)

    @property
    def expects_answer(self) -> bool:
        """Whether what is at the head is a message; presses and edits change what was sent already."""
        return '"message":' in self.waiting[0].payload[:_BODY_WITHIN]

    @property
    def hungry(self) -> bool:
        """Whether some of its updates on the disk are to be taken in before its next turn, lest it cuts an album."""
        return self.rest_after is not None and len(self.waiting) < ALBUM_PARTS

    @property
    def floods(self) -> bool:
        """Whether more of its updates wait than may be in memory."""
        return self.rest_after is not None

    @property
    def suspect(self) -> bool:
        """Whether an earlier process ended while it worked on what is at the head."""
        return any(queued.tries for queued in self.turn())

    def absolve(self) -> None:
        """What is at the head did not end a process."""
        turn = {queued.seq for queued in self.turn()}
        self.waiting = deque(replace(queued, tries=0) if queued.seq in turn else queued for queued in self.waiting)

    def remove(self, parts: Sequence[Queued]) -> None:
        """Take out what is handled."""
        if len(parts) == 1 and self.waiting[0] is parts[0]:
            self.waiting.popleft()
        else:
            gone = {queued.seq for queued in parts}
            self.waiting = deque(queued for queued in self.waiting if queued.seq not in gone)
        self.failures = 0
