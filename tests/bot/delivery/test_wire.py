"""What came of a call is told apart as far as it can be known, and never guessed."""

import asyncio

import httpx
import pytest

from bot.delivery.wire import Done, NoAnswer, Refused, Wire, understand
from bot.metrics import Metrics
from tests.bot.delivery.scripted import BASE_URL, done, network_error, refused


@pytest.mark.parametrize(
    ("cause", "happened"),
    [
        (httpx.ConnectError, "no"),
        (httpx.ConnectTimeout, "no"),
        (httpx.PoolTimeout, "no"),
        (httpx.ReadTimeout, "perhaps"),
        (httpx.WriteTimeout, "perhaps"),
        (httpx.ReadError, "perhaps"),
        (httpx.RemoteProtocolError, "perhaps"),
    ],
)
async def test_a_call_that_never_left_is_told_from_one_that_may_have(telegram, cause, happened):
    """The library folds these into two errors; the error behind them decides."""
    telegram.script("sendMessage", network_error(cause))

    outcome = await Wire(telegram, BASE_URL).call("sendMessage", {}, within=30)

    assert outcome == NoAnswer(happened, cause.__name__)


async def test_a_call_ends_when_its_time_is_over(telegram):
    """Telegram never answers: nobody knows whether it happened."""
    telegram.script("sendMessage", 60.0)

    async with asyncio.timeout(30):
        outcome = await Wire(telegram, BASE_URL).call("sendMessage", {}, within=0.05)

    assert outcome == NoAnswer("perhaps", "TimeoutError")


async def test_parameters_travel_as_given_and_none_is_left_out(telegram):
    """Texts stay texts, lists become JSON, None is not sent."""
    parameters = {"text": "null", "chat_id": 7, "entities": [{"type": "bold"}], "reply_markup": None}

    await Wire(telegram, BASE_URL).call("sendMessage", parameters, within=30)

    assert telegram.sent() == [{"text": None, "chat_id": 7, "entities": [{"type": "bold"}]}]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (done({"message_id": 5}), Done({"message_id": 5})),
        (done(True), Done(True)),
        ((200, b'{"ok": true, "resu'), NoAnswer("perhaps", "unreadable")),
        ((200, b"[" * 100_000), NoAnswer("perhaps", "unreadable")),
        ((200, b'{"ok": false}'), NoAnswer("perhaps", "unreadable")),
        ((200, b'{"ok": false, "result": 1}'), NoAnswer("perhaps", "unreadable")),
        ((200, b'{"ok": true}'), NoAnswer("perhaps", "unreadable")),
        ((502, b"<html>Bad Gateway</html>"), NoAnswer("unlikely", "http_502")),
        ((302, b""), NoAnswer("unlikely", "http_302")),
        ((500, b'{"ok":false}'), NoAnswer("unlikely", "http_500")),
        ((300, b'{"ok":true,"result":1}'), NoAnswer("unlikely", "http_300")),
        (
            refused(403, "Forbidden: bot was blocked by the user"),
            Refused(403, "Forbidden: bot was blocked by the user"),
        ),
        (refused(429, "Too Many Requests", retry_after=3), Refused(429, "Too Many Requests", retry_after=3.0)),
        (refused(429, retry_after="5"), Refused(429, retry_after=5.0)),
        (refused(429, retry_after=0), Refused(429, retry_after=0.0)),
        (refused(429, retry_after=-1), Refused(429)),
        (refused(429, retry_after="soon"), Refused(429)),
        (refused(400, migrate_to_chat_id=-100123), Refused(400, migrate_to=-100123)),
        ((400, b"not JSON \xff"), Refused(400)),
        ((400, b'{"parameters": [], "description": 5}'), Refused(400)),
    ],
    ids=repr,
)
def test_every_answer_is_understood_as_far_as_it_goes(answer, outcome):
    """Status and body together say what happened; what is odd in them is left out."""
    assert understand(*answer) == outcome


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (done(True), "done"),
        (refused(401), "token"),
        (refused(404), "token"),
        (refused(403), "blocked"),
        (refused(429), "closed"),
        (refused(400), "refused"),
        ((502, b""), "server_error"),
        (network_error(httpx.ConnectError), "no_connection"),
        (network_error(httpx.ReadTimeout), "in_doubt"),
    ],
    ids=repr,
)
async def test_calls_are_counted_by_what_came_of_them(telegram, step, told):
    """Operators see what Telegram, the way to it or the token has."""
    metrics = Metrics()
    telegram.script("sendMessage", step)
    await Wire(telegram, BASE_URL, metrics).call("sendMessage", {}, within=30)

    assert f'allegedly_calls_total{{method="sendMessage",outcome="{told}"}} 1.0' in metrics.text().decode()


def test_outcomes_shown_in_a_log_hold_nobodys_words():
    """Results and descriptions may quote a message, so their values are not in the repr."""
    assert "secret" not in repr([Done("secret"), Refused(400, "secret")])
