"""`python -m bot backup` and `restore`, as an operator runs them."""

import asyncio
import os
import sys

from bot.emulator import EmulatedBotApi
from tests.bot.backup.contents import LIMIT, ROOT, contents, make
from tests.bot.delivery.scripted import update
from tests.bot.delivery.streams.workers import worker
from tests.bot.running import running


async def run(folder, *arguments, **variables):
    """Status, output and errors of a command that works with `folder`."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA_DIR": str(folder)}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *map(str, arguments),
        cwd=folder.parent, env=environment | variables, stdout=pipe, stderr=pipe,
    )  # fmt: skip
    output, errors = await asyncio.wait_for(process.communicate(), LIMIT)
    return process.returncode, output.decode(), errors.decode()


async def test_a_running_bot_is_backed_up_and_put_back_elsewhere(tmp_path):
    """The bot goes on; another one starts on what was put back and knows the same claims and readers."""
    (tmp_path / "one").mkdir()
    api = EmulatedBotApi()
    ann = api.person()
    async with running(tmp_path / "one", api):
        await api.replies(ann.say("/language uk"), within=60)
        status, output, errors = await run(tmp_path / "one", "backup", tmp_path / "b")
        assert (status, errors) == (0, "")
        assert "84 claims" in output
        await api.replies(ann.say("Привіт"), within=60)

    status, output, errors = await run(tmp_path / "two", "restore", tmp_path / "b")

    assert (status, errors) == (0, "")
    assert "84 claims" in output
    api = EmulatedBotApi()
    async with running(tmp_path / "two", api) as core:
        assert await core.records.readers.language(ann.id) == "uk"
        (reply,) = await api.replies(api.person().say("Telegram is going paid next month"), within=60)
        assert "Premium" in reply.text


async def test_what_can_not_be_done_is_said_in_one_line(tmp_path):
    """With a status other than 0, what to do, and no traceback; nothing is changed."""
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{folder / 'allegedly.sqlite3'}"
    await make(url)
    before = await contents(url)
    api = EmulatedBotApi()
    assert (await run(folder, "backup", tmp_path / "b"))[0] == 0
    (tmp_path / "short").write_bytes((tmp_path / "b").read_bytes()[:1000])

    refused = [
        await run(folder, "restore", tmp_path / "b"),
        await run(folder, "restore", tmp_path / "short", "--replace"),
        await run(folder, "restore", tmp_path / "missing", "--replace"),
        await run(folder, "backup", tmp_path / "missing" / "b"),
    ]
    assert await contents(url) == before
    (tmp_path / "busy").mkdir()
    async with running(tmp_path / "busy", api):
        refused += [
            await run(tmp_path / "busy", "restore", tmp_path / "b", "--replace"),
            await run(tmp_path / "busy", "backup", "--move", tmp_path / "m"),
        ]

    reasons = ["--replace", "not a whole backup", "can't be used", "can't be used", "already works", "already works"]
    for (status, output, errors), reason in zip(refused, reasons, strict=True):
        assert (status, output, len(errors.splitlines())) == (1, "", 1), errors
        assert reason in errors


async def test_the_record_of_moderators_is_audited(tmp_path):
    """A record that somebody wrote into by hand is told, with the act."""
    folder = tmp_path / "data"
    assert await run(folder, "audit") == (0, "0 acts, all as they were written\n", "")

    (folder / "allegedly.sqlite3").unlink()
    await make(f"sqlite:///{folder / 'allegedly.sqlite3'}")
    status, _, errors = await run(folder, "audit")
    assert (status, errors) == (1, "The record is broken at act 1: changed.\n")


async def test_growing_from_a_file_into_a_server(postgres_url, tmp_path):
    """Stop, back up with --move, restore into PostgreSQL: also what waited is there."""
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{folder / 'allegedly.sqlite3'}"
    await make(url)

    for command in (("backup", "--move", tmp_path / "b"), ("restore", tmp_path / "b")):
        status, _, errors = await run(
            folder, *command, **({"DATABASE_URL": postgres_url} if command[0] == "restore" else {})
        )
        assert (status, errors) == (0, "")

    assert await contents(postgres_url) == await contents(url)


async def test_a_queue_is_not_left_behind_by_a_move(valkey_url, tmp_path):
    """While updates wait in it a move is refused with their number; an ordinary backup is not."""
    folder = tmp_path / "data"
    folder.mkdir()
    await make(f"sqlite:///{folder / 'allegedly.sqlite3'}")
    async with worker(valkey_url) as queue:
        await queue.put([update(1), update(2)])
        refused = await run(folder, "backup", "--move", tmp_path / "m", QUEUE_URL=valkey_url)
        ordinary = await run(folder, "backup", tmp_path / "b", QUEUE_URL=valkey_url)
        await queue.page(0, 10)
        await queue.started([1, 2])
        await queue.done([1, 2])
        emptied = await run(folder, "backup", "--move", tmp_path / "m", QUEUE_URL=valkey_url)

    assert (refused[0], ordinary[0], emptied[0]) == (1, 0, 0)
    assert "2 updates wait in the queue" in refused[2]


async def test_nothing_is_put_over_a_running_bot_on_a_server(postgres_url, tmp_path):
    """Its connections tell, on whatever machine it runs; with the bot stopped it can be done."""
    folder = tmp_path / "data"
    folder.mkdir()
    await make(f"sqlite:///{folder / 'allegedly.sqlite3'}")
    await run(folder, "backup", tmp_path / "b")
    command = (tmp_path / "other", "restore", tmp_path / "b", "--replace")
    async with running(tmp_path / "bot", EmulatedBotApi(), database_url=postgres_url):
        refused = await run(*command, DATABASE_URL=postgres_url)
    done = await run(*command, DATABASE_URL=postgres_url)

    assert (refused[0], done[0]) == (1, 0)
    assert "has a running bot; stop every one of them first" in refused[2]
