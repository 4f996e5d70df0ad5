"""Posts through a bot that is killed again and again: `./dev python -m benchmarks.delivery_kills --help`.

The real `python -m bot` (with --kind many: `poll` and two `work`) runs as processes of their own against an emulated
Telegram on loopback. Posts arrive at a steady rate in many private chats; at random moments, while all are at work, one
of the processes gets SIGKILL or SIGTERM and is started again. Printed at the end: posts without an answer (lost), with
more than one (doubled, also the most between two kills), answers out of order inside a chat, and how long each SIGTERM
took. An answer that is doubled while a process waits to be killed again counts for the later kill.
"""

import argparse
import asyncio
import contextlib
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from benchmarks.processes import KINDS, Fleet, commands, engines
from bot.emulator import EmulatedBotApi, Event, Person
from tests.http_bot_api import HttpBotApi

Ended = tuple[int, float]
"""Exit status of a process, and the seconds until it ended."""


@dataclass
class Tally:
    """What became of the posts."""

    posts: int = 0
    answered: int = 0
    doubled: int = 0
    answers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    doubled_by_life: Counter[int] = field(default_factory=Counter)
    life: int = 0

    def note(self, event: Event) -> None:
        """The bot has done something."""
        if event.kind != "sent" or event.message.reply_to is None:
            return
        chat_id, post = event.message.chat.id, event.message.reply_to.id
        if post in self.answers[chat_id]:
            self.doubled += 1
            self.doubled_by_life[self.life] += 1
        else:
            self.answered += 1
        self.answers[chat_id].append(post)

    @property
    def out_of_order(self) -> int:
        """First answers that came before the first answer to an earlier post of their chat."""
        firsts = [list(dict.fromkeys(answers)) for answers in self.answers.values()]
        return sum(later < earlier for chat in firsts for earlier, later in pairwise(chat))


async def arrive(people: list[Person], tally: Tally, posts: int, rate: float, chance: random.Random) -> None:
    """Let posts arrive evenly."""
    begin = time.monotonic()
    for number in range(posts):
        person = chance.choice(people)
        person.say(f"Telegram will become a paid service, they say, number {number}")
        tally.posts += 1
        await asyncio.sleep(max(0.0, begin + number / rate - time.monotonic()))


async def run(options: argparse.Namespace) -> int:
    """Run once and print; 0 when every promise was kept."""
    number = signal.Signals[f"SIG{options.signal}"]
    chance = random.Random(options.seed)
    api, tally, ends = EmulatedBotApi(), Tally(), []
    with tempfile.TemporaryDirectory() as folder, engines(options.kind) as settings:
        async with (
            HttpBotApi(api) as front,
            Fleet.running(front, Path(folder), commands(options.kind), settings) as fleet,
        ):
            api.listen(tally.note)
            people = [api.person(f"P{index}") for index in range(options.chats)]
            arriving = asyncio.create_task(arrive(people, tally, options.posts, options.rate, chance))
            for _ in range(options.kills):
                await asyncio.sleep(chance.uniform(0.0, 2.0) * options.life)
                process = chance.choice(fleet.processes)
                ends.append(await process.end(number))
                tally.life += 1
                await process.start()
                await process.at_work()
            await arriving
            with contextlib.suppress(TimeoutError):
                await api.until(lambda: tally.answered == tally.posts, within=60)
            await asyncio.sleep(2)  # a doubled answer would come now
            last = await fleet.end()
    return report(options, tally, ends, last)


def report(
    options: argparse.Namespace, tally: Tally, ends: list[tuple[int, float]], last: list[tuple[int, float]]
) -> int:
    """Print the figures; 1 when a promise was broken."""
    doubled, lost = tally.doubled, tally.posts - tally.answered
    most = max(tally.doubled_by_life.values(), default=0)
    statuses = Counter(status for status, _ in ends)
    slowest = max((seconds for _, seconds in [*ends, *last]), default=0.0)
    sys.stdout.write(
        f"{options.kind}, {options.posts} posts, {options.kills} x SIG{options.signal}: lost {lost}, doubled {doubled} "
        f"(most for one {most}, mean {doubled / max(1, options.kills):.2f}), out of order {tally.out_of_order}, "
        f"exit {dict(statuses)}, last {[status for status, _ in last]}, slowest end {slowest:.2f} s\n"
    )
    allowed, on_average = (8, 2.0) if options.signal == "KILL" else (0, 0.0)
    within = most <= allowed and doubled <= on_average * options.kills
    kept = lost == 0 and tally.out_of_order == 0 and within and not any(status for status, _ in last)
    return 0 if kept else 1


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--signal", choices=["KILL", "TERM"], default="KILL")
    parser.add_argument("--rate", type=float, default=60.0, help="posts a second")
    parser.add_argument("--life", type=float, default=1.5, help="seconds of work until a kill, on average")
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, default="sqlite")
    sys.exit(asyncio.run(run(parser.parse_args())))


if __name__ == "__main__":
    main()
