"""Faults of Telegram and of the network look to the library as real ones do."""

import httpx
import pytest
from telegram import Bot, MessageEntity
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.emulator import EmulatedRequest, Fault
from tests.bot.emulator.calling import refusal, send


@pytest.fixture(autouse=True)
def delays_as_timedeltas(monkeypatch):
    """Else the library warns at each RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def test_unknown_methods_and_wrong_tokens(api):
    """404 and 401, as a bot with a wrong token or an old server sees them."""
    assert await refusal(api, "sendTelegram") == "404 Not Found: method not found"
    with pytest.raises(InvalidToken):
        await Bot("424242:wrong", request=EmulatedRequest(api)).get_me()


@pytest.mark.parametrize(
    ("fault", "error", "cause"),
    [
        (Fault("flood", retry_after=3), RetryAfter, None),
        (Fault("error", status=502), NetworkError, None),
        (Fault("timeout"), TimedOut, httpx.ReadTimeout),
        (Fault("lost"), TimedOut, httpx.ReadTimeout),
        (Fault("reset"), NetworkError, httpx.ReadError),
        (Fault("refused"), NetworkError, httpx.ConnectError),
    ],
)
async def test_faults_look_as_on_the_network(api, fault, error, cause):
    """Each raises what the library's own HTTP client raises, once; only a lost answer leaves a message behind."""
    ann = api.person()
    async with Bot(api.token, request=EmulatedRequest(api)) as bot:
        api.fail(fault)
        with pytest.raises(error) as raised:
            await bot.send_message(ann.id, "Hi")
        left_behind = len(api.sent)
        await bot.send_message(ann.id, "Hi again")

    assert cause is None or isinstance(raised.value.__cause__, cause)
    assert left_behind == (1 if fault.kind == "lost" else 0)


async def test_faults_can_be_for_one_method_and_chat(api):
    """Others are served meanwhile; a garbled answer and a slow one were carried out."""
    ann, bob = api.person("Ann"), api.person("Bob")
    api.fail(Fault("flood", "sendMessage", chat_id=ann.id, times=2))
    async with Bot(api.token, request=EmulatedRequest(api)) as bot:
        await bot.send_message(bob.id, "Hi")
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await bot.send_message(ann.id, "Hi")
        await bot.send_message(ann.id, "Hi")
    api.fail(Fault("garbage", "sendMessage"))
    _, body = await api.answer(api.token, "sendMessage", {"chat_id": bob.id, "text": "Hi"})
    api.fail(Fault("slow", "sendMessage", seconds=0.01))
    await send(api, bob)

    assert body.startswith(b"<html>")
    assert [call.status for call in api.called("sendMessage")] == [200, 429, 429, 200, 200, 200]
    assert len(api.sent) == 4


async def test_the_library_sees_refusals_as_its_own_errors(api):
    """400 and 403 reach the sender as BadRequest and Forbidden."""
    ann = api.person()
    async with Bot(api.token, request=EmulatedRequest(api)) as bot:
        with pytest.raises(BadRequest, match="utf-16 offset 0"):
            await bot.send_message(ann.id, "Hi", entities=[MessageEntity("bold", 0, 3)])
        ann.block()
        with pytest.raises(Forbidden):
            await bot.send_message(ann.id, "Hi")
