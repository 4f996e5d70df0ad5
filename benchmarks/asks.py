"""What a flood of near-duplicate asks costs: `./dev python -m benchmarks.asks [NUMBER]`.

Printed: entries made, people counted, time and CPU of an ask. Everybody sends the same story in slightly other words,
through the service and a real SQLite file.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import structlog

from bot.asking.asks import Sending
from bot.core import open_core

BASE = "Telegram will charge every user two dollars a month from spring on, forward this to ten friends to stay free"
ADDED = ("please", "look", "quickly", "friends", "family", "now", "!!!", "🔥", "is it true?", "share")


def copies(number: int) -> list[str]:
    """`number` texts that differ in decoration, order of added words, numbering and typing errors."""
    chance = random.Random(11)
    made = []
    for place in range(number):
        added = " ".join(chance.choices(ADDED, k=chance.randint(0, 5)))
        text = (f"{BASE} {added} {place}", f"#{place} {BASE}", f"{added} {BASE.upper()}", _mistyped(chance))[place % 4]
        made.append(text)
    return made


def _mistyped(chance: random.Random) -> str:
    at = chance.randrange(len(BASE))
    return BASE[:at] + BASE[at + 1 :]


async def measure(number: int, folder: Path) -> None:
    """Send all copies, each by another person, and print what came of it."""
    core = open_core(
        database_url=f"sqlite:///{folder / 'asks.sqlite3'}", redis_url=None, data_dir=folder, encoder="off"
    )
    async with core as opened:
        began, cpu = time.perf_counter(), time.process_time()
        for place, text in enumerate(copies(number)):
            await opened.asks.send(Sending(reader_id=1_000 + place, text=text, language="en", post_message_id=1))
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        entries = await opened.queue.waiting(limit=1_000)
    people = sum(entry.demand for entry in entries)
    print(f"asks {number}  entries {len(entries)}  people counted {people}")
    print(f"{1000 * seconds / number:.1f} ms and {1000 * cpu / number:.1f} ms of CPU an ask")


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(name)))
