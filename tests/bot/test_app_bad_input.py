"""The whole bot: odd texts and broken updates stop nobody."""

import pytest

from bot.words import words
from tests.bot.talking import ARREST, answered


@pytest.mark.parametrize(
    "text",
    [
        "\u202ecba\u202d " * 50,
        "😀" * 2_000,
        "\ufdfa" * 4_096,
        "a" + "\u0301" * 4_000,
        "ab" * 2_048,
        "\u200b" * 100 + "x",
        "0" * 4_096,
    ],
    ids=["directions", "emoji", "expanding", "marks", "repeats", "invisible", "digits"],
)
async def test_odd_texts_are_answered_politely(bot, api, text):
    """Texts made to be slow or strange get one ordinary answer."""
    reply = await answered(api, api.person().say(text))

    assert len(reply.text) > 20


async def test_a_lone_surrogate_does_not_stop_anybody(bot, api):
    """Half a character, which no database takes, is answered like any other text."""
    person = api.person()
    chat = {"id": person.id, "type": "private", "first_name": "Ann"}
    message = {"message_id": 900, "date": 1_764_000_000, "chat": chat, "from": person.user, "text": "x \ud800 y"}

    api.inject({"message": message})

    await api.until(lambda: len(api.sent) == 1)
    assert len(api.sent[0].text) > 20


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {}},
        {"message": None},
        {"message": {"message_id": 1, "date": 10**18, "chat": {"id": 5, "type": "private"}, "text": "x"}},
        {"kind_of_the_future": {"chat": {"id": 5}}},
        {"callback_query": {"id": "1"}},
        "not an update",
        {"update_id": 10**25, "message": {}},
    ],
)
async def test_a_broken_update_stops_nobody(bot, api, broken):
    """An update that can't be read is set aside; the post behind it is answered."""
    api.inject(broken)

    reply = await answered(api, api.person().forward(ARREST))

    assert "French prosecutors" in reply.text


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v1", "duration": 3}}, "no-text"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "no-words"),
        ({"location": {"longitude": 1.0, "latitude": 2.0}}, "no-words"),
        ({"contact": {"phone_number": "+1", "first_name": "A"}}, "no-words"),
    ],
)
async def test_media_without_text_is_explained(bot, api, body, key):
    """A voice message or a picture without words is answered with what to send instead."""
    reply = await answered(api, api.person().send(body))

    assert reply.text == words("en").say(key)
