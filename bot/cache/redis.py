"""A cache in Redis, shared by all processes; what Redis does or does not costs little and never an answer.

Whatever it does (absent, hung, full, read-only, another password), a read costs at most `TIMEOUT` seconds and a
write costs nothing; after three failures in a row Redis is left alone for two seconds.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.cache import MemoryCache
from bot.metrics import Metrics
from bot.redis_client import open_redis

log = structlog.get_logger(__name__)

TIMEOUT = 0.1
"""Seconds that one operation of Redis may take, connecting included."""
FAILURES = 3
"""Failures in a row after which Redis is left alone."""
PAUSE = 2.0
"""Seconds until it is asked again."""
NEARBY = 60.0
"""Seconds that what Redis holds is also kept in process."""
CONNECTIONS = 8
WRITES = 100
"""How many writes may be under way; more are dropped."""


class Breaker:
    """Decides whether to ask: not while a service failed several times in a row, then one call finds out."""

    def __init__(self, operation: str, *, clock: Callable[[], float], metrics: Metrics) -> None:
        self._operation = operation
        self._metrics = metrics
        self._clock = clock
        self._failures = 0
        self._closed_until = 0.0

    def permits(self) -> bool:
        """Whether to ask now; in a failing state that is one call every `PAUSE` seconds."""
        if self._failures < FAILURES:
            return True
        if self._clock() < self._closed_until:
            return False
        self._closed_until = self._clock() + PAUSE
        return True

    def succeeded(self) -> None:
        """The service answered."""
        if self._failures >= FAILURES:
            log.info("cache_works_again", operation=self._operation)
        self._failures = 0

    def failed(self, error: Exception) -> None:
        """It did not, or refused."""
        self._metrics.cache_failed(self._operation)
        self._failures += 1
        if self._failures == FAILURES:
            self._closed_until = self._clock() + PAUSE
            log.warning("cache_does_without_redis", operation=self._operation, reason=type(error).__name__)


class RedisCache:
    """Shared by all processes that have the same Redis, with a little memory in front of it."""

    def __init__(
        self, client: Redis, *, clock: Callable[[], float] = time.monotonic, metrics: Metrics | None = None
    ) -> None:
        self._client = client
        self._nearby = MemoryCache(entries=1_000, size=4_000_000, clock=clock)
        self._reading = Breaker("read", clock=clock, metrics=metrics or Metrics())
        self._writing = Breaker("write", clock=clock, metrics=metrics or Metrics())
        self._writes: set[asyncio.Task[object]] = set()

    async def get(self, key: str) -> bytes | None:
        """The value of `key`, None when there is none or Redis does not say so within `TIMEOUT` seconds."""
        value = await self._nearby.get(key)
        if value is None:
            found = await _ask(self._reading, lambda: self._client.get(key))
            value = found if isinstance(found, bytes) else None
            if value is not None:
                await self._nearby.put(key, value, NEARBY)
        return value

    async def put(self, key: str, value: bytes, ttl: float) -> None:
        """Keep `value` for `ttl` seconds; Redis gets it a moment later, nobody waits for that."""
        await self._nearby.put(key, value, min(ttl, NEARBY))
        milliseconds = int(ttl * 1_000)
        if milliseconds > 0 and len(self._writes) < WRITES:
            command = _ask(self._writing, lambda: self._client.set(key, value, px=milliseconds))
            write = asyncio.ensure_future(command)
            self._writes.add(write)
            write.add_done_callback(self._writes.discard)

    async def check(self) -> bool:
        """Ask Redis whether it is there; if not, it is said in the log and left alone for a while."""
        for _ in range(FAILURES):
            if await _ask(self._reading, self._client.ping) is not None:
                return True
        return False

    async def close(self) -> None:
        """Wait for the writes under way, `TIMEOUT` seconds at most, and close the connections."""
        await asyncio.gather(*self._writes)
        try:
            async with asyncio.timeout(TIMEOUT):
                await self._client.aclose()
        except (RedisError, OSError):
            pass  # closing what is gone already


async def connect(redis_url: str, metrics: Metrics | None = None) -> RedisCache:
    """The cache in the Redis at `redis_url`; one that does not answer is only warned of.

    Raises:
        ValueError: the URL is none of redis://, rediss://, unix://.
    """
    client = open_redis(redis_url, timeout=TIMEOUT, connections=CONNECTIONS)
    cache = RedisCache(client, metrics=metrics)
    await cache.check()
    return cache


async def _ask(breaker: Breaker, command: Callable[[], Awaitable[object]]) -> object:
    """What Redis answers; None when it should not be asked, fails or takes more than `TIMEOUT` seconds."""
    if not breaker.permits():
        return None
    try:
        async with asyncio.timeout(TIMEOUT):
            answer = await command()
    except (RedisError, OSError, EOFError) as error:  # TimeoutError is an OSError
        breaker.failed(error)
        return None
    breaker.succeeded()
    return answer
