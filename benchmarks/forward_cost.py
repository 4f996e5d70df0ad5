"""What one forwarded post costs: CPU of the whole bot, and how much of it is our own code.

usage: ./dev python -m benchmarks.forward_cost [--posts 500]

Runs the bot over the emulated Bot API with the starter claims and without sentence vectors; the posts are the
claims' own phrasings. "Own code" is the matching, measured alone, and what the profiler sees inside bot/ and
claims_db/ on the event loop, but not asyncio, SQLAlchemy, SQLite or python-telegram-bot; the profiler itself makes it
look dearer than it is.
"""

import argparse
import asyncio
import cProfile
import itertools
import pstats
import resource
import tempfile
import time
from pathlib import Path

import structlog

from bot.emulator import EmulatedBotApi
from claims_db.exchange import yaml
from claims_db.matching import ClaimIndex, match
from claims_db.model import Claim
from tests.bot.running import running

ROOT = Path(__file__).parent.parent
OWN = (str(ROOT / "bot"), str(ROOT / "claims_db"))
STAND_INS = str(ROOT / "bot" / "emulator")


def starter_claims() -> list[Claim]:
    """The claims that come with the bot."""
    claims: list[Claim] = []
    for path in sorted((ROOT / "claims_db" / "starter").glob("*.yaml")):
        with path.open("rb") as stream:
            claims += [entry.claim for entry in yaml.read(stream, path.name)]
    return claims


def posts() -> list[str]:
    """All phrasings of the starter claims."""
    return [phrasing.text for claim in starter_claims() for phrasing in claim.phrasings]


def matching(number: int) -> float:
    """Seconds of CPU that matching `number` posts takes by itself."""
    index = ClaimIndex.build(starter_claims())
    match("warm up", index)
    began = time.process_time()
    for count, text in enumerate(itertools.islice(itertools.cycle(posts()), number)):
        match(f"{text} {count}", index)
    return time.process_time() - began


async def forward(number: int, profiler: cProfile.Profile | None = None) -> float:
    """Seconds of CPU that `number` posts take, one after the other, after the start."""
    api = EmulatedBotApi(journal=10)
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), api):
            await api.replies(api.person().forward("warm up"))
            people = [api.person() for _ in range(number // 20 + 1)]
            began = time.process_time()
            if profiler:
                profiler.enable()
            for count, text in enumerate(itertools.islice(itertools.cycle(posts()), number)):
                person = people[count % len(people)]
                await api.replies(person.forward(f"{text} {count}"))
            if profiler:
                profiler.disable()
            return time.process_time() - began


def own_share(profiler: cProfile.Profile) -> float:
    """Seconds in our own functions, as the profiler counts them."""
    spent = 0.0
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        if file.startswith(OWN) and not file.startswith(STAND_INS):
            spent += own
    return spent


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=500)
    number = parser.parse_args().posts
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    total = asyncio.run(forward(number))
    profiler = cProfile.Profile()
    asyncio.run(forward(number, profiler))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"whole bot: {total / number * 1000:.2f} ms of CPU a post")
    own = own_share(profiler) + matching(number)
    print(f"own code:  {own / number * 1000:.2f} ms of CPU a post")
    print(f"peak memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
