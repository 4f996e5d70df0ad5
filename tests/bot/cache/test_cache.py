"""The cache may lose everything, and never costs more than a moment: proved against a real Valkey."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis
from structlog.testing import capture_logs

from bot.cache.memory import ENTRY_OVERHEAD, MemoryCache
from bot.cache.redis import FAILURES, PAUSE, Breaker, RedisCache, connect
from bot.metrics import Metrics


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
async def opened():
    """connect(), closed at the end of the test."""
    caches = []

    async def make(url):
        caches.append(await connect(url))
        return caches[-1]

    yield make
    for cache in caches:
        await cache.close()


async def settled(cache, url, key):
    """Wait until another process would find `key` in Redis, at most five seconds."""
    async with Redis.from_url(url) as client:
        for _ in range(500):
            if await client.exists(key):
                return
            await asyncio.sleep(0.01)
    raise TimeoutError(f"{cache} did not write")


async def test_values_live_as_long_as_said():
    """A value is a hit before its end and a miss after; nothing is kept for no time."""
    clock = Clock()
    cache = MemoryCache(clock=clock)
    await cache.put("a", b"1", 10)
    await cache.put("b", b"2", 0)

    clock.now += 9.9
    assert (await cache.get("a"), await cache.get("b")) == (b"1", None)
    clock.now += 0.1
    assert await cache.get("a") is None


async def test_what_was_used_least_recently_goes_first():
    """Reading keeps an entry; the others make room."""
    cache = MemoryCache(entries=2)
    await cache.put("a", b"1", 10)
    await cache.put("b", b"2", 10)
    await cache.get("a")
    await cache.put("c", b"3", 10)

    assert [await cache.get(key) for key in "abc"] == [b"1", None, b"3"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 400), st.integers(0, 3))))
def test_memory_is_bounded(puts):
    """Whatever is put, the newest fit within entries and bytes, and what is found is what was put last."""
    cache = MemoryCache(entries=3, size=3 * ENTRY_OVERHEAD)
    last = {}

    async def run():
        for key, length, ttl in puts:
            value = b"x" * length
            await cache.put(key, value, ttl)
            last[key] = value if ttl else None
        return [key for key in "abcdef" if await cache.get(key) is not None]

    kept = asyncio.run(run())

    assert len(kept) <= 3
    assert sum(len(key) + len(last[key]) + ENTRY_OVERHEAD for key in kept) <= 3 * ENTRY_OVERHEAD


async def test_processes_share_what_redis_holds(valkey_url, opened):
    """One writes, the other finds it; a value has its end in Redis too."""
    one, other = await opened(valkey_url), await opened(valkey_url)
    await one.put("a", b"\x00\xff", 50)
    await settled(one, valkey_url, "a")

    assert await other.get("a") == b"\x00\xff"
    assert await other.get("b") is None
    async with Redis.from_url(valkey_url) as client:
        assert 0 < await client.pttl("a") <= 50_000


async def test_closing_finishes_the_writes(valkey_url, opened):
    """What was put just before the end is there for the next process."""
    one = await opened(valkey_url)
    for number in range(20):
        await one.put(f"k{number}", b"1", 50)
    await one.close()

    other = await opened(valkey_url)
    assert [await other.get(f"k{number}") for number in range(20)] == [b"1"] * 20


async def miss(cache):
    """Neither reading nor writing raises, nor finds anything."""
    results = []
    for number in range(6):
        results.append(await cache.get(f"unknown-{number}"))
        await cache.put(f"other-{number}", b"1", 10)
        await asyncio.sleep(0.005)
    await cache.close()
    return results == [None] * 6


async def test_a_redis_that_is_absent_is_warned_of_once(opened):
    """Refused at the start: one line, no address in it, and the bot goes on."""
    with capture_logs() as logs:
        cache = await opened("redis://:secret-word@127.0.0.1:1/0")
        assert await miss(cache)

    assert [(line["event"], line["operation"]) for line in logs] == [
        ("cache_does_without_redis", "read"),
        ("cache_does_without_redis", "write"),
    ]
    assert not any(word in str(logs) for word in ("secret-word", "127.0.0.1", "unknown", "other"))


async def test_a_wrong_password_is_a_miss(make_valkey, opened):
    """The password is rejected, the bot runs without Redis, the log does not hold the password."""
    url = make_valkey(password="right-word").url
    with capture_logs() as logs:
        assert await miss(await opened(url.replace("right", "wrong")))
        assert await miss(await opened(url.replace(":right-word@", "")))
        good = await opened(url)
        await good.put("a", b"1", 10)

    assert {line["reason"] for line in logs} == {"AuthenticationError"}
    assert "-word" not in str(logs)
    await settled(good, url, "a")


async def test_a_full_or_read_only_redis_still_reads(make_valkey, opened):
    """Writes that are refused are dropped, with one line; reading goes on."""
    for command in (("CONFIG", "SET", "maxmemory", "1"), ("REPLICAOF", "127.0.0.1", "1")):
        server = make_valkey()
        async with Redis.from_url(server.url) as client:
            await client.set("there", b"1")
            await client.execute_command(*command)
        with capture_logs() as logs:
            cache = await opened(server.url)
            assert await miss(cache)
            again = await opened(server.url)

        assert await again.get("there") == b"1"
        assert [(line["event"], line["operation"]) for line in logs] == [("cache_does_without_redis", "write")]


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
async def test_something_else_on_the_port_is_a_miss(opened, greeting):
    """A server that speaks another protocol, or closes at once."""

    async def talk(reader, writer):
        writer.write(greeting)
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert await miss(await opened(f"redis://127.0.0.1:{port}"))


async def test_a_redis_that_is_loading_is_a_miss(opened):
    """The answer of a Redis that has just been started with much data."""

    async def load(reader, writer):
        while await reader.read(1_000):
            writer.write(b"-LOADING Redis is loading the dataset in memory\r\n" * 2)
        writer.close()

    async with await asyncio.start_server(load, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert await miss(await opened(f"redis://127.0.0.1:{port}"))


async def test_a_hung_redis_is_asked_three_times_at_most(make_valkey, opened):
    """A stopped server delays three reads; the next ones do not wait, and what is nearby is still found."""
    server = make_valkey()
    cache = await opened(server.url)
    await cache.put("a", b"1", 50)
    await settled(cache, server.url, "a")
    server.pause()

    with capture_logs() as logs:
        found = [await cache.get(f"k{number}") for number in range(200)]
        nearby = await cache.get("a")
    server.resume()

    assert (found, nearby) == ([None] * 200, b"1")
    assert [line["reason"] for line in logs] == ["TimeoutError"]


async def test_a_redis_that_comes_back_is_used_again(make_valkey):
    """Killed while in use, then started again: after a pause one call finds out, and it is said."""
    server, clock = make_valkey(), Clock()
    async with Redis.from_url(server.url, socket_timeout=1, retry=None) as client:
        cache = RedisCache(client, clock=clock)
        server.kill()
        with capture_logs() as logs:
            lost = [await cache.get("a") for _ in range(FAILURES)]
            server.start()
            await client.set("a", b"1")
            too_early = await cache.get("a")
            clock.now += PAUSE
            found = await cache.get("a")

    assert (lost, too_early, found) == ([None] * FAILURES, None, b"1")
    assert [line["event"] for line in logs] == ["cache_does_without_redis", "cache_works_again"]


def test_only_one_call_finds_out():
    """While a service fails, one call every two seconds asks; a success ends that, a failure does not."""
    clock = Clock()
    breaker = Breaker("read", clock=clock, metrics=Metrics())
    for _ in range(FAILURES):
        assert breaker.permits()
        breaker.failed(TimeoutError())
    closed = breaker.permits()
    clock.now += PAUSE
    probes = [breaker.permits() for _ in range(5)]
    breaker.failed(TimeoutError())
    clock.now += PAUSE
    again = [breaker.permits() for _ in range(5)]
    breaker.succeeded()

    assert (closed, probes, again) == (False, [True] + [False] * 4, [True] + [False] * 4)
    assert all(breaker.permits() for _ in range(5))
