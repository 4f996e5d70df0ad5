"""`python -m bot poll` and `work`: one poller and any number of workers, as an operator runs them."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.emulator import EmulatedBotApi
from tests.http_bot_api import HttpBotApi

ROOT = Path(__file__).parents[2]
LIMIT = 60  # seconds; a loaded machine is slow, a hung bot is slower
AT_ONCE = 8  # answers that may be under way when a process is killed


@pytest.fixture
async def telegram():
    """A Bot API on loopback."""
    async with HttpBotApi(EmulatedBotApi()) as front:
        yield front


class Processes:
    """Processes of one bot; what still runs at the end is killed."""

    def __init__(self, telegram, folder, **variables):
        self.folder = folder
        self.all = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SENTENCE_ENCODER": "off",
            "SEND_RATE": "1000",
            "BOT_TOKEN": telegram.api.token,
            "TELEGRAM_BASE_URL": telegram.base_url,
            "NO_PROXY": "127.0.0.1",
            **variables,
        }

    async def start(self, *arguments, until="started"):
        """A process that has said `until` in its log."""
        data_dir = self.folder / str(len(self.all))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self.folder,
            env=self.environment | {"DATA_DIR": str(data_dir)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        process.data_dir = data_dir
        self.all.append(process)
        async with asyncio.timeout(LIMIT):
            while (line := (await process.stdout.readline()).decode()) and until not in line:
                pass
        process.reading = asyncio.create_task(process.stdout.read())
        return process

    async def health(self, process):
        """The exit status of `python -m bot health` for that process."""
        asked = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "health",
            cwd=self.folder,
            env=self.environment | {"DATA_DIR": str(process.data_dir)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        return await asyncio.wait_for(asked.wait(), LIMIT)


@pytest.fixture
async def processes(telegram, tmp_path, postgres_url, valkey_url):
    """Processes that share a PostgreSQL and a queue."""
    running = Processes(telegram, tmp_path, DATABASE_URL=postgres_url, QUEUE_URL=valkey_url)
    yield running
    for process in running.all:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await process.reading


async def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(telegram, processes):
    """Posts of 20 people, in order; one of two workers is killed among them."""
    await processes.start("poll")
    doomed = await processes.start("work")
    await processes.start("work")
    people = [telegram.api.person() for _ in range(20)]
    sent = {person: [person.forward(f"post {number} of {person}") for number in range(10)] for person in people}
    await telegram.api.replies(sent[people[0]][0], within=LIMIT)

    doomed.send_signal(signal.SIGKILL)
    for posts in sent.values():
        for post in posts:
            await telegram.api.replies(post, within=LIMIT)

    for posts in sent.values():
        first_answers = [telegram.api.answers_to(post)[0].id for post in posts]
        assert first_answers == sorted(first_answers)
    assert sum(len(telegram.api.answers_to(post)) - 1 for posts in sent.values() for post in posts) <= AT_ONCE


async def test_the_next_poller_and_the_next_worker_take_over(telegram, processes):
    """The second of each waits or works beside the first; SIGTERM to the first ends it with 0, and answers go on."""
    first = [await processes.start("poll"), await processes.start("work")]
    second = [await processes.start("poll"), await processes.start("work")]
    await telegram.api.replies(telegram.api.person().forward("hello there"), within=LIMIT)
    assert [await processes.health(process) for process in first + second] == [0, 0, 0, 0]

    for process in first:
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
    statuses = [await asyncio.wait_for(process.wait(), LIMIT) for process in first]
    replies = await telegram.api.replies(telegram.api.person().forward("is anybody there"), within=LIMIT)

    assert statuses == [0, 0]
    assert replies
    assert [await processes.health(process) for process in first + second] == [1, 1, 0, 0]


@pytest.mark.parametrize("command", ["poll", "work"])
async def test_settings_that_are_missing_for_many_are_named(telegram, tmp_path, command):
    """A database that one machine has alone, no queue, no token: all of them at once."""
    process = Processes(telegram, tmp_path, BOT_TOKEN="")
    started = await process.start(command, until="DATABASE_URL")

    assert await asyncio.wait_for(started.wait(), LIMIT) == 2
