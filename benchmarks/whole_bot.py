"""The real bot under a steady load: `./dev python -m benchmarks.whole_bot [--rate 30] [--seconds 20] [--kind many]`.

`python -m bot` (with --kind many: `poll` and some `work`) runs as processes of their own against an emulated Telegram
on loopback, which takes CPU of the same machine. Posts are wordings of the starter claims, or the texts of a file, each
sentence with a number so that no cache knows it, from many private chats. Printed: how the start went, answers a
second, time to an answer as Telegram sees it, the CPU and memory of each process, and how late its event loop came to
its work. More posts than it can take show what it can.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import re
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.forward_cost import posts
from benchmarks.processes import KINDS, Fleet, commands, engines
from benchmarks.watched_bot import DELAYS, PROGRAM, delays
from bot.emulator import EmulatedBotApi, Event
from tests.http_bot_api import HttpBotApi

Times = dict[tuple[int, int], float]
_END = re.compile(r"(?<=\w)(?=[.!?]*(\n|[.!?]\s))")


async def put_in(api: EmulatedBotApi, options: argparse.Namespace, said: Times) -> None:
    """Let posts arrive evenly."""
    people = [api.person(f"P{number}") for number in range(options.chats)]
    texts = itertools.cycle(said_in(options.posts) if options.posts else posts())
    began = time.monotonic()
    for number in range(round(options.rate * options.seconds)):
        person = people[number % options.chats]
        message = person.say(f"{_END.sub(f' {number}', next(texts))} {number}")
        said[person.chat.id, message.id] = time.monotonic()
        await asyncio.sleep(max(0.0, began + (number + 1) / options.rate - time.monotonic()))


def said_in(file: Path) -> list[str]:
    """The texts of a file, in its order."""
    return [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]


async def run(options: argparse.Namespace) -> None:
    """Start, load, stop, print."""
    api, said, answered = EmulatedBotApi(journal=1_000), Times(), Times()

    def note(event: Event) -> None:
        if event.kind == "sent" and event.message.reply_to is not None:
            answered.setdefault((event.message.chat.id, event.message.reply_to.id), time.monotonic())

    api.listen(note)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, engines(options.kind) as settings:
        settings |= {"SENTENCE_ENCODER": options.encoder}
        async with (
            HttpBotApi(api) as front,
            Fleet.running(front, Path(folder), commands(options.kind, options.workers), settings, PROGRAM) as fleet,
        ):
            sys.stdout.write(f"first answer {time.monotonic() - began:.1f} s after the start, servers included\n")
            idle = [process.memory() for process in fleet.processes]
            before, began = [process.cpu() for process in fleet.processes], time.monotonic()
            await put_in(api, options, said)
            with contextlib.suppress(TimeoutError):
                await api.until(lambda: len(answered) > len(said), within=120)  # and the one before the start
            seconds = time.monotonic() - began
            spent = [process.cpu() - cpu for process, cpu in zip(fleet.processes, before, strict=True)]
            memory = list(zip(idle, [process.memory() for process in fleet.processes], strict=True))
            blocks = [delays(Path(folder) / str(number) / DELAYS, began) for number in range(len(memory))]
    report(options, said, answered, seconds)
    report_processes(options, len(answered), seconds, spent, memory, blocks)


def report(options: argparse.Namespace, said: Times, answered: Times, seconds: float) -> None:
    """Print what readers see."""
    took = sorted(answered[post] - at for post, at in said.items() if post in answered)
    sys.stdout.write(
        f"{options.kind}, encoder {options.encoder}, {options.rate:g} posts a second for {options.seconds:g} s from "
        f"{options.chats} chats: {len(took)} of {len(said)} answered, {len(took) / seconds:.0f} a second\n"
        f"to an answer: p50 {1000 * took[len(took) // 2]:.0f} ms, p99 {1000 * took[len(took) * 99 // 100]:.0f} ms, "
        f"most {1000 * took[-1]:.0f} ms\n"
    )


def report_processes(
    options: argparse.Namespace,
    answers: int,
    seconds: float,
    spent: list[float],
    memory: list[tuple[float, float]],
    blocks: list[list[float]],
) -> None:
    """Print what each process took, and how long its event loop was kept from its work."""
    names = [" ".join(("bot", *command)) for command in commands(options.kind, options.workers)]
    for name, cpu, (idle, loaded), delayed in zip(names, spent, memory, blocks, strict=True):
        late = sorted(delayed) or [0.0]
        sys.stdout.write(
            f"{name}: {1000 * cpu / max(1, answers):.2f} ms of CPU for each answer, "
            f"{100 * cpu / seconds:.0f} % of a core, {idle:.0f} MB before, {loaded:.0f} MB after; "
            f"event loop late p99 {1000 * late[len(late) * 99 // 100]:.0f} ms, most {1000 * late[-1]:.0f} ms\n"
        )


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=float, default=30.0, help="posts a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--posts", type=Path, help="JSONL whose texts are the posts")
    parser.add_argument("--encoder", default="off")
    parser.add_argument("--kind", choices=KINDS, default="sqlite")
    parser.add_argument("--workers", type=int, default=2, help="with --kind many")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
