"""The emulated Bot API over real HTTP: form fields and JSON, faults, outages."""

import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.emulator import EmulatedBotApi, Fault
from tests.http_bot_api import HttpBotApi


@pytest.fixture
async def front():
    async with HttpBotApi(EmulatedBotApi()) as front:
        yield front


async def test_the_library_talks_to_it(front):
    """Long poll and reply through the library's own HTTP client."""
    ann = front.api.person()
    async with Bot(front.api.token, base_url=front.base_url) as bot:
        waiting = asyncio.create_task(bot.get_updates(timeout=10))
        await front.api.until(lambda: len(front.api.called("getMe")) == 1)
        post = ann.say("Добрий день 😀")
        [update] = await waiting
        await update.message.reply_text("Вітаю", do_quote=True)

    [reply] = front.api.answers_to(post)
    assert reply.text == "Вітаю"


async def test_json_bodies_and_queries_work_too(front):
    """As other clients send them."""
    ann = front.api.person()
    url = f"{front.base_url}{front.api.token}/sendMessage"
    async with httpx.AsyncClient() as client:
        sent = await client.post(url, json={"chat_id": ann.id, "text": "Hi"})
        asked = await client.get(url, params={"chat_id": ann.id, "text": "Ho"})
        wrong = await client.post(url.replace("424242", "111"), json={})

    assert (sent.json()["result"]["text"], asked.json()["result"]["text"]) == ("Hi", "Ho")
    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")


@pytest.mark.parametrize(
    ("fault", "read", "error"),
    [
        (Fault("reset"), 30, httpx.RemoteProtocolError),
        (Fault("lost"), 0.2, httpx.ReadTimeout),
        (Fault("timeout"), 0.2, httpx.ReadTimeout),
    ],
)
async def test_calls_without_an_answer(front, fault, read, error):
    """A cut connection and one that says nothing."""
    front.api.fail(fault)
    async with httpx.AsyncClient(timeout=httpx.Timeout(30, read=read)) as client:
        with pytest.raises((error, httpx.ReadError)):
            await client.get(f"{front.base_url}{front.api.token}/getMe")
        assert (await client.get(f"{front.base_url}{front.api.token}/getMe")).status_code == 200


async def test_an_outage_and_its_end(front):
    """Nobody listens, then the same port serves again what waited."""
    async with Bot(front.api.token, base_url=front.base_url) as bot:
        await front.down()
        front.api.person().say("Hi")
        with pytest.raises(NetworkError):
            await bot.get_updates()
        await front.up()
        updates = await bot.get_updates()

    assert [update.message.text for update in updates] == ["Hi"]
