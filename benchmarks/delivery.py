"""What delivery itself costs: `./dev python -m benchmarks.delivery [UPDATES] [CHATS] [DATABASE_URL]`.

Updates go into an inbox in batches of a hundred, then through the dispatcher to a handler that waits two milliseconds
and records an answer. Printed: updates a second and milliseconds of CPU for each, coming in and going through. The
database is an SQLite file in a temporary folder unless another is named; it must be empty.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from bot.delivery.dispatch import Dispatcher
from bot.delivery.inbox import DatabaseInbox
from bot.store.answers import SentAnswer
from bot.store.records import open_records
from claims_db.store.database import migrate, open_engine, sqlite_url

_BATCH = 100


def make_update(number: int, chats: int) -> dict[str, Any]:
    """A private post of usual length."""
    chat_id = 1 + number % chats
    person = {"id": chat_id, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": number, "date": 1, "chat": {"id": chat_id, "type": "private"}, "text": "post " * 60}
    return {"update_id": number, "message": {**message, "from": person}}


async def measured(name: str, updates: int, work: Awaitable[None]) -> None:
    """Await `work` and print what it took for each of `updates`."""
    begin, cpu = time.perf_counter(), time.process_time()
    await work
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    sys.stdout.write(f"{name:10}{updates / seconds:8.0f} a second{1000 * cpu / updates:8.3f} ms of CPU each\n")


async def main(updates: int, chats: int, url: str | None) -> None:
    """In, then through."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(url or sqlite_url(Path(folder) / "benchmark.sqlite3"))
        await migrate(engine, package="bot.store")
        records = await open_records(engine)
        inbox = DatabaseInbox(engine, records.writer)

        async def handle(raw: dict[str, Any]) -> None:
            message = raw["message"]
            await asyncio.sleep(0.002)
            sent = SentAnswer(message["chat"]["id"], message["message_id"], 10**9, ("a-claim",), 1, "en", "claim")
            records.answers.record(sent)

        async def put_all() -> None:
            for start in range(0, updates, _BATCH):
                batch = [make_update(number, chats) for number in range(start, min(start + _BATCH, updates))]
                await inbox.put(batch)

        dispatcher, stop = Dispatcher(inbox, handle), asyncio.Event()
        await measured("in", updates, put_all())
        running = asyncio.create_task(dispatcher.run(stop))
        await measured("through", updates, dispatcher.idle())
        stop.set()
        await running
        await records.writer.close()
        await engine.dispose()


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    asyncio.run(main(int(given.get(0, "5000")), int(given.get(1, "200")), given.get(2)))
