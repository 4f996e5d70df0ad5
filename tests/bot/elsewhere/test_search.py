"""Searches burn no quota and press no failing service, and keep no words."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.cache import MemoryCache
from bot.elsewhere import Elsewhere, FactCheckTools, Outcome
from bot.elsewhere.search import A_MINUTE, AT_ONCE, FAILURES, REST, TTL
from bot.metrics import Metrics
from tests.bot.elsewhere.google_server import KEY, answer, review

QUERY = "zyxocanary ate fourteen hundred lanterns"


class Clock:
    now = 1_000.0

    def __call__(self):
        return self.now


class Kept(MemoryCache):
    """A cache that shows what it was given."""

    def __init__(self, clock):
        super().__init__(clock=clock)
        self.given = []

    async def put(self, key, value, ttl):
        self.given.append((key, value, ttl))
        await super().put(key, value, ttl)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def cache(clock):
    return Kept(clock)


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def elsewhere(google, cache, clock, metrics):
    tools = FactCheckTools(KEY, base_url=google.base_url)
    return Elsewhere(tools, cache, secret=b"s" * 32, metrics=metrics, clock=clock)


async def outcomes(elsewhere, *queries):
    return [(await elsewhere.search(query, None)).outcome for query in queries]


async def test_the_same_is_asked_once_an_hour(elsewhere, google, clock):
    """A post that goes round costs one question, found or not; another language is another question."""
    google.body = answer(review(1), review(2))
    first = await elsewhere.search(QUERY, "en")
    assert await elsewhere.search(QUERY, "en") == first
    assert len(google.asked) == 1

    await elsewhere.search(QUERY, "uk")
    assert len(google.asked) == 2

    clock.now += TTL
    await elsewhere.search(QUERY, "en")
    assert len(google.asked) == 3


async def test_the_cache_holds_no_words(elsewhere, google, cache):
    """What is kept is what others published, under a keyed hash of the query."""
    google.body = answer(review())

    await elsewhere.search(QUERY, "en")

    ((key, value, ttl),) = cache.given
    assert not any(word in key or word.encode() in value for word in QUERY.split())
    assert ttl == TTL


async def test_a_cache_with_rubbish_is_no_hindrance(elsewhere, google, cache):
    """What can't be read is asked for again."""
    await elsewhere.search(QUERY, "en")
    ((key, _, _),) = cache.given
    for rubbish in (b"{", b"7", b'[["x"]]', b"\xff"):
        await cache.put(key, rubbish, TTL)

        assert (await elsewhere.search(QUERY, "en")).outcome is Outcome.NOTHING


async def test_a_failing_service_is_left_alone(elsewhere, google, clock):
    """Three failures in a row, then a minute of peace; failures are not remembered as answers."""
    google.status = 503
    queries = [f"query number {number}" for number in range(FAILURES + 2)]
    assert await outcomes(elsewhere, *queries) == [Outcome.FAILED] * FAILURES + [Outcome.HELD_BACK] * 2
    assert len(google.asked) == FAILURES

    google.status = 200
    clock.now += REST
    assert await outcomes(elsewhere, *queries) == [Outcome.NOTHING] * len(queries)


async def test_one_refusal_for_too_many_is_enough(elsewhere, google):
    """Google's own limit is not tested for."""
    google.status = 429

    assert await outcomes(elsewhere, "one", "two") == [Outcome.FAILED, Outcome.HELD_BACK]


async def test_a_minute_has_so_many_questions(elsewhere, google, clock):
    """However many readers press: what is over the bound is not asked."""
    queries = [f"query number {number}" for number in range(A_MINUTE + 1)]
    assert (await outcomes(elsewhere, *queries)).count(Outcome.HELD_BACK) == 1
    assert len(google.asked) == A_MINUTE

    clock.now += 60
    assert await outcomes(elsewhere, queries[-1]) == [Outcome.NOTHING]


async def test_a_slow_service_holds_few(elsewhere, google):
    """While three wait for Google, others are told at once, so the bot has hands left for its own answers."""
    google.held.clear()
    waiting = [asyncio.create_task(elsewhere.search(f"query {number}", None)) for number in range(AT_ONCE)]
    async with asyncio.timeout(30):
        while len(google.asked) < AT_ONCE:
            await asyncio.sleep(0.01)

    assert await outcomes(elsewhere, QUERY) == [Outcome.HELD_BACK]

    google.held.set()
    assert [found.outcome for found in await asyncio.gather(*waiting)] == [Outcome.NOTHING] * AT_ONCE


async def test_outcomes_are_counted_and_words_are_not_logged(elsewhere, google, metrics):
    """How searches end is all that is told of them."""
    with capture_logs() as logs:
        await outcomes(elsewhere, QUERY)
        google.status = 429
        await outcomes(elsewhere, f"{QUERY} again", f"{QUERY} and again")

    assert logs == [{"event": "elsewhere_unanswered", "log_level": "warning", "reason": "429"}]
    text = metrics.text().decode()
    for outcome in ("nothing", "failed", "held_back"):
        assert f'allegedly_elsewhere_searches_total{{outcome="{outcome}"}} 1.0' in text
