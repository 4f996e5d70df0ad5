"""Digests sent by a process of its own, to be killed: `digest_process.py DATABASE BASE_URL TOKEN`."""

import asyncio
import sys
from datetime import UTC, date, datetime

from telegram import Bot

from bot.delivery.direct import DirectRequest
from bot.delivery.sender import Sender
from bot.digest.pages import Pages
from bot.digest.sending import Sending
from bot.languages import Languages
from bot.store.records import open_records
from claims_db.store import SqlClaimStore
from claims_db.store.database import open_engine
from claims_db.store.news import ClaimNews


async def send(database_url, base_url, token, now):
    """Send what is due at `now` until killed, or told to stop by nobody."""
    engine, stop = open_engine(database_url), asyncio.Event()
    records = await open_records(engine)
    bot = Bot(token, request=DirectRequest(10), get_updates_request=DirectRequest(1), base_url=base_url)
    languages = Languages(records.readers, bot_name="allegedly_bot", today=lambda: date(2026, 6, 1))
    sender = Sender(bot, stop=stop, rate=1_000)
    pages, clock = Pages(ClaimNews(engine)), datetime.fromisoformat(now).replace(tzinfo=UTC)
    await Sending(records.digests, SqlClaimStore(engine), pages, languages, sender, now=lambda: clock).run(stop)


if __name__ == "__main__":
    asyncio.run(send(*sys.argv[1:]))
