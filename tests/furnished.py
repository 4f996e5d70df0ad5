"""Databases with every table of today and bots after their first start, made once a run to be copied.

Making the tables takes longer than most tests do. That it is done rightly is proved where first starts and migrations
are.
"""

import asyncio
import atexit
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from bot.core import open_core
from claims_db.store.database import migrate, open_engine

FILE = "allegedly.sqlite3"


def furnish(url: str) -> None:
    """Make every table in the empty database at `url`; nobody is connected to it afterwards."""

    async def make() -> None:
        engine = open_engine(url)
        try:
            for package in ("claims_db.store", "bot.store"):
                await migrate(engine, package=package)
        finally:
            await engine.dispose()

    with ThreadPoolExecutor(1) as thread:  # this one may have a loop of its own
        thread.submit(asyncio.run, make()).result()


async def copy_started_bot(folder: Path) -> None:
    """Put into `folder` what a bot on SQLite leaves there after its first start; nothing where one was already."""
    first = _first_folder()
    if not (first / FILE).exists():
        url = f"sqlite:///{first / FILE}"
        async with open_core(database_url=url, redis_url=None, data_dir=first, encoder="off"):
            pass
    await asyncio.to_thread(_copy, first, folder)


def _copy(first: Path, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / FILE).exists():
        for file in first.iterdir():
            shutil.copy(file, folder)


@cache
def _first_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="allegedly-first-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
