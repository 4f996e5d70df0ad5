"""The real bot under a steady load: `./dev python -m benchmarks.whole_bot [--rate 30] [--seconds 20] [--encoder auto]`.

`python -m bot` runs as a process of its own against an emulated Telegram on loopback, which takes CPU of the same
machine. Posts are wordings of the starter claims, each with a number so that no cache knows it, from many private
chats. Printed: how the start went, answers a second, time to an answer as Telegram sees it, and memory, CPU and the
count of each outcome from the bot's own metrics.
"""

import argparse
import asyncio
import contextlib
import itertools
import os
import signal
import sys
import tempfile
import time

import httpx
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.forward_cost import posts
from bot.emulator import EmulatedBotApi, Event
from tests.engines import free_port
from tests.http_bot_api import HttpBotApi

Times = dict[tuple[int, int], float]


async def scraped(address: str) -> dict[str, float]:
    """The bot's metrics by name, labels summed up."""
    async with httpx.AsyncClient(trust_env=False) as client:
        text = (await client.get(f"http://{address}/metrics")).text
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name] = found.get(sample.name, 0.0) + sample.value
    return found


async def put_in(api: EmulatedBotApi, options: argparse.Namespace, said: Times) -> None:
    """Let posts arrive evenly."""
    people = [api.person(f"P{number}") for number in range(options.chats)]
    texts = itertools.cycle(posts())
    began = time.monotonic()
    for number in range(round(options.rate * options.seconds)):
        person = people[number % options.chats]
        message = person.say(f"{next(texts)} {number}")
        said[person.chat.id, message.id] = time.monotonic()
        await asyncio.sleep(max(0.0, began + (number + 1) / options.rate - time.monotonic()))


async def main(options: argparse.Namespace) -> None:
    """Start, load, stop, print."""
    api, said, answered = EmulatedBotApi(journal=1_000), Times(), Times()

    def note(event: Event) -> None:
        if event.kind == "sent" and event.message.reply_to is not None:
            answered.setdefault((event.message.chat.id, event.message.reply_to.id), time.monotonic())

    api.listen(note)
    address = f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory() as folder:
        async with HttpBotApi(api) as front:
            environment = os.environ | {
                "BOT_TOKEN": api.token,
                "TELEGRAM_BASE_URL": front.base_url,
                "DATA_DIR": folder,
                "SENTENCE_ENCODER": options.encoder,
                "SEND_RATE": "1000",
                "LOG_LEVEL": "error",
                "METRICS_ADDRESS": address,
                **({"DATABASE_URL": options.database} if options.database else {}),
            }
            began = time.monotonic()
            bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", env=environment)
            try:
                warm_up = api.person().say("Telegram will become a paid service")
                await api.replies(warm_up, within=120)
                print(f"first answer {time.monotonic() - began:.1f} s after the start of the process")
                before, began = await scraped(address), time.monotonic()
                await put_in(api, options, said)
                with contextlib.suppress(TimeoutError):
                    await api.until(lambda: answered.keys() >= said.keys(), within=120)
                seconds = time.monotonic() - began
                after = await scraped(address)
            finally:
                bot.send_signal(signal.SIGTERM)
                await bot.wait()
    report(options, said, answered, seconds, before, after)


def report(
    options: argparse.Namespace,
    said: Times,
    answered: Times,
    seconds: float,
    before: dict[str, float],
    after: dict[str, float],
) -> None:
    """Print what came out."""
    took = sorted(answered[post] - at for post, at in said.items() if post in answered)
    cpu = after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"]
    print(
        f"encoder {options.encoder}, {options.rate:g} posts a second for {options.seconds:g} s from {options.chats} "
        f"chats: {len(took)} of {len(said)} answered, {len(took) / seconds:.0f} a second"
    )
    print(
        f"to an answer: p50 {1000 * took[len(took) // 2]:.0f} ms, p99 {1000 * took[len(took) * 99 // 100]:.0f} ms, "
        f"most {1000 * took[-1]:.0f} ms"
    )
    memory = [figures["process_resident_memory_bytes"] / 1e6 for figures in (before, after)]
    calls = after["allegedly_calls_total"] - before["allegedly_calls_total"]
    print(
        f"bot: {1000 * cpu / max(1, len(took)):.1f} ms of CPU for each, {memory[0]:.0f} MB of memory before and "
        f"{memory[1]:.0f} after, {calls:.0f} calls of the Bot API"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=float, default=30.0, help="posts a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--encoder", default="off")
    parser.add_argument("--database", help="DATABASE_URL; an SQLite file when not given")
    asyncio.run(main(parser.parse_args()))
