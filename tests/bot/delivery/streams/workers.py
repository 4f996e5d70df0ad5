"""Workers on one queue."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.delivery.streams.client import open_queue
from bot.delivery.streams.inbox import StreamInbox


@asynccontextmanager
async def worker(url: str) -> AsyncIterator[StreamInbox]:
    """The inbox of one worker, which holds its share of the shards."""
    client = open_queue(url)
    try:
        inbox = StreamInbox(client)
        async with inbox.working():
            inbox.news.clear()
            yield inbox
    finally:
        await client.aclose()
