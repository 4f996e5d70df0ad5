"""Notices through an outbox that is killed again and again, on both databases."""

import asyncio
import os
import random
import sys
from collections import Counter
from pathlib import Path

from bot.asking.outbox import AT_ONCE
from bot.emulator import EmulatedBotApi, Fault
from tests.bot.asking.notices_process import KIND
from tests.http_bot_api import HttpBotApi

ROOT = Path(__file__).parents[3]
PEOPLE, KILLS, LIMIT = 120, 6, 120


async def start(url, front):
    """An outbox at work."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.asking.notices_process",
        url,
        front.base_url,
        front.api.token,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"},
    )


async def test_a_kill_repeats_no_notice_and_loses_none_but_what_was_under_way(notices, database_url):
    """120 people in private and a group are owed one message each; six kills: none comes twice, few stay away."""
    api, chance = EmulatedBotApi(), random.Random(7)
    people = [api.person(f"P{number}") for number in range(PEOPLE - 1)]
    chats = [*(person.id for person in people), api.group("Neighbours", people[0]).id]
    row = {"kind": KIND, "claim_id": "c", "payload": {}, "edit_message_id": None}
    await notices.add([{"key": str(chat_id), "chat_id": chat_id, **row} for chat_id in chats])
    api.fail(Fault("slow", "sendMessage", times=PEOPLE, seconds=0.05))

    async with HttpBotApi(api) as front, asyncio.timeout(LIMIT):
        for _ in range(KILLS):
            process = await start(database_url, front)
            before = len(api.called("sendMessage"))
            await api.until(lambda before=before: len(api.called("sendMessage")) > before, within=LIMIT)
            await asyncio.sleep(chance.uniform(0.0, 0.15))
            process.kill()
            await process.wait()
        process = await start(database_url, front)
        while await notices.waiting():
            await asyncio.sleep(0.1)
        process.kill()
        await process.wait()

    sent = Counter(int(call.parameters["chat_id"]) for call in api.called("sendMessage"))
    assert max(sent.values()) == 1
    assert len(chats) - len(sent) <= KILLS * AT_ONCE
