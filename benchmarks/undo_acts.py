"""A thousand random acts of three moderators, all undone: the base must be what it was, the record unbroken.

python -m benchmarks.undo_acts [ACTS]   from the root of the project; prints seconds and counts.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from bot.claim_form import parse
from bot.store.audit import verify
from tests.bot.curation.desk import BRIDGE, SCOOTERS, open_desk
from tests.bot.curation.test_undo import random_act, undo_everything


async def measure(folder: Path, wanted: int) -> None:
    """Act until `wanted` acts are in the record, then undo them."""
    async with open_desk(f"sqlite:///{folder / 'base.sqlite3'}") as desk:
        for text in (BRIDGE, SCOOTERS):
            await desk.store.save(await desk.curator.draft(parse(text)), by="starter")
        before, dice, begun = await desk.content(), random.Random(1), time.monotonic()
        while (await verify(desk.engine)).acts < wanted:
            await random_act(desk, dice)
        acted = time.monotonic()
        undone = await undo_everything(desk)
        ended = time.monotonic()
        same, record = await desk.content() == before, await verify(desk.engine)
    sys.stdout.write(f"{wanted} acts in {acted - begun:.1f} s, {undone} undone in {ended - acted:.1f} s\n")
    sys.stdout.write(f"same content: {same}; record: {record.acts} acts, broken: {record.broken}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        asyncio.run(measure(Path(made), int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
