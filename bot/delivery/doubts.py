"""Replies that may have gone out or not, and whether they are sent once more. Pure: the time is passed in."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

_MOST_DOUBTS = 10_000

_REPEATS = {"perhaps": 1, "unlikely": 5}
"""How often a reply that may have gone out is sent again, by how likely it is that it did."""

Post = tuple[int, int | None]
"""The chat and the post that a reply is for."""


@dataclass(slots=True)
class _Doubt:
    times: int
    not_before: float


class Doubts:
    """In private a second message is better than silence, in a group it is worse, as is one that answers no post."""

    def __init__(self, repeat_after: float) -> None:
        """`repeat_after`: seconds until a reply that may have gone out is sent again."""
        self._repeat_after = repeat_after
        self._doubts: OrderedDict[Post, _Doubt] = OrderedDict()

    def not_before(self, post: Post) -> float | None:
        """When a reply in doubt may be sent again; None for one that is in no doubt."""
        doubt = self._doubts.get(post)
        return doubt.not_before if doubt else None

    def settle(self, post: Post) -> None:
        """It is known what became of the reply."""
        self._doubts.pop(post, None)

    def add(self, post: Post, happened: Literal["no", "unlikely", "perhaps"], now: float) -> bool:
        """Nobody knows whether the reply went out: whether it is to be sent again."""
        chat_id, to = post
        doubt = self._doubts.pop(post, None)
        times = doubt.times + 1 if doubt else 1
        if chat_id < 0 or to is None or times > _REPEATS[happened]:
            return False
        if len(self._doubts) >= _MOST_DOUBTS:
            self._doubts.popitem(last=False)
        self._doubts[post] = _Doubt(times, now + self._repeat_after)
        return True
