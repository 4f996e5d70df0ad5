"""An outbox as a process of its own, to be killed: `notices_process.py DATABASE BASE_URL TOKEN`."""

import asyncio
import sys

from telegram import Bot

from bot.asking.outbox import DatabaseOutbox
from bot.delivery.direct import DirectRequest
from bot.delivery.sender import Sender
from bot.reply import Reply
from bot.store.notices import NoticeRecords
from bot.store.writer import Writer
from claims_db.store.database import open_engine

KIND, SECRET = "news", b"secret"


async def send(database_url, base_url, token):
    """Send what is owed until killed."""
    engine = open_engine(database_url)
    records = NoticeRecords(engine, Writer(engine), secret=SECRET, lease=0.5)
    stop = asyncio.Event()
    bot = Bot(token, request=DirectRequest(10), get_updates_request=DirectRequest(1), base_url=base_url)
    outbox = DatabaseOutbox(records, Sender(bot, stop=stop, rate=1_000))

    async def render(_notice):
        return Reply("The claim that you asked about was checked.")

    outbox.handles(KIND, render)
    await outbox.run(stop)


if __name__ == "__main__":
    asyncio.run(send(*sys.argv[1:]))
