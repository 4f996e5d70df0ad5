"""Posts through a bot that is killed again and again: `./dev python -m benchmarks.delivery_kills --help`.

The real `python -m bot` runs as a process of its own against an emulated Telegram on loopback. Posts arrive at a
steady rate in many private chats; at random moments the bot gets SIGKILL or SIGTERM and is started again. Printed at
the end: posts without an answer (lost), with more than one (doubled, also the most for one kill), answers out of
order inside a chat, and how long each SIGTERM took.
"""

import argparse
import asyncio
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from bot.emulator import EmulatedBotApi, Event, Person
from tests.http_bot_api import HttpBotApi


@dataclass
class Tally:
    """What became of the posts."""

    posts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    answered_at: list[float] = field(default_factory=list)
    doubled_by_life: Counter[int] = field(default_factory=Counter)
    life: int = 0

    def note(self, event: Event) -> None:
        """The bot has done something."""
        if event.kind != "sent" or event.message.reply_to is None:
            return
        chat_id, post = event.message.chat.id, event.message.reply_to.id
        if post in self.answers[chat_id]:
            self.doubled_by_life[self.life] += 1
        self.answers[chat_id].append(post)
        self.answered_at.append(time.monotonic())

    @property
    def answered(self) -> int:
        """Posts with at least one answer."""
        return sum(len(set(answers)) for answers in self.answers.values())

    @property
    def out_of_order(self) -> int:
        """First answers that came before the first answer to an earlier post of their chat."""
        firsts = [list(dict.fromkeys(answers)) for answers in self.answers.values()]
        return sum(later < earlier for chat in firsts for earlier, later in pairwise(chat))


class Bot:
    """The bot as a process."""

    def __init__(self, front: HttpBotApi, folder: str, extra: dict[str, str]) -> None:
        self._environment = os.environ | {
            "BOT_TOKEN": front.api.token,
            "TELEGRAM_BASE_URL": front.base_url,
            "DATA_DIR": folder,
            "SENTENCE_ENCODER": "off",
            "SEND_RATE": "1000",
            "LOG_LEVEL": "error",
            **extra,
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it polls a moment later."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", env=self._environment, stdin=asyncio.subprocess.DEVNULL
        )

    async def end(self, number: signal.Signals) -> tuple[int, float]:
        """Send a signal: exit status, and seconds until it ended."""
        process, begin = self._process, time.monotonic()
        if process is None:
            return 0, 0.0
        process.send_signal(number)
        try:
            async with asyncio.timeout(20):
                return await process.wait(), time.monotonic() - begin
        except TimeoutError:
            process.kill()
            return await process.wait(), time.monotonic() - begin


async def arrive(people: list[Person], tally: Tally, posts: int, rate: float, chance: random.Random) -> None:
    """Let posts arrive evenly."""
    begin = time.monotonic()
    for number in range(posts):
        person = chance.choice(people)
        message = person.say(f"Telegram will become a paid service, they say, number {number}")
        tally.posts[person.chat.id].append(message.id)
        await asyncio.sleep(max(0.0, begin + number / rate - time.monotonic()))


async def run(options: argparse.Namespace) -> int:
    """Run once and print; 0 when every promise was kept."""
    number = signal.Signals[f"SIG{options.signal}"]
    chance = random.Random(options.seed)
    api, tally, ends = EmulatedBotApi(), Tally(), []
    api.listen(tally.note)
    people = [api.person(f"P{index}") for index in range(options.chats)]
    with tempfile.TemporaryDirectory() as folder:
        async with HttpBotApi(api) as front:
            bot = Bot(front, folder, {"DATABASE_URL": options.database} if options.database else {})
            await bot.start()
            try:
                await api.until(lambda: bool(api.called("getMe")), within=30)
                arriving = asyncio.create_task(arrive(people, tally, options.posts, options.rate, chance))
                for _ in range(options.kills):
                    await asyncio.sleep(chance.uniform(0.3, 1.7) * options.posts / options.rate / options.kills)
                    ends.append(await bot.end(number))
                    tally.life += 1
                    await bot.start()
                await arriving
                with contextlib.suppress(TimeoutError):
                    await api.until(lambda: tally.answered == options.posts, within=60)
                await asyncio.sleep(2)  # a doubled answer would come now
            finally:
                last = await bot.end(signal.SIGTERM)
    return report(options, tally, ends, last)


def report(options: argparse.Namespace, tally: Tally, ends: list[tuple[int, float]], last: tuple[int, float]) -> int:
    """Print the figures; 1 when a promise was broken."""
    sent = sum(len(answers) for answers in tally.answers.values())
    doubled, lost = sent - tally.answered, options.posts - tally.answered
    most = max(tally.doubled_by_life.values(), default=0)
    statuses = Counter(status for status, _ in ends)
    slowest = max((seconds for _, seconds in [*ends, last]), default=0.0)
    sys.stdout.write(
        f"{options.posts} posts, {options.kills} x SIG{options.signal}: lost {lost}, doubled {doubled} "
        f"(most for one {most}, mean {doubled / max(1, options.kills):.2f}), out of order {tally.out_of_order}, "
        f"exit {dict(statuses)}, last {last[0]}, slowest end {slowest:.2f} s\n"
    )
    allowed = 8 if options.signal == "KILL" else 0
    kept = lost == 0 and tally.out_of_order == 0 and most <= allowed and last[0] == 0
    return 0 if kept else 1


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--signal", choices=["KILL", "TERM"], default="KILL")
    parser.add_argument("--rate", type=float, default=60.0, help="posts a second")
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="DATABASE_URL; an SQLite file when not given")
    sys.exit(asyncio.run(run(parser.parse_args())))


if __name__ == "__main__":
    main()
