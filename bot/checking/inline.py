"""Claims for what somebody types after the bot's name in any chat. Knows neither Telegram nor words."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from bot.checking.checker import Checker
from bot.limits import Limits
from claims_db.model import Claim

MOST_CARDS = 5
LONGEST_TEXT = 256
"""Characters of a query that are looked at, which is all that Telegram sends."""
SEARCHES_AT_ONCE = 5
SEARCHES_A_MINUTE = 60
SEARCH_TIMEOUT = 4.0
"""Seconds; somebody who types sees nothing until then, and Telegram takes no answer much later."""
_MOST_READERS = 2_000
"""Readers who may type at the same time."""


@dataclass(frozen=True, slots=True)
class Found:
    """Claims to offer, closest first. `settled`: a later search for the same text would find the same."""

    claims: tuple[Claim, ...]
    settled: bool = True


class InlineSearch:
    """Searches once a second for each person, a few more at once; in between, they see what was last found for them."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._limits = Limits(at_once=SEARCHES_AT_ONCE, a_minute=SEARCHES_A_MINUTE, readers=_MOST_READERS)
        self._last: OrderedDict[str, tuple[str, ...]] = OrderedDict()  # ids: claims take too much

    async def find(self, reader_key: str, text: str, *, now: float) -> Found:
        """The claims closest to `text`, for an empty text those checked last; at most five.

        `now` is of a clock that only rises. Raises StoreUnavailable or TimeoutError when the claims can't be searched.
        """
        text = text.strip()[:LONGEST_TEXT]
        if not text:
            return Found(await self._checker.newest(MOST_CARDS))
        if self._limits.allow(reader_key, now) != "allowed":
            return Found(self._checker.published(self._last.get(reader_key, ())), settled=False)
        async with asyncio.timeout(SEARCH_TIMEOUT):
            claims = await self._checker.closest(text, MOST_CARDS)
        self._last.pop(reader_key, None)
        self._last[reader_key] = tuple(claim.id for claim in claims)
        while len(self._last) > _MOST_READERS:
            self._last.popitem(last=False)
        return Found(claims)
