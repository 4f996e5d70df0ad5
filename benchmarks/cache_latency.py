"""What the cache adds to an answer: `./dev python -m benchmarks.cache_latency [ANSWERS]`, with the test tools.

Each answer reads one key and writes one. Printed per state of Redis: milliseconds added, p50, p99 and the longest,
and how many answers took more than 150 ms.
"""

import asyncio
import contextlib
import logging
import sys
import time

import structlog

from bot.cache import Cache, MemoryCache
from bot.cache.redis import connect
from tests.engines import Valkey

PACE = 0.02
"""Seconds between two answers, 50 a second."""


async def measure(name: str, cache: Cache, answers: int) -> None:
    """Read and write `answers` times and print what that took."""
    added = []
    for number in range(answers):
        start = time.perf_counter()
        await cache.get(f"{name}-{number}")
        await cache.put(f"{name}-{number}", b"x" * 500, 60)
        added.append(time.perf_counter() - start)
        await asyncio.sleep(PACE)
    added.sort()
    p50, p99 = added[len(added) // 2], added[min(len(added) - 1, int(len(added) * 0.99))]
    slow = sum(one > 0.15 for one in added)
    times = f"p50 {p50 * 1e3:8.3f}  p99 {p99 * 1e3:8.3f}  max {added[-1] * 1e3:8.3f} ms"
    sys.stdout.write(f"{name:24}{times}  over 150 ms: {slow} of {answers}\n")
    await cache.close()


async def main(answers: int) -> None:
    """Every state of Redis in turn."""
    await measure("in process", MemoryCache(), answers)
    with contextlib.closing(Valkey()) as server:
        server.start()
        await measure("redis works", await connect(server.url), answers)
        await measure("wrong password", await connect(server.url.replace("//", "//:wrong@")), answers)
        cache = await connect(server.url)
        server.pause()
        await measure("redis hangs", cache, answers)
        server.resume()
        cache = await connect(server.url)
        server.kill()
        await measure("redis was killed", cache, answers)
    await measure("redis refuses", await connect(server.url), answers)
    for name, options in (
        ("redis is full", ["--maxmemory", "1mb", "--maxmemory-policy", "noeviction"]),
        ("redis is read-only", ["--replicaof", "127.0.0.1 1"]),
    ):
        with contextlib.closing(Valkey(options=options)) as server:
            server.start()
            await measure(name, await connect(server.url), answers)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
