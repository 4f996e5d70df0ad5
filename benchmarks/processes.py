"""The real bot as processes of their own, over the engines that an operator would run: for the benchmarks.

`engines("many")` starts a durable PostgreSQL and a durable Valkey on loopback, `Fleet` runs `python -m bot`, or one
`poll` and some `work`, against an emulated Telegram.
"""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Literal, Self

from bot.app import HEARTBEAT
from bot.delivery.health import alive
from tests.engines import Postgres, Valkey, fresh_database
from tests.http_bot_api import HttpBotApi

Kind = Literal["sqlite", "postgres", "many"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgres", "many")
_DURABLE = ("--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction")
_START_WITHIN = 60.0
_END_WITHIN = 20.0
"""Seconds until a process that does not hear SIGTERM is killed."""


def commands(kind: Kind, workers: int = 2) -> list[tuple[str, ...]]:
    """What follows `python -m bot`, one for each process: everything in one, or a poller and so many workers."""
    return [("poll",), *[("work",)] * workers] if kind == "many" else [()]


@contextlib.contextmanager
def engines(kind: Kind) -> Iterator[dict[str, str]]:
    """Servers as durable as in earnest; the settings that name them."""
    with contextlib.ExitStack() as stack:
        settings: dict[str, str] = {}
        if kind != "sqlite":
            postgres = stack.enter_context(contextlib.closing(Postgres(durable=True)))
            postgres.start()
            settings["DATABASE_URL"] = stack.enter_context(fresh_database(postgres.url))
        if kind == "many":
            valkey = stack.enter_context(contextlib.closing(Valkey(options=_DURABLE)))
            valkey.start()
            settings["QUEUE_URL"] = valkey.url
        yield settings


class Process:
    """One process of the bot, which may be started again on the same folder."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], program: str = "bot") -> None:
        self.command = command
        self._program = program
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """Its process id; 0 before its start."""
        return self._process.pid if self._process else 0

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that it holds now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    async def start(self) -> None:
        """Start it; it takes part a moment later."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self._program, *self.command, env=self._environment, stdin=asyncio.subprocess.DEVNULL
        )

    async def at_work(self) -> None:
        """Wait until it takes part."""
        heartbeat = Path(self._environment["DATA_DIR"]) / HEARTBEAT
        async with asyncio.timeout(_START_WITHIN):
            while not alive(heartbeat):  # noqa: ASYNC110 -- another process sets it
                await asyncio.sleep(0.02)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal: exit status, and seconds until it ended."""
        process, begin = self._process, time.monotonic()
        if process is None:
            return 0, 0.0
        if process.returncode is None:
            process.send_signal(number)
        try:
            async with asyncio.timeout(_END_WITHIN):
                return await process.wait(), time.monotonic() - begin
        except TimeoutError:
            process.kill()
            return await process.wait(), time.monotonic() - begin


class Fleet:
    """All processes of one bot, each with a folder of its own below `folder`."""

    def __init__(
        self,
        front: HttpBotApi,
        folder: Path,
        kinds: Sequence[Sequence[str]],
        settings: dict[str, str],
        program: str = "bot",
    ) -> None:
        common = os.environ | {
            "BOT_TOKEN": front.api.token,
            "TELEGRAM_BASE_URL": front.base_url,
            "SENTENCE_ENCODER": "off",
            "SEND_RATE": "1000",
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "error"),
            **settings,
        }
        self.processes = [
            Process(command, common | {"DATA_DIR": str(folder / str(number))}, program)
            for number, command in enumerate(kinds)
        ]

    @classmethod
    @contextlib.asynccontextmanager
    async def running(
        cls,
        front: HttpBotApi,
        folder: Path,
        kinds: Sequence[Sequence[str]],
        settings: dict[str, str],
        program: str = "bot",
    ) -> AsyncIterator[Self]:
        """Start all, and wait until a first post is answered; SIGTERM at the end."""
        fleet = cls(front, folder, kinds, settings, program)
        try:
            for process in fleet.processes:
                await process.start()
            await front.api.replies(front.api.person().say("Telegram will become a paid service"), within=120)
            yield fleet
        finally:
            await fleet.end()

    async def end(self) -> list[tuple[int, float]]:
        """Stop all in order: exit status and seconds of each."""
        return list(await asyncio.gather(*(process.end() for process in self.processes)))
