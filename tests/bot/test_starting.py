"""A bot that is told to stop while it starts ends in order."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.app import open_bot, run
from bot.core import open_core
from bot.emulator import EmulatedBotApi
from tests.bot.running import line

ROOT = Path(__file__).parents[2]
LIMIT = 60
STOPPED = (signal.SIGTERM, signal.SIGINT)


def hold_back_signals():
    """What ./dev does before it becomes the bot."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPED)


def started(folder, *arguments):
    """The bot at the beginning of its life, held up later by a terminal in which nobody types."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA_DIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment | {"SENTENCE_ENCODER": "off"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hold_back_signals,
    )


@pytest.mark.parametrize("number", STOPPED)
@pytest.mark.parametrize("seconds", [0, 0.1, 0.3, 0.6, 1.0])
def test_a_signal_at_any_moment_of_the_start_ends_it_with_status_0(number, seconds, tmp_path):
    """Also before Python runs, and while modules are read: no status of a killed process, no traceback."""
    with started(tmp_path) as process:
        time.sleep(seconds)
        process.send_signal(number)
        _, errors = process.communicate(timeout=LIMIT)

    assert (process.returncode, errors) == (0, b"")


async def test_a_bot_told_to_stop_before_it_runs_opens_no_terminal_chat(tmp_path):
    """Nothing is begun that nobody will end."""
    stop, opened = asyncio.Event(), []

    async def chat():
        opened.append("chat")

    api = EmulatedBotApi()
    url = f"sqlite:///{tmp_path / 'allegedly.sqlite3'}"
    async with (
        open_core(database_url=url, redis_url=None, data_dir=tmp_path, encoder="off") as core,
        open_bot(core, line(api), stop=stop, rate=30, heartbeat=tmp_path / "heartbeat") as parts,
    ):
        stop.set()
        await run(parts, stop, beside=chat)

    assert opened == []


def test_a_stopped_backup_is_no_success(tmp_path):
    """Whoever waits for it must not take it for made."""
    with started(tmp_path, "backup", str(tmp_path / "b")) as process:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LIMIT)

    assert process.returncode == -signal.SIGTERM
