"""The whole bot for tests: the real application on SQLite and the emulated Bot API, running beside the test."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import Line, open_bot, run
from bot.core import Core, open_core
from bot.elsewhere import FactCheckTools
from bot.emulator import EmulatedBotApi, EmulatedRequest
from tests.furnished import FILE, copy_started_bot


def line(api: EmulatedBotApi) -> Line:
    """The way to an emulated Telegram."""
    return Line(EmulatedRequest(api), EmulatedRequest(api), "http://t/bot", "http://t/file/bot", api.token)


@asynccontextmanager
async def running(
    folder: Path,
    api: EmulatedBotApi,
    *,
    database_url: str | None = None,
    redis_url: str | None = None,
    owner_ids: Collection[int] = (),
    moderators_chat_id: int | None = None,
    fact_check_tools: FactCheckTools | None = None,
) -> AsyncIterator[Core]:
    """A bot that polls `api` until the block ends, with the starter claims and without sentence vectors.

    On SQLite it has started once before in `folder`, with nobody there.
    """
    stop = asyncio.Event()
    url = database_url or f"sqlite:///{folder / FILE}"
    if database_url is None:
        await copy_started_bot(folder)
    async with (
        open_core(
            database_url=url,
            redis_url=redis_url,
            data_dir=folder,
            encoder="off",
            owner_ids=owner_ids,
            moderators_chat_id=moderators_chat_id,
            fact_check_tools=fact_check_tools,
        ) as core,
        open_bot(core, line(api), stop=stop, rate=1_000, heartbeat=folder / "heartbeat") as parts,
    ):
        assert parts is not None
        work = asyncio.create_task(run(parts, stop))
        try:
            yield core
        finally:
            stop.set()
            async with asyncio.timeout(30):
                await work
