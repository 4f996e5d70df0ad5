"""How long others wait while one chat floods: `./dev python -m benchmarks.delivery_fairness [--kind sqlite]`.

One chat sends a thousand posts, at once or evenly over the time; fifty others send five each meanwhile. Printed: how
long the others waited for their answers, as Telegram sees it, and what the flooder got.
"""

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.processes import KINDS, Fleet, commands, engines
from bot.emulator import EmulatedBotApi, Event, Person
from tests.http_bot_api import HttpBotApi

Times = dict[tuple[int, int], float]


async def flood(person: Person, posts: int, seconds: float) -> None:
    """One chat sends and sends; `seconds` 0: all at once."""
    began = time.monotonic()
    for number in range(posts):
        person.say(f"Telegram will become a paid service, they say again, number {number}")
        if seconds:
            await asyncio.sleep(max(0.0, began + (number + 1) * seconds / posts - time.monotonic()))


async def others(people: list[Person], each: int, seconds: float, said: Times) -> None:
    """Everybody sends a few posts, evenly over the time."""
    began, total = time.monotonic(), len(people) * each
    for number in range(total):
        person = people[number % len(people)]
        message = person.say(f"They say that Telegram will become a paid service, number {number}")
        said[person.chat.id, message.id] = time.monotonic()
        await asyncio.sleep(max(0.0, began + (number + 1) * seconds / total - time.monotonic()))


async def run(options: argparse.Namespace) -> int:
    """Run once and print; 0 when the others were answered quickly."""
    api, said, answered = EmulatedBotApi(), Times(), Times()

    def note(event: Event) -> None:
        if event.kind == "sent" and event.message.reply_to is not None:
            answered.setdefault((event.message.chat.id, event.message.reply_to.id), time.monotonic())

    with tempfile.TemporaryDirectory() as folder, engines(options.kind) as settings:
        async with (
            HttpBotApi(api) as front,
            Fleet.running(front, Path(folder), commands(options.kind), settings) as fleet,
        ):
            api.listen(note)
            flooder, people = api.person("Flooder"), [api.person(f"P{number}") for number in range(options.chats)]
            before = sum(process.cpu() for process in fleet.processes)
            flooding = asyncio.create_task(flood(flooder, options.flood, options.flood_seconds))
            await others(people, options.each, options.seconds, said)
            await flooding
            with contextlib.suppress(TimeoutError):
                await api.until(lambda: answered.keys() >= said.keys(), within=60)
            await api.confirmed(within=60)
            cpu = sum(process.cpu() for process in fleet.processes) - before
    got = sum(chat_id == flooder.chat.id for chat_id, _ in answered)
    took = sorted(answered[post] - at for post, at in said.items() if post in answered)
    p99 = took[len(took) * 99 // 100]
    sys.stdout.write(
        f"{options.kind}, a flood of {options.flood} in {options.flood_seconds:g} s beside {len(said)} posts in "
        f"{options.seconds:g} s: {len(took)} answered, p50 {1000 * took[len(took) // 2]:.0f} ms, p99 "
        f"{1000 * p99:.0f} ms, most {1000 * took[-1]:.0f} ms; the flooder got {got} answers; {cpu:.1f} s of CPU\n"
    )
    return 0 if len(took) == len(said) and p99 < 0.25 else 1


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kind", choices=KINDS, default="sqlite")
    parser.add_argument("--flood", type=int, default=1_000, help="posts of the flooder")
    parser.add_argument("--flood-seconds", type=float, default=0.0, help="their time; 0: at once")
    parser.add_argument("--chats", type=int, default=50)
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0, help="the time in which the others send")
    sys.exit(asyncio.run(run(parser.parse_args())))


if __name__ == "__main__":
    main()
