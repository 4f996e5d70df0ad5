"""Digests through processes that are killed again and again, on both databases."""

import asyncio
import os
import random
import sys
from collections import Counter
from contextlib import asynccontextmanager
from pathlib import Path

from bot.digest.sending import AT_ONCE
from bot.emulator import EmulatedBotApi, Fault
from bot.store.digests import Digest
from tests.bot.digest.conftest import MONDAY, TUESDAY
from tests.http_bot_api import HttpBotApi
from tests.making import make_claim

ROOT = Path(__file__).parents[3]
PEOPLE, KILLS, LIMIT = 120, 5, 120


@asynccontextmanager
async def process(url, front, day):
    """One that sends on a day, killed at the end of the block."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.digest.digest_process",
        url,
        front.base_url,
        front.api.token,
        f"{day}T09:00",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"},
    )
    try:
        yield
    finally:
        running.kill()
        await running.wait()


async def test_a_kill_repeats_no_digest_that_day_and_loses_no_news(newsroom, database_url):
    """120 readers, five kills: nobody gets two on Monday, and by Tuesday everybody knows what was new."""
    api, chance, digests = EmulatedBotApi(), random.Random(7), newsroom.records.digests
    people = [api.person(f"P{number}") for number in range(PEOPLE)]
    for person in people:
        await digests.want(Digest(person.id, "day", "en", 2, MONDAY))
    await newsroom.save(make_claim(id="ferry", statement="The ferry is free."))
    api.fail(Fault("slow", "sendMessage", times=PEOPLE, seconds=0.05))

    async def all_begun(day):
        while await digests.due(day, limit=1):
            await asyncio.sleep(0.1)

    async def everybody_told():
        while {(await digests.of(person.id)).revision for person in people} != {3}:
            await asyncio.sleep(0.1)

    async with HttpBotApi(api) as front, asyncio.timeout(LIMIT):
        for _ in range(KILLS):
            before = len(api.called("sendMessage"))
            async with process(database_url, front, MONDAY):
                while len(api.called("sendMessage")) == before and await digests.due(MONDAY, limit=1):
                    await asyncio.sleep(0.01)
                await asyncio.sleep(chance.uniform(0.0, 0.15))
        async with process(database_url, front, MONDAY), process(database_url, front, MONDAY):
            await all_begun(MONDAY)
        on_monday = Counter(call.parameters["chat_id"] for call in api.called("sendMessage"))
        async with process(database_url, front, TUESDAY):
            await everybody_told()

    assert set(on_monday.values()) == {1}
    assert PEOPLE - len(on_monday) <= (KILLS + 2) * AT_ONCE
    assert len({call.parameters["chat_id"] for call in api.called("sendMessage")}) == PEOPLE
