"""The bot as a process while its disk is full, its database read-only or its queue away: it waits and loses nothing."""

import asyncio
import contextlib
import os
import resource
import signal
import sqlite3
import sys
from pathlib import Path

import psycopg
import pytest

from bot.emulator import EmulatedBotApi
from tests.http_bot_api import HttpBotApi

ROOT = Path(__file__).parents[2]
LIMIT = 120  # seconds; a loaded machine is slow, a hung bot is slower
POSTS = 20


class Storm:
    """A Telegram with people, and processes of one bot, each with a folder and a log of its own."""

    def __init__(self, front, folder, **variables):
        self.api = front.api
        self.people = [front.api.person() for _ in range(5)]
        self.folder = folder
        self.processes = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SENTENCE_ENCODER": "off",
            "SEND_RATE": "1000",
            "BOT_TOKEN": front.api.token,
            "TELEGRAM_BASE_URL": front.base_url,
            "NO_PROXY": "127.0.0.1",
            **variables,
        }

    async def start(self, *arguments):
        """One more process of the bot."""
        data_dir = self.folder / str(len(self.processes))
        with (self.folder / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                *arguments,
                env=self.environment | {"DATA_DIR": str(data_dir)},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def say(self, posts=POSTS):
        """So many posts arrive."""
        return [self.people[number % len(self.people)].say(f"post {number}") for number in range(posts)]

    async def answered(self, posts):
        """Wait until each of them has an answer: how many were answered more than once."""
        for post in posts:
            await self.api.replies(post, within=LIMIT)
        await self.api.confirmed(within=LIMIT)
        return sum(len(self.api.answers_to(post)) > 1 for post in posts)

    async def until_logged(self, said, times=1):
        """Wait until the log says something so many times."""
        async with asyncio.timeout(LIMIT):
            while self.log().count(said) < times:
                await asyncio.sleep(0.1)

    def log(self):
        """What all processes have logged."""
        return (self.folder / "log").read_text()

    async def stop(self):
        """SIGTERM to all: their statuses."""
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        return [await asyncio.wait_for(process.wait(), LIMIT) for process in self.processes]


@pytest.fixture
async def storm(tmp_path):
    """A storm with the given settings; what still runs at the end is killed."""
    storms = []
    async with HttpBotApi(EmulatedBotApi()) as front:

        def make(**variables):
            storms.append(Storm(front, tmp_path, **variables))
            return storms[-1]

        yield make
        for process in [process for made in storms for process in made.processes]:
            if process.returncode is None:
                process.kill()
            await process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are set as on Linux")
async def test_a_disk_that_can_not_be_written_loses_nothing(storm):
    """Telegram keeps what can't be stored; the log says why, once; all is answered later, and the file is whole."""
    running = storm()
    process = await running.start()
    await running.answered(running.say(1))

    unlimited = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4_096, unlimited[1]))
    posts = running.say()
    await running.until_logged("inbox_unavailable")
    answers_meanwhile = [running.api.answers_to(post) for post in posts]
    kept_by_telegram = running.api.world.updates.unconfirmed
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)
    doubled = await running.answered(posts)
    statuses = await running.stop()

    assert not any(answers_meanwhile)
    assert kept_by_telegram == POSTS
    assert (doubled, statuses) == (0, [0])
    assert running.log().count("polling_fails") == 1
    assert "the disk" in running.log()
    with contextlib.closing(sqlite3.connect(running.folder / "0" / "allegedly.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_a_server_that_becomes_read_only_loses_nothing(storm, postgres_url):
    """As after a switch to a standby: it waits and says why, and goes on when the server can be written again."""
    running = storm(DATABASE_URL=postgres_url)
    await running.start()
    await running.answered(running.say(1))

    set_read_only(postgres_url, "on")
    posts = running.say()
    await running.until_logged("inbox_unavailable")
    answers_meanwhile = [running.api.answers_to(post) for post in posts]
    set_read_only(postgres_url, "off")
    doubled = await running.answered(posts)
    statuses = await running.stop()

    assert not any(answers_meanwhile)
    assert (doubled, statuses) == (0, [0])
    assert "is read-only; point DATABASE_URL to the primary server" in running.log()


def set_read_only(url, value):
    """Let a database take no writes, or take them again, and end everybody's connections."""
    with psycopg.connect(url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {value}')
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        connection.execute(others, [name])


@pytest.mark.parametrize("way", ["killed", "hung"])
async def test_a_queue_that_goes_away_under_load_loses_nothing(storm, make_valkey, postgres_url, way):
    """Poller and workers wait for it, take up what it kept, and end with 0."""
    queue = make_valkey(options=["--appendonly", "yes", "--appendfsync", "always"])
    running = storm(DATABASE_URL=postgres_url, QUEUE_URL=queue.url)
    for command in ("poll", "work", "work"):
        await running.start(command)
    await running.until_logged(" info     started", times=3)
    await running.answered(running.say(1))

    posts = running.say()
    (queue.kill if way == "killed" else queue.pause)()
    posts += running.say()
    await running.until_logged("inbox_unavailable")
    (queue.start if way == "killed" else queue.resume)()
    doubled = await running.answered(posts)
    still_there = [process.returncode for process in running.processes]
    statuses = await running.stop()

    assert still_there == [None, None, None]
    assert doubled <= len(running.people)
    assert statuses == [0, 0, 0], running.log()
