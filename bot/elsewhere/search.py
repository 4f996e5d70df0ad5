"""Searches for reviews by others: kept for an hour, and held back before a quota is burnt or a service is pressed."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from enum import StrEnum

import structlog

from bot.cache import Cache
from bot.elsewhere.google import FactCheckTools, Unanswered
from bot.elsewhere.reviews import Review
from bot.limits import Limits
from bot.metrics import Metrics

log = structlog.get_logger()

TTL = 3600.0
"""Seconds for which what was found is kept."""
AT_ONCE = 3
"""Questions under way at a time, so that a slow service does not hold up the answers of the bot."""
A_MINUTE = 30
"""Questions of this process in a minute."""
FAILURES = 3
"""Failures in a row after which the service is left alone; a refusal for too many questions is enough at once."""
REST = 60.0
"""Seconds for which it is left alone."""


class Outcome(StrEnum):
    """How a search ended."""

    FOUND = "found"
    NOTHING = "nothing"
    FAILED = "failed"
    HELD_BACK = "held_back"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `reviews` is empty unless `outcome` is FOUND."""

    outcome: Outcome
    reviews: tuple[Review, ...] = ()


class Elsewhere:
    """Asks what others published. A query is kept nowhere: findings are kept under its keyed hash."""

    def __init__(
        self,
        tools: FactCheckTools,
        cache: Cache,
        *,
        secret: bytes,
        metrics: Metrics | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tools = tools
        self._cache = cache
        self._secret = secret
        self._metrics = metrics or Metrics()
        self._clock = clock
        self._budget = Limits(at_once=A_MINUTE, a_minute=A_MINUTE)
        self._under_way = 0
        self._failures = 0
        self._rests_until = float("-inf")

    async def search(self, query: str, language: str | None) -> Found:
        """Reviews of claims like `query` (see `query_of`), in `language` where one is given; no failure raises."""
        name = self._name(query, language)
        reviews = _decoded(await self._cache.get(name))
        found = await self._ask(query, language, name) if reviews is None else _found(reviews)
        self._metrics.searched_elsewhere(found.outcome)
        return found

    async def _ask(self, query: str, language: str | None, name: str) -> Found:
        if not self._may_ask():
            return Found(Outcome.HELD_BACK)
        self._under_way += 1
        try:
            reviews = await self._tools.search(query, language)
        except Unanswered as error:
            self._failed(error)
            return Found(Outcome.FAILED)
        finally:
            self._under_way -= 1
        self._failures = 0
        await self._cache.put(name, json.dumps([astuple(review) for review in reviews]).encode(), TTL)
        return _found(reviews)

    def _may_ask(self) -> bool:
        now = self._clock()
        free = now >= self._rests_until and self._under_way < AT_ONCE
        return free and self._budget.allow("", now) == "allowed"

    def _failed(self, error: Unanswered) -> None:
        self._failures += 1
        if error.refused or self._failures >= FAILURES:
            self._rests_until = self._clock() + REST
        log.warning("elsewhere_unanswered", reason=error.reason)

    def _name(self, query: str, language: str | None) -> str:
        told = json.dumps([query, language]).encode()
        return "elsewhere:" + hashlib.blake2b(told, key=self._secret[:64], digest_size=24).hexdigest()


def _found(reviews: tuple[Review, ...]) -> Found:
    return Found(Outcome.FOUND if reviews else Outcome.NOTHING, reviews)


def _decoded(kept: bytes | None) -> tuple[Review, ...] | None:
    """What was kept; None when there is nothing that can be read."""
    try:
        return None if kept is None else tuple(Review(*map(str, one)) for one in json.loads(kept))
    except (ValueError, TypeError):
        return None
