"""The inbox in streams: one process puts updates in, many take them out, each from the shards that it holds.

A stream holds what waits, in order; an update leaves it when it is done, so whoever takes over a shard begins at its
start. Updates of a chat are always in the same shard.
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from hashlib import blake2b
from itertools import islice
from typing import Any

import structlog
from redis.asyncio import Redis

from bot.delivery.errors import NotOurs
from bot.delivery.inbox import KEPT, LETTERS_KEPT, DeadLetter, Queued, kind_of_payload, row_of
from bot.delivery.streams import scripts
from bot.delivery.streams.client import PREFIX, failures_named, wipe_log
from bot.delivery.streams.held import Place
from bot.delivery.streams.leases import EVERY
from bot.delivery.streams.reading import TRIES, Reading, stream_of
from bot.delivery.streams.shards import SHARDS, Shards, shard_of
from bot.delivery.waiting import end
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

_LETTERS = 10_000
_DEAD = f"{PREFIX}dead"


class StreamInbox:
    """Inbox in a Redis or Valkey; see there. Updates come out only inside `with inbox.working()`."""

    def __init__(self, client: Redis) -> None:
        self.news = asyncio.Event()
        self.unmarked = 5
        self._client = client
        self._name = secrets.token_hex(8)
        self._shards = Shards(client)
        self._push = client.register_script(scripts.PUSH)
        self._start = client.register_script(scripts.START)
        self._finish = client.register_script(scripts.FINISH)
        self._reading = Reading(client)
        self._held = self._reading.held
        self._begun: dict[int, Place] = {}
        self._wiped_after: set[int] = set()
        self._unwiped = False

    @asynccontextmanager
    async def working(self, *, on_round: Callable[[int], None] = lambda _: None) -> AsyncIterator[None]:
        """Hold a fair share of the shards until the block ends.

        `on_round` is told, each time that went well, how many processes share them.
        """
        with suppress(StoreUnavailable):
            await self._round(on_round)
        tasks = [asyncio.create_task(self._keep_sharing(on_round)), asyncio.create_task(self._hear())]
        try:
            yield
        finally:
            await end(*tasks)
            with suppress(StoreUnavailable):
                await self._shards.leave()

    async def put(self, updates: Sequence[Mapping[str, Any]], rejected: Sequence[DeadLetter] = ()) -> int:
        """Keep updates and dead letters; see Inbox."""
        letters, arguments = list(rejected), []
        for raw in updates:
            row = row_of(raw)
            if isinstance(row, DeadLetter):
                letters.append(row)
                continue
            chat_id, update_id = row["chat_id"], row["update_id"]
            chat = "" if chat_id is None else chat_id
            arguments += [update_id, shard_of(chat_id, update_id), chat, row["album"] or "", row["payload"]]
        with failures_named():
            await self._bury(letters)
            new = int(await self._push(keys=[PREFIX], args=[int(KEPT), self._name, *arguments])) if arguments else 0
        if new:
            self.news.set()
        return new

    async def page(self, after: int, limit: int) -> list[Queued]:
        """The next waiting updates of this worker's shards; see Inbox."""
        with failures_named():
            return await self._reading.page(after, limit)

    async def page_of(self, chat_id: int, after: int, upto: int, limit: int) -> list[Queued]:
        """The next waiting updates of one chat; see Inbox."""
        with failures_named():
            return await self._reading.fetch(islice(self._held.of_chat(chat_id, after, upto), limit))

    async def started(self, update_ids: Sequence[int]) -> None:
        """Count a try; see Inbox. Raises NotOurs when another worker has, or will have, these."""
        places = [place for update_id in update_ids if (place := self._held.get(update_id))]
        if len(places) == len(update_ids) and self._may_begin(places[0].shard):
            first = places[0]
            arguments = [argument for place in places for argument in (place.place, place.update_id)]
            keys = [f"{PREFIX}lease:shard:{first.shard}", stream_of(first.shard), TRIES]
            with failures_named():
                if await self._start(keys=keys, args=[first.token, *arguments]):
                    self._begun |= {place.update_id: place for place in places}
                    return
        self._let_loose(places)
        raise NotOurs

    async def let_go(self, update_ids: Sequence[int]) -> None:
        """Forget the tries; see Inbox."""
        with failures_named():
            await self._client.hdel(TRIES, *map(str, update_ids))

    async def done(self, update_ids: Sequence[int]) -> None:
        """They are handled; see Inbox."""
        places = self._places(update_ids)
        if places:
            with failures_named():
                await self._finish(
                    keys=[stream_of(places[0].shard), TRIES, PREFIX],
                    args=[int(KEPT), "", *(part for place in places for part in _finished(place))],
                )
        self._let_loose(places)
        if not self._wiped_after.isdisjoint(update_ids):
            self._wiped_after.difference_update(update_ids)
            self._unwiped = True

    async def dead(self, update_ids: Sequence[int], reason: str) -> None:
        """They can't be handled; see Inbox."""
        places = self._places(update_ids)
        with failures_named():
            letters = [
                DeadLetter(queued.update_id, kind_of_payload(queued.payload), reason, len(queued.payload))
                for queued in await self._reading.fetch(places)
            ]
            await self._bury(letters)
        for place in places:
            await self.done([place.update_id])

    async def album_done(self, chat_id: int, album: str) -> bool:
        """Whether parts of this album have been handled; see Inbox."""
        with failures_named():
            return bool(await self._client.exists(f"{PREFIX}album:{_album(chat_id, album)}"))

    async def waiting(self) -> int:
        """How many wait in all shards, this worker's or not; see Inbox."""
        with failures_named():
            async with self._client.pipeline(transaction=False) as pipeline:
                for shard in range(SHARDS):
                    pipeline.xlen(stream_of(shard))
                return sum(await pipeline.execute())

    async def purge(self) -> None:
        """Forget old dead letters, and the words that the server's log still has; ids go by themselves."""
        self._unwiped = True
        with failures_named():
            await self._client.xtrim(_DEAD, minid=int((time.time() - LETTERS_KEPT) * 1000), approximate=False)

    async def wipe_after(self, update_id: int) -> None:
        """Let the server write its log anew once this update is done; see Inbox."""
        self._wiped_after.add(update_id)

    def _places(self, update_ids: Sequence[int]) -> list[Place]:
        """Where those of them are that this worker holds."""
        found = (self._begun.get(update_id) or self._held.get(update_id) for update_id in update_ids)
        return [place for place in found if place is not None]

    def _let_loose(self, places: Sequence[Place]) -> None:
        for place in places:
            self._held.remove(place)
            self._begun.pop(place.update_id, None)

    def _may_begin(self, shard: int) -> bool:
        return shard in self._shards.mine and shard not in self._shards.leaving

    async def _keep_sharing(self, on_round: Callable[[int], None]) -> None:
        while True:
            await asyncio.sleep(EVERY)
            with suppress(StoreUnavailable):
                await self._round(on_round)

    async def _round(self, on_round: Callable[[int], None]) -> None:
        if self._unwiped:
            self._unwiped = not await wipe_log(self._client)
        begun = {place.shard for place in self._begun.values()}
        taken = await self._shards.share(asyncio.get_running_loop().time(), begun.__contains__)
        self._reading.follow(self._shards.mine)
        if taken:
            self.news.set()
        on_round(self._shards.workers)

    async def _hear(self) -> None:
        """Be told when something has been put in by another process; what is missed is found by looking."""
        while True:
            with suppress(StoreUnavailable), failures_named():
                async with self._client.pubsub() as channel:
                    await channel.subscribe(f"{PREFIX}news")
                    while True:
                        message = await channel.get_message(ignore_subscribe_messages=True, timeout=1)
                        if message and message["data"] != self._name.encode():  # its own it knows
                            self.news.set()
            await asyncio.sleep(EVERY)

    async def _bury(self, letters: Sequence[DeadLetter]) -> None:
        for letter in letters:
            told = {**asdict(letter), "reason": letter.reason[:40]}
            await self._client.xadd(_DEAD, {"letter": json.dumps(told)}, maxlen=_LETTERS)


def _finished(place: Place) -> tuple[str, int, str]:
    return place.place, place.update_id, _album(place.chat_id, place.album) if place.album else ""


def _album(chat_id: int | None, album: str) -> str:
    """A name for an album that tells nobody whose it is."""
    return blake2b(f"{chat_id}:{album}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
