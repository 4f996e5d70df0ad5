"""What tests of sending digests share."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.digest.pages import Pages
from bot.digest.sending import Sending
from bot.store.digests import Digest
from claims_db.store.news import ClaimNews
from tests.bot.delivery.scripted import ScriptedRequest
from tests.bot.delivery.sending import sender_to
from tests.bot.newsroom import Newsroom

MONDAY, TUESDAY, NEXT_MONDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 11)


@pytest.fixture
def telegram():
    """A Telegram that follows a script."""
    return ScriptedRequest()


@dataclass
class Newsstand:
    """A newsroom with readers of digests, and a clock that tests turn; it is nine o'clock on a Monday."""

    room: Newsroom
    telegram: ScriptedRequest
    now: datetime = datetime(2026, 5, 4, 9, tzinfo=UTC)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def digests(self):
        return self.room.records.digests

    def sending(self, **settings: Any) -> Sending:
        """One process that sends."""
        sender = sender_to(self.telegram, **{"rate": 1_000, "stop": self.stop, **settings})
        pages = Pages(ClaimNews(self.room.engine))
        return Sending(self.digests, self.room.store, pages, self.room.languages, sender, now=lambda: self.now)

    async def send(self) -> list[int]:
        """Send what is due: to whom, in the order of the calls."""
        before = len(self.telegram.sent())
        await self.sending().send(self.stop)
        return [call["chat_id"] for call in self.telegram.sent()[before:]]

    async def wanted(self, chat_id: int = 7, **changes: Any) -> None:
        """Somebody wants a digest, and knows what the newsroom has published so far."""
        wish: dict[str, Any] = {"every": "day", "language": "en", "revision": 2, "due_on": MONDAY}
        await self.digests.want(Digest(chat_id, **wish | changes))


@pytest.fixture
def stand(newsroom, telegram):
    """A newsroom at revision 2, and nobody who wants a digest yet."""
    return Newsstand(newsroom, telegram)
