"""A process that dies at any moment loses no claim whose save had returned."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from claims_db.store.database import sqlite_url

KILLS = 5
WRITER = """
import asyncio, itertools, sys
from dataclasses import replace
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine
from tests.making import make_claim

async def main():
    engine = open_engine(sys.argv[1])
    await migrate(engine, package="claims_db.store")
    store = SqlClaimStore(engine)
    for n in itertools.count():
        claim = await store.claim(f"c{n % 7}") or make_claim(id=f"c{n % 7}")
        saved = await store.save_all([replace(claim, appears="x" * (n % 4000))], by="ann")
        print(saved[0].id, saved[0].version, flush=True)

asyncio.run(main())
"""


def test_no_acknowledged_save_is_lost_by_kill_9(tmp_path: Path):
    """Killed again and again in the middle of writes, the file stays sound and holds all that was acknowledged."""
    file = tmp_path / "a.sqlite3"
    chance = random.Random(5)
    told: dict[str, int] = {}

    for _ in range(KILLS):
        for line in acknowledged_until_killed(sqlite_url(file), chance.uniform(0.05, 0.3)):
            claim_id, _, version = line.partition(" ")
            told[claim_id] = int(version)

    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        kept = dict(connection.execute("SELECT id, version FROM claims"))
        [(revision, versions)] = connection.execute("SELECT revision, (SELECT count(*) FROM versions) FROM store")
    connection.close()
    assert told
    assert all(kept[claim_id] >= version for claim_id, version in told.items())
    assert revision == versions == sum(kept.values())


def acknowledged_until_killed(url: str, seconds: float) -> list[str]:
    """Run the writer, kill it that long after its first save; gives the whole lines it has printed."""
    with subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said = first + process.stdout.read()
    return [line for line in said.splitlines(keepends=True) if line.endswith("\n")]
