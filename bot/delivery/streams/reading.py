"""Updates are read from a worker's shards in the order of their arrival, each stream a little ahead."""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import islice
from typing import cast

from redis.asyncio import Redis

from bot.delivery.inbox import Queued
from bot.delivery.streams.client import PREFIX
from bot.delivery.streams.held import Held, Place

MOST_HELD = 50_000
"""Updates whose places are in memory at most; the rest is read when those are done."""
TRIES = f"{PREFIX}tries"
"""Where it is counted how often updates were begun."""
_AHEAD = 50

_Entry = tuple[bytes, dict[bytes, bytes]]


class Reading:
    """Reads the shards that are followed; `held` knows where each update is that was read and is not done with.

    Methods raise the errors of the Redis library.
    """

    def __init__(self, client: Redis) -> None:
        self.held = Held()
        self._client = client
        self._one_page = asyncio.Lock()
        self._cursors: dict[int, str] = {}
        self._ahead: dict[int, deque[_Entry]] = {}
        self._tokens: dict[int, str] = {}

    def follow(self, leases: Mapping[int, str]) -> None:
        """Read these shards from now on, and no others; one with a new lease is read from its start."""
        for shard in [shard for shard, token in self._tokens.items() if leases.get(shard) != token]:
            self.held.forget(shard)
            for known in (self._tokens, self._cursors, self._ahead):
                known.pop(shard)
        for shard, token in leases.items():
            if shard not in self._tokens:
                self._tokens[shard], self._cursors[shard], self._ahead[shard] = token, "-", deque()

    async def page(self, after: int, limit: int) -> list[Queued]:
        """The next updates after a number, those that were read before first."""
        async with self._one_page:  # whoever reads beside this must not take numbers from within the page
            known = await self.fetch(islice(self.held.after(after), limit))
            return known + await self._read(limit - len(known))

    async def fetch(self, places: Iterable[Place]) -> list[Queued]:
        """Updates whose places are known, with their words; without those that are done."""
        wanted = list(places)
        if not wanted:
            return []
        async with self._client.pipeline(transaction=False) as pipeline:
            for place in wanted:
                pipeline.xrange(stream_of(place.shard), min=place.place, max=place.place)
            answers = await pipeline.execute()
        there = [(place, entries[0][1]) for place, entries in zip(wanted, answers, strict=True) if entries]
        tries = await self._tries([place for place, _ in there])
        return [_queued(*one, tried) for one, tried in zip(there, tries, strict=True)]

    async def _read(self, limit: int) -> list[Queued]:
        """The next updates that were not read yet, in the order of their arrival over all shards."""
        limit = min(limit, MOST_HELD - len(self.held))
        if limit <= 0:
            return []
        queue: list[tuple[tuple[int, int, int], int]] = []
        for shard in list(self._tokens):
            await self._look_ahead(shard, queue)
        found: list[tuple[Place, dict[bytes, bytes]]] = []
        while queue and len(found) < limit:
            _, shard = heappop(queue)
            ahead = self._ahead.get(shard)
            if not ahead:
                continue  # lost while the others were read, and perhaps taken anew
            place, fields = ahead.popleft()
            if self.held.get(int(fields[b"id"])) is None:
                found.append((self._note(shard, place, fields), fields))
            await self._look_ahead(shard, queue)
        tries = await self._tries([place for place, _ in found])
        return [_queued(*one, tried) for one, tried in zip(found, tries, strict=True)]

    async def _look_ahead(self, shard: int, queue: list[tuple[tuple[int, int, int], int]]) -> None:
        """Offer the next update of a shard, if there is one."""
        ahead = self._ahead.get(shard)
        if ahead is None:
            return
        if not ahead:
            found = await self._client.xrange(stream_of(shard), min=self._cursors[shard], count=_AHEAD)
            entries = cast(list[_Entry], found)
            if entries and self._ahead.get(shard) is ahead:
                self._cursors[shard] = f"({entries[-1][0].decode()}"
                ahead.extend(entries)
        if ahead:
            place, fields = ahead[0]
            milliseconds, _, number = place.decode().partition("-")
            heappush(queue, ((int(milliseconds), int(number), int(fields[b"id"])), shard))

    def _note(self, shard: int, place: bytes, fields: Mapping[bytes, bytes]) -> Place:
        chat, album = fields[b"chat"], fields[b"album"].decode()
        chat_id = int(chat) if chat else None
        return self.held.add(int(fields[b"id"]), shard, place.decode(), chat_id, album or None, self._tokens[shard])

    async def _tries(self, places: Sequence[Place]) -> list[int]:
        if not places:
            return []
        counts = await self._client.hmget(TRIES, [str(place.update_id) for place in places])
        return [int(count or 0) for count in counts]


def stream_of(shard: int) -> str:
    """The name of a shard's stream."""
    return f"{PREFIX}inbox:{shard}"


def _queued(place: Place, fields: Mapping[bytes, bytes], tries: int) -> Queued:
    payload, at = fields[b"update"].decode(), float(fields[b"at"])
    return Queued(place.seq, place.update_id, place.chat_id, place.album, tries, at, payload)
