"""Which shards of the inbox a worker works on: each has a lease, and workers share them evenly."""

import math
import secrets
import zlib
from collections.abc import Callable

import structlog
from redis.asyncio import Redis

from bot.delivery.streams import scripts
from bot.delivery.streams.client import PREFIX, failures_named
from bot.delivery.streams.leases import LASTS, Lease

log = structlog.get_logger()

SHARDS = 16
"""Parts of the inbox; at most so many workers have something to do."""
LONGEST_LEAVING = 30.0
"""Seconds that what has begun in a shard may take before it is handed over all the same."""


def shard_of(chat_id: int | None, update_id: int) -> int:
    """The shard that holds the updates of a chat, in their order."""
    return zlib.crc32(str(update_id if chat_id is None else chat_id).encode()) % SHARDS


class Shards:
    """The shards of this worker; `workers` is how many there were when it last looked."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._present = client.register_script(scripts.PRESENT)
        self._worker = secrets.token_hex(8)
        self._leases = {shard: Lease(client, f"shard:{shard}") for shard in range(SHARDS)}
        self._first = int(self._worker[:4], 16) % SHARDS  # so that workers do not all reach for the same ones
        self.workers = 1
        self.mine: dict[int, str] = {}
        """The token of each shard that is worked on."""
        self.leaving: dict[int, float] = {}
        """Shards that are handed over when what has begun is done, or at the moment given."""

    async def share(self, now: float, busy: Callable[[int], bool]) -> bool:
        """Renew, take and hand over shards; whether new ones were taken. `busy`: something of a shard is under way.

        Raises StoreUnavailable.
        """
        with failures_named():
            self.workers = int(await self._present(keys=[f"{PREFIX}workers"], args=[self._worker, int(LASTS * 1000)]))
        await self._renew()
        await self._hand_over(now, busy)
        fair = math.ceil(SHARDS / self.workers)
        for shard in list(self.mine)[fair:]:
            self.leaving.setdefault(shard, now + LONGEST_LEAVING)
        return await self._take(fair)

    async def leave(self) -> None:
        """Hand over everything at once: nothing is under way any more."""
        for shard in list(self.mine):
            await self._drop(shard)
        with failures_named():
            await self._client.zrem(f"{PREFIX}workers", self._worker)

    async def _renew(self) -> None:
        for shard, token in list(self.mine.items()):
            lease = self._leases[shard]
            if not await lease.take() or lease.token != token:
                log.warning("shard_lost", shard=shard)
                self.mine.pop(shard)
                self.leaving.pop(shard, None)

    async def _hand_over(self, now: float, busy: Callable[[int], bool]) -> None:
        for shard, until in list(self.leaving.items()):
            if now >= until or not busy(shard):
                await self._drop(shard)

    async def _take(self, fair: int) -> bool:
        taken = False
        for step in range(SHARDS):
            shard = (self._first + step) % SHARDS
            if len(self.mine) >= fair:
                break
            if shard not in self.mine and await self._leases[shard].take():
                self.mine[shard] = self._leases[shard].token
                taken = True
        return taken

    async def _drop(self, shard: int) -> None:
        self.mine.pop(shard, None)
        self.leaving.pop(shard, None)
        await self._leases[shard].release()
