"""What a worker knows of the updates in its shards: where each is, without its words. Pure.

Numbers are given in the order of reading; they are what `seq` is in one process.
"""

import bisect
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """An update in a stream; `token`: of the lease under which it was read."""

    seq: int
    update_id: int
    shard: int
    place: str
    chat_id: int | None
    album: str | None
    token: str


class Held:
    """Places by number and by chat, until they are done with."""

    def __init__(self) -> None:
        self._next = 1
        self._by_seq: dict[int, Place] = {}
        self._by_id: dict[int, Place] = {}
        self._of_chat: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._by_seq)

    @property
    def last(self) -> int:
        """The greatest number given so far; 0 before the first."""
        return self._next - 1

    def add(self, update_id: int, shard: int, place: str, chat_id: int | None, album: str | None, token: str) -> Place:
        """Take note of an update."""
        one = Place(self._next, update_id, shard, place, chat_id, album, token)
        self._next += 1
        self._by_seq[one.seq] = self._by_id[update_id] = one
        if chat_id is not None:
            self._of_chat.setdefault(chat_id, []).append(one.seq)
        return one

    def get(self, update_id: int) -> Place | None:
        """Where an update is; None when it is done with, or another's."""
        return self._by_id.get(update_id)

    def after(self, seq: int) -> Iterator[Place]:
        """Everything with a greater number, in order."""
        if seq < self.last:
            yield from (place for number, place in self._by_seq.items() if number > seq)

    def of_chat(self, chat_id: int, after: int, upto: int) -> Iterator[Place]:
        """The same for one chat, up to and with a number."""
        numbers = self._of_chat.get(chat_id, [])
        first, end = bisect.bisect_right(numbers, after), bisect.bisect_right(numbers, upto)
        yield from (self._by_seq[numbers[at]] for at in range(first, end))

    def remove(self, place: Place) -> None:
        """It is done with."""
        if self._by_seq.pop(place.seq, None) is None:
            return
        if self._by_id.get(place.update_id) is place:
            del self._by_id[place.update_id]
        if place.chat_id is not None:
            numbers = self._of_chat[place.chat_id]
            numbers.remove(place.seq)  # mostly the first
            if not numbers:
                del self._of_chat[place.chat_id]

    def forget(self, shard: int) -> None:
        """A shard is another's now."""
        for place in [place for place in self._by_seq.values() if place.shard == shard]:
            self.remove(place)
