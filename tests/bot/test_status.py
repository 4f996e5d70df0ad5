"""/status: the owner sees how the bot is doing; for others there is no such command."""

from dataclasses import replace

import pytest

from bot.emulator import EmulatedBotApi
from bot.metrics import Metrics
from bot.rendering.status import status_reply
from bot.watching import State
from bot.words import words
from tests.bot.running import running

FIGURES = replace(Metrics(clock=lambda: 1_790_000_000.0).figures(), memory=0)
BUSY = replace(
    FIGURES,
    received=1_204,
    handled=1_203,
    failed=2,
    given_up=1,
    half_within=0.05,
    nine_in_ten_within=float("inf"),
    sent=900,
    hurried=17,
    cache_hits=3,
    cache_misses=1,
    polled_ago=7_300.0,
    memory=210_000_000,
)


async def asked(api, person, folder, owner_ids):
    async with running(folder, api, owner_ids=owner_ids):
        await api.replies(person.say("Telegram is going paid next month"), within=60)
        return [reply.text for reply in await api.replies(person.say("/status"), within=60)]


async def test_the_owner_gets_the_figures(tmp_path):
    """In private, in the owner's language."""
    api = EmulatedBotApi()
    owner = api.person("Olena", language="uk")

    (text,) = await asked(api, owner, tmp_path, [owner.id])

    assert "Оновлень чекає: 0" in text
    assert "надійшло 2, оброблено 1" in text
    assert "Твердження: 84" in text
    assert "going paid" not in text


async def test_others_have_no_such_command(tmp_path):
    """A reader gets what an unknown command gets; rights are looked at when it is sent."""
    api = EmulatedBotApi()

    (text,) = await asked(api, api.person("Ann"), tmp_path, [77])

    assert text == words("en").say("unknown-command")


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_line_can_be_said(language):
    """In each language, with and without anything to measure."""
    for figures in (FIGURES, BUSY):
        for waiting, oldest in ((None, None), (0, 0.0), (12, 40.4)):
            text = status_reply(State(figures, waiting, oldest, 84, 90), words(language)).text
            assert 6 <= len(text.splitlines()) <= 11


def test_durations_are_told_in_two_digits():
    """Nobody reads milliseconds of an age; a time over all bounds is said to be over."""
    text = status_reply(State(BUSY, 12, 40.4, 84, 90), words("en")).text

    assert "the oldest for 40 s" in text
    assert "2 h ago" in text
    assert "half within 0.05 s, nine in ten within more than 5 min" in text
    assert "1,204 received" in text
    assert "because too many waited: 17" in text
    assert "210 MB" in text


def test_figures_of_a_failure():
    """What could not be sent is counted, and what Telegram holds back apart from it."""
    metrics = Metrics()
    for outcome in ("done", "done", "blocked", "in_doubt", "closed"):
        metrics.called("sendMessage", outcome, 0.1)
    metrics.called("getMe", "server_error", 0.1)

    figures = metrics.figures()

    assert (figures.sent, figures.send_failures, figures.closed) == (2, 2, 1)
