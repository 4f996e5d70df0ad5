"""A client for Redis that repeats nothing behind the caller's back and waits no longer than it is told."""

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff


def open_redis(url: str, *, timeout: float, connections: int) -> Redis:
    """A client that connects when it is used; each operation may take `timeout` seconds, waiting for its turn at one
    of `connections` included.

    Raises ValueError when the URL is none of redis://, rediss://, unix://.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=connections,
        timeout=timeout,
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
        retry=Retry(NoBackoff(), 0),
        protocol=2,
    )
    return Redis.from_pool(pool)
