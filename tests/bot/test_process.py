"""`python -m bot` with a token, as an operator runs it: what it prints, how it ends."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.emulator import EmulatedBotApi, Fault
from tests.http_bot_api import HttpBotApi

ROOT = Path(__file__).parents[2]
LIMIT = 60  # seconds; a loaded machine is slow, a hung bot is slower
WORDS = "canary-words-4711"


@pytest.fixture
async def telegram():
    """A Bot API on loopback."""
    async with HttpBotApi(EmulatedBotApi()) as front:
        yield front


async def start(telegram, folder, **variables):
    """The bot as a process; ends with `communicate`."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATA_DIR": str(folder),
        "SENTENCE_ENCODER": "off",
        "LOG_LEVEL": "debug",
        "BOT_TOKEN": telegram.api.token,
        "TELEGRAM_BASE_URL": telegram.base_url,
        "NO_PROXY": "127.0.0.1",
    }
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=folder, env=environment | variables, stdout=pipe, stderr=pipe
    )


async def ended(process):
    """Its status and everything it printed."""
    output, errors = await asyncio.wait_for(process.communicate(), LIMIT)
    return process.returncode, (output + errors).decode()


async def test_the_token_and_peoples_words_are_in_no_output(telegram, tmp_path):
    """Through good and bad times, at the level "debug": posts, faults of every kind, garbage, the token refused."""
    api = telegram.api
    api.fail(Fault("garbage", "getMe", body=f'{{"{WORDS}'.encode()))
    process = await start(telegram, tmp_path, LOG_FORMAT="json")
    person = api.person("Zebulon Canary")
    await api.replies(person.say(f"{WORDS} hello"), within=LIMIT)
    for fault in (Fault("error", "sendMessage", status=400), Fault("reset", "getUpdates")):
        api.fail(fault)
        person.say(f"{WORDS} again")
    api.inject({"message": {"text": WORDS, "date": WORDS}})
    await api.replies(person.say(f"{WORDS} at last"), within=LIMIT)
    api.fail(Fault("error", "*", status=401, times=1_000))

    status, printed = await ended(process)

    assert status == 1
    assert "library_said" in printed
    for secret in (api.token, api.token.partition(":")[2], WORDS, "Canary", str(person.id)):
        assert secret not in printed


async def test_a_token_that_is_refused_at_the_start_ends_it(telegram, tmp_path):
    """With a message and a status other than 0; the message does not hold the token."""
    telegram.api.fail(Fault("error", "*", status=401, times=1_000))
    process = await start(telegram, tmp_path)

    status, printed = await ended(process)

    assert status == 1
    assert "token" in printed.lower()
    assert telegram.api.token not in printed
    assert "Traceback" not in printed


async def test_sigterm_ends_it_with_status_0(telegram, tmp_path):
    """While it waits for news; twice changes nothing."""
    process = await start(telegram, tmp_path)
    await telegram.api.replies(telegram.api.person().say("Hello"), within=LIMIT)

    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGTERM)
    status, printed = await ended(process)

    assert status == 0
    assert "stopped" in printed


async def test_bad_settings_end_it_with_all_their_names(telegram, tmp_path):
    """Before anything is opened."""
    process = await start(telegram, tmp_path, SEND_RATE="fast", OWNER_IDS="@ann", REDIS_URL="cache:hunter2")

    status, printed = await ended(process)

    assert status == 2
    assert all(name in printed for name in ("SEND_RATE", "OWNER_IDS", "REDIS_URL"))
    assert "hunter2" not in printed
    assert list(tmp_path.iterdir()) == []
