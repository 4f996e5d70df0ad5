"""What the bot's memory does: `./dev python -m benchmarks.memory [--updates 200000] [--waiting 100000]`.

`python -m bot` runs as a process of its own against a Telegram that only hands out updates and says yes to every call.
First so many updates wait for it at once and no message can be sent: its memory over that of an idle one is printed.
Then they go through as fast as they are handled, nearly each from somebody who was never seen before, of all kinds that
cost memory: posts in private with and without a claim, a flood, groups, inline queries, presses, commands. Memory is
sampled on the way, and its slope over the second half printed, in MB for a million updates.
"""

import argparse
import asyncio
import itertools
import json
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.forward_cost import posts
from benchmarks.processes import Fleet, Process
from tests.http_bot_api import HttpBotApi

FIRST_ID = 10_000
SAMPLES = 40
FLOODERS = 20
"""People who send more than they may: so many that the pause after each of their posts keeps nobody else waiting."""
_BATCH = 100
_AHEAD = 400
BOT = {"id": 1, "is_bot": True, "first_name": "Allegedly", "username": "allegedly_bot", "can_join_groups": True}
Raw = dict[str, Any]


def crowd() -> Iterator[Raw]:
    """Updates without end, ten kinds in turn, each but a flood's from a new person."""
    texts = itertools.cycle(posts())
    for number in itertools.count():
        user = {"id": 10_000_000 + number, "is_bot": False, "first_name": "P", "language_code": "uk"}
        chat = {"id": user["id"], "type": "private", "first_name": "P"}
        message = {"message_id": 1, "date": int(time.time()), "from": user, "chat": chat, "text": f"nothing {number}"}
        match number % 10:
            case 0 | 1 | 2:
                yield {"message": {**message, "text": f"{next(texts)} {number}"}}
            case 3:
                yield {"message": message}
            case 4 | 5:
                flooder = {**user, "id": 900 + number // 10 % FLOODERS}
                yield {"message": {**message, "message_id": number, "from": flooder, "chat": {**chat, **flooder}}}
            case 6:
                group = {"id": -10_000_000 - number, "type": "supergroup", "title": "G"}
                yield {"message": {**message, "chat": group, "text": next(texts)}}
            case 7:
                yield {"inline_query": {"id": str(number), "from": user, "query": "telegram paid", "offset": ""}}
            case 8:
                pressed = {"id": str(number), "from": user, "chat_instance": "1", "data": "x", "message": message}
                yield {"callback_query": pressed}
            case _:
                command = {"offset": 0, "length": 6, "type": "bot_command"}
                yield {"message": {**message, "text": "/start", "entities": [command]}}


@dataclass
class Telegram:
    """Hands out `total` updates and agrees to everything; while `silent`, no message can be sent."""

    token: str = "123456:" + "a" * 35
    total: int = 0
    silent: bool = False
    confirmed: int = 0
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    _more: asyncio.Event = field(default_factory=asyncio.Event)
    _given: dict[int, Raw] = field(default_factory=dict)
    _source: Iterator[Raw] = field(default_factory=crowd)
    _next: int = FIRST_ID

    async def answer(self, _token: str, method: str, parameters: Raw) -> tuple[int, bytes]:
        """As the Bot API would."""
        if method == "getUpdates":
            return 200, json.dumps({"ok": True, "result": await self._updates(int(parameters["offset"]))}).encode()
        if method == "getMe":
            return 200, json.dumps({"ok": True, "result": BOT}).encode()
        if self.silent and method.startswith("send"):
            await asyncio.sleep(3_600)
        chat = {"id": parameters.get("chat_id", 1), "type": "private"}
        message = {"message_id": 2, "date": 0, "chat": chat, "text": "x"}
        done = message if method.startswith(("send", "edit")) else True
        return 200, json.dumps({"ok": True, "result": done}).encode()

    async def _updates(self, offset: int) -> list[Raw]:
        for update_id in [known for known in self._given if known < offset]:
            del self._given[update_id]
            self.confirmed += 1
        while len(self._given) < _BATCH and self._next < FIRST_ID + self.total:
            self._given[self._next] = {"update_id": self._next, **next(self._source)}
            self._next += 1
        self.polled.set()
        if not self._given:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._more.wait(), 0.5)
            self._more.clear()
        return list(self._given.values())

    def hand_out(self, total: int) -> None:
        """From now on `total` updates in all."""
        self.total = total
        self._more.set()


@asynccontextmanager
async def running(telegram: Telegram, folder: str) -> AsyncIterator[Process]:
    """The bot as a process, from its first poll on."""
    async with HttpBotApi(telegram) as front:  # type: ignore[arg-type]
        [bot] = Fleet(front, Path(folder), [()], {}).processes
        await bot.start()
        try:
            async with asyncio.timeout(60):
                await telegram.polled.wait()
            await asyncio.sleep(2)  # for what it does once
            yield bot
        finally:
            await bot.end()


async def waiting(updates: int) -> None:
    """So many wait at once, and no answer gets out."""
    telegram = Telegram(silent=True)
    with tempfile.TemporaryDirectory() as folder:
        async with running(telegram, folder) as bot:
            idle = most = bot.memory()
            telegram.hand_out(updates)
            while telegram.confirmed < updates:
                await asyncio.sleep(0.1)
                most = max(most, bot.memory())
    print(f"{updates} waiting: {most - idle:.0f} MB over the {idle:.0f} MB of an idle bot", flush=True)


async def through(updates: int) -> None:
    """They go through as fast as they are handled."""
    telegram, samples = Telegram(), []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "0", "allegedly.sqlite3")
        async with running(telegram, folder) as bot:
            began = time.monotonic()
            for part in range(1, SAMPLES + 1):
                await let_through(telegram, updates * part // SAMPLES, database)
                samples.append((telegram.total, bot.memory()))
                print(f"{telegram.total:>9} {samples[-1][1]:7.1f} MB {time.monotonic() - began:7.0f} s", flush=True)
    later = samples[len(samples) // 2 :]
    print(f"slope of the second half: {1e6 * slope(later):.1f} MB for a million updates")


async def let_through(telegram: Telegram, total: int, database: Path) -> None:
    """Hand out updates up to `total`, few ahead of those that are handled, and wait for the last one."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        while True:
            arrived = telegram.confirmed == telegram.total
            waiting = connection.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0]
            if arrived and not waiting and telegram.total == total:
                return
            if arrived and waiting < _AHEAD:
                telegram.hand_out(min(total, telegram.total + _AHEAD))
            await asyncio.sleep(0.05)


def slope(samples: list[tuple[int, float]]) -> float:
    """Of the line that fits best, in MB for one update."""
    middle_x = sum(x for x, _ in samples) / len(samples)
    middle_y = sum(y for _, y in samples) / len(samples)
    across = sum((x - middle_x) ** 2 for x, _ in samples)
    return sum((x - middle_x) * (y - middle_y) for x, y in samples) / across


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--waiting", type=int, default=100_000)
    parser.add_argument("--updates", type=int, default=200_000)
    options = parser.parse_args()
    if options.waiting:
        asyncio.run(waiting(options.waiting))
    if options.updates:
        asyncio.run(through(options.updates))


if __name__ == "__main__":
    main()
