"""The connection to the queue, and what its failures mean."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from bot.redis_client import open_redis
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

TIMEOUT = 3.0
"""Seconds for one operation; far less than a lease lasts."""
CONNECTIONS = 16
PREFIX = "allegedly:"
"""Begins the name of each key."""


def open_queue(url: str) -> Redis:
    """A client for the setting QUEUE_URL; it connects when it is used.

    Raises ValueError when the URL is none of redis://, rediss://, unix://.
    """
    return open_redis(url, timeout=TIMEOUT, connections=CONNECTIONS)


@contextmanager
def failures_named() -> Iterator[None]:
    """Turn whatever the queue refuses, or does not do in time, into StoreUnavailable."""
    try:
        yield
    except (RedisError, OSError, EOFError) as error:  # TimeoutError is an OSError
        reason = str(error).partition(" ")[0] if isinstance(error, ResponseError) else type(error).__name__
        raise StoreUnavailable(f"the queue can't be used ({reason}); check the server and QUEUE_URL") from None


async def check_keeping(client: Redis) -> None:
    """Warn when the server is set up to lose what it holds. Raises StoreUnavailable when it can't be reached."""
    with failures_named():
        await client.ping()
        try:
            policy = (await client.config_get("maxmemory-policy")).get("maxmemory-policy", "noeviction")
            appends = (await client.config_get("appendonly")).get("appendonly", "yes")
        except ResponseError:  # not ours to ask
            return
    if policy != "noeviction":
        log.warning("queue_evicts", policy=policy)
    if appends != "yes":
        log.warning("queue_keeps_nothing_on_disk")


async def wipe_log(client: Redis) -> bool:
    """Let the server write its log anew, without what was deleted: false while it is at it already, so ask again.

    Raises StoreUnavailable when it can't be reached.
    """
    with failures_named():
        try:
            await client.bgrewriteaof()
        except ResponseError as error:
            if "in progress" in str(error):
                return False
            log.warning("queue_log_not_wiped", reason=str(error).partition(" ")[0])
    return True
