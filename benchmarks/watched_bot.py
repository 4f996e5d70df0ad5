"""`python -m bot` that also tells how long its event loop was kept from its work: for benchmarks/whole_bot.py.

Each delay is a line of the file DELAYS in DATA_DIR: when it ended (monotonic, seconds), and how long it was.
"""

import asyncio
import os
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bot.__main__ import main

PROGRAM = "benchmarks.watched_bot"
DELAYS = "delays.txt"
EVERY = 0.005
"""Seconds between two looks at the clock; a shorter delay may be missed."""


async def watch(file: Path) -> None:
    """Note by how much sleeping takes longer than it should."""
    with file.open("w", encoding="ascii", buffering=1) as out:
        while True:
            began = time.monotonic()
            await asyncio.sleep(EVERY)
            ended = time.monotonic()
            out.write(f"{ended:.4f} {ended - began - EVERY:.4f}\n")


def delays(file: Path, since: float) -> list[float]:
    """Seconds of each delay that ended after `since`, as time.monotonic() counts; empty without a file."""
    if not file.exists():
        return []
    lines = [line.split() for line in file.read_text(encoding="ascii").splitlines()]
    return [float(length) for ended, length in lines if float(ended) > since]


async def watched(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 -- what asyncio.run gives
    """Run the bot with the watch beside it."""
    folder = Path(os.environ["DATA_DIR"])
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    watching = asyncio.create_task(watch(folder / DELAYS))
    try:
        return await work
    finally:
        watching.cancel()


if __name__ == "__main__":
    run = asyncio.run
    asyncio.run = lambda work, **more: run(watched(work), **more)
    main()
