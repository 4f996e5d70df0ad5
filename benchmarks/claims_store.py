"""What the claims store costs: `./dev python -m benchmarks.claims_store [CLAIMS] [KILLS]`, with the test tools.

On an SQLite file in a temporary folder. Printed: time, memory and write lock of `import` for CLAIMS lines of JSON
(100,000), how long a save takes and a look at an unchanged store, how long a start with nothing to do, and, where
KILLS are asked for, what was lost by so many kill -9 in the middle of saves.
"""

import asyncio
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from claims_db.live import LiveIndex
from claims_db.seeding import load_starter
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine, sqlite_url
from tests.claims_db.store.test_crash import acknowledged_until_killed
from tests.making import make_claim

WORDS = ("bridge", "bees", "river", "council", "night", "water", "works", "paper", "market", "people", "road", "tunnel")


def write_claims(path: Path, count: int) -> None:
    """Write `count` lines in the short form, each with a sentence and three phrasings."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            texts = [" ".join(chance.choices(WORDS, k=14)) + f" {number}" for _ in range(4)]
            line = {"id": f"claim-{number}", "text": texts[0], "lang": "en", "phrasings": texts[1:]}
            out.write(json.dumps(line) + "\n")


def measure_import(folder: Path, count: int) -> None:
    """Import in a process of its own, and watch from outside how long nobody else could write."""
    lines = folder / "claims.jsonl"
    write_claims(lines, count)
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": ""}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "claims_db", "import", str(lines)], env=environment)
    held = longest_lock(folder / "allegedly.sqlite3", process)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"import of {count:,} lines ({lines.stat().st_size / 1e6:.0f} MB): {seconds:.1f} s, at most {memory:.0f} MB")
    print(f"  nobody else could write for {held:.1f} s of it")


def longest_lock(file: Path, process: subprocess.Popen[bytes]) -> float:
    """Seconds for which the file was locked at a stretch, until the process has ended."""
    longest = since = 0.0
    while process.poll() is None:
        time.sleep(0.05)
        if not file.exists():
            continue
        try:
            with sqlite3.connect(file, timeout=0, isolation_level=None) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            since = 0.0
        except sqlite3.OperationalError:
            since = since or time.perf_counter()
            longest = max(longest, time.perf_counter() - since)
        finally:
            other.close()
    return longest


async def timed(name: str, times: int, act: Callable[[], Awaitable[object]]) -> None:
    """Print p50 and p99 of `act` in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        await act()
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    print(f"{name}: p50 {spent[times // 2]:.2f} ms, p99 {spent[times * 99 // 100]:.2f} ms")


async def measure_store(folder: Path) -> None:
    """Measure what a running bot does with a store of the starter claims."""
    engine = open_engine(sqlite_url(folder / "small.sqlite3"))
    store = SqlClaimStore(engine)
    await migrate(engine, package="claims_db.store")
    await load_starter(store)

    async def start_again() -> None:
        await migrate(engine, package="claims_db.store")
        await load_starter(store)

    claim = await store.save(make_claim(), by="ann")

    async def save() -> None:
        nonlocal claim
        claim = await store.save(replace(claim, appears=f"Place {claim.version}"), by="ann")

    live = LiveIndex(store)
    await live.refresh()
    await timed("start with nothing to do", 100, start_again)
    await timed("look at an unchanged store", 1000, live.refresh)
    await timed("save", 300, save)
    await timed("take over one change", 1, live.refresh)
    await live.close()
    await engine.dispose()


def measure_kills(folder: Path, kills: int) -> None:
    """Kill a writer again and again; everything that it has acknowledged must be there."""
    file = folder / "killed.sqlite3"
    told: dict[str, int] = {}
    chance = random.Random(11)
    for _ in range(kills):
        for line in acknowledged_until_killed(sqlite_url(file), chance.uniform(0.02, 0.2)):
            claim_id, _, version = line.partition(" ")
            told[claim_id] = int(version)
    with sqlite3.connect(file) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = dict(connection.execute("SELECT id, version FROM claims"))
    connection.close()
    lost = sum(max(version - kept.get(claim_id, 0), 0) for claim_id, version in told.items())
    print(f"{kills} kills in {sum(kept.values()):,} saves: {lost} lost, {'sound' if sound else 'DAMAGED'}")


def main() -> None:
    """Measure everything and print it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        measure_import(Path(folder), count)
        asyncio.run(measure_store(Path(folder)))
        if kills:
            measure_kills(Path(folder), kills)


if __name__ == "__main__":
    main()
