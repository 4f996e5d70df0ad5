"""How long an inline query waits: `./dev python -m benchmarks.inline_latency [--queries 1000] [--encoder auto]`.

The whole bot runs on the emulated Bot API with the starter claims. People type the beginnings of claims, a query for
each few letters; each person's queries come one a second on average, those of all together `--rate` a second. Printed:
milliseconds from typing to the answer, p50, p99 and the longest.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

import structlog

from benchmarks.groups import claims_in, open_running
from bot.emulator import EmulatedBotApi, InlineQuery

PEOPLE = 40


async def measure(queries: int, rate: float, encoder: str) -> None:
    """Type and print the figures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    api = EmulatedBotApi(journal=10_000)
    with tempfile.TemporaryDirectory() as name:
        async with open_running(Path(name), api, encoder) as url:
            texts = [text for claim in await claims_in(url) for text in (claim.statement, *claim.statement_in.values())]
            people = [api.person(f"P{n}", language=("en", "uk", "ru")[n % 3]) for n in range(PEOPLE)]
            waits = []
            for number in range(queries):
                text = texts[number % len(texts)]
                typed = people[number % PEOPLE].inline(text[: 4 + number * 7 % 60])
                waits.append(asyncio.create_task(wait_for(api, typed)))
                await asyncio.sleep(1 / rate)
            report(sorted(await asyncio.gather(*waits)))


async def wait_for(api: EmulatedBotApi, query: InlineQuery) -> float:
    """Milliseconds until the query is answered."""
    started = time.perf_counter()
    await api.until(lambda: bool(query.answers), within=30)
    return (time.perf_counter() - started) * 1_000


def report(waits: list[float]) -> None:
    """Print the figures."""
    p50, p99 = waits[len(waits) // 2], waits[min(len(waits) - 1, int(len(waits) * 0.99))]
    sys.stdout.write(f"{len(waits)} queries: p50 {p50:.0f} ms, p99 {p99:.0f} ms, longest {waits[-1]:.0f} ms\n")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--queries", type=int, default=1_000)
    options.add_argument("--rate", type=float, default=20.0)
    options.add_argument("--encoder", default="off")
    given = options.parse_args()
    asyncio.run(measure(given.queries, given.rate, given.encoder))
