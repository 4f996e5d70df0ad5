"""What people do reaches the bot as Telegram tells it."""

import asyncio

import pytest

from bot.emulator import channel_origin, chat_origin, hidden_origin, user_origin
from tests.bot.emulator.calling import refusal, send


async def test_ids_rise_in_each_chat_of_its_own(api):
    """Message ids are unique within a chat only."""
    ann, bob = api.person("Ann"), api.person("Bob")

    ids = [ann.say("a").id, ann.say("b").id, (await send(api, ann)).id, bob.say("c").id]

    assert ids == [1, 2, 3, 1]


async def test_what_people_send_has_telegrams_shapes(api):
    """Origins of forwards, albums, captions and the entities that Telegram finds by itself."""
    ann = api.person()
    origins = [channel_origin(), user_origin(), hidden_origin(), chat_origin()]
    for origin in origins:
        ann.forward("See https://example.org/a. #news", origin=origin)
    first, second = ann.album(["/check this", ""], origin=channel_origin())

    updates = (await api.call("getUpdates", {}))[1]["result"]
    messages = [update["message"] for update in updates]
    assert [message.get("forward_origin", {}).get("type") for message in messages[:4]] == [o["type"] for o in origins]
    assert [(entity["type"], entity["length"]) for entity in messages[0]["entities"]] == [("url", 21), ("hashtag", 5)]
    assert messages[4]["caption_entities"][0] == {"type": "bot_command", "offset": 0, "length": 6}
    assert messages[4]["media_group_id"] == messages[5]["media_group_id"] == second.raw["media_group_id"]
    assert "caption" not in messages[5]
    assert first.text == "/check this"


async def test_pressed_buttons_come_back(api):
    """By text, part of the text or number; forged data too; links do not; an unknown press cannot be answered."""
    ann = api.person()
    rows = [[{"text": "Helpful", "callback_data": "h"}], [{"text": "How", "url": "https://example.org"}]]
    message = await send(api, ann, reply_markup={"inline_keyboard": rows})

    presses = [ann.press(message, "Help"), ann.press(message, 1), ann.press(message, data="forged")]

    assert [press.data for press in presses] == ["h", "h", "forged"]
    with pytest.raises(ValueError, match="opens a link"):
        ann.press(message, "How")
    with pytest.raises(ValueError, match="0 of the buttons"):
        ann.press(message, "Never")
    assert "query ID is invalid" in await refusal(api, "answerCallbackQuery", callback_query_id="9")
    too_long = {"callback_query_id": presses[0].id, "text": "x" * 201}
    assert "MESSAGE_TOO_LONG" in await refusal(api, "answerCallbackQuery", **too_long)


async def test_updates_wait_until_a_later_offset_confirms_them(api):
    """Nothing is lost before; the longest wait ends with the first update; repetition is possible."""
    ann = api.person()
    waiting = asyncio.create_task(api.call("getUpdates", {"timeout": 20}))
    await asyncio.sleep(0)
    ann.say("one")
    [first] = (await waiting)[1]["result"]
    ann.say("two")

    again = (await api.call("getUpdates", {"limit": 1}))[1]["result"]
    rest = (await api.call("getUpdates", {"offset": first["update_id"] + 1}))[1]["result"]
    await api.call("getUpdates", {"offset": rest[-1]["update_id"] + 1})
    empty = (await api.call("getUpdates", {}))[1]["result"]
    api.redeliver(1)
    repeated = (await api.call("getUpdates", {}))[1]["result"]

    assert again == [first]
    assert [update["message"]["text"] for update in rest] == ["two"]
    assert (empty, repeated) == ([], rest)


async def test_kinds_that_were_not_asked_for_are_not_queued(api):
    """allowed_updates is remembered, as by Telegram."""
    ann = api.person()
    await api.call("getUpdates", {"allowed_updates": ["callback_query"]})
    ann.say("unheard")
    await api.call("getUpdates", {"allowed_updates": []})
    ann.say("heard")

    updates = (await api.call("getUpdates", {}))[1]["result"]
    assert [update["message"]["text"] for update in updates] == ["heard"]


async def test_a_second_poller_ends_the_first(api):
    """409 for the one that came before."""
    first = asyncio.create_task(api.call("getUpdates", {"timeout": 20}))
    await asyncio.sleep(0)
    second = asyncio.create_task(api.call("getUpdates", {"timeout": 20}))
    status, body = await first
    api.person().say("Hi")

    assert (status, "terminated by other getUpdates" in body["description"]) == (409, True)
    assert len((await second)[1]["result"]) == 1


async def test_any_shape_can_be_injected(api):
    """Also what is no update at all: poison for the bot's parser."""
    api.inject({"unheard_of": {"x": "\ud800"}})
    api.inject([1, 2])
    api.inject({"update_id": "seven"})

    updates = (await api.call("getUpdates", {}))[1]["result"]
    assert [update.get("unheard_of") if isinstance(update, dict) else update for update in updates] == [
        {"x": "\ud800"},
        [1, 2],
        None,
    ]
