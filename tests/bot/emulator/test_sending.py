"""What the bot sends is refused where Telegram refuses it."""

import pytest

from tests.bot.emulator.calling import YES, refusal, send


async def test_messages_are_refused_as_by_telegram(api):
    """Empty, too long, to nobody, with names that do not exist: each has its refusal."""
    ann = api.person()

    async def refused(**parameters):
        return await refusal(api, "sendMessage", **{"chat_id": ann.id, "text": "Hi", **parameters})

    assert await refused(text="") == "400 Bad Request: message text is empty"
    assert await refused(text=" \n\u200b") == "400 Bad Request: message text is empty"
    assert await refused(text="😀" * 2049) == "400 Bad Request: message is too long"
    assert await refused(text="\ud800") == "400 Bad Request: strings must be encoded in UTF-8"
    assert await refused(chat_id=5) == "400 Bad Request: chat not found"
    assert "no parameter 'txet'" in await refused(txet="Hi")
    assert "no parameter 'parse_mode'" in await refused(parse_mode="HTML")
    assert not api.sent


async def test_the_longest_text_passes(api):
    """4,096 UTF-16 units are the limit, blanks around do not count."""
    message = await send(api, api.person(), " " + "😀" * 2048 + "\n")

    assert message.text == "😀" * 2048


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "", "callback_data": "x"}, "its text must be non-empty"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "ї" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed"),
        ({"text": "x", "callback_data": "x", "url": "https://example.org"}, "Text buttons are unallowed"),
        ({"text": "x", "url": "http://localhost/"}, "is invalid"),
        ({"text": "x", "url": "javascript:alert(1)"}, "is invalid"),
        ({"text": "x", "callback_data": "x", "colour": "red"}, "Text buttons are unallowed"),
    ],
)
async def test_a_button_needs_a_text_and_one_action(api, button, reason):
    """Data of 1 to 64 bytes or a real link; anything else never reaches a reader."""
    markup = {"inline_keyboard": [[button]]}

    assert reason in await refusal(api, "sendMessage", chat_id=api.person().id, text="Hi", reply_markup=markup)


async def test_keyboards_have_limits(api):
    """At most 100 buttons, rows of eight, inline only."""
    button = {"text": "x", "callback_data": "ї" * 32}
    ann = api.person()

    for rows in ([[button] * 9], [[button]] * 101, [button], "x"):
        markup = {"inline_keyboard": rows}
        assert "400" in await refusal(api, "sendMessage", chat_id=ann.id, text="Hi", reply_markup=markup)
    assert "400" in await refusal(api, "sendMessage", chat_id=ann.id, text="Hi", reply_markup={"keyboard": [["x"]]})
    assert len((await send(api, ann, reply_markup={"inline_keyboard": [[button] * 2, [button]]})).buttons) == 3


async def test_a_quote_is_an_exact_piece_of_the_message(api):
    """Words that are not there, or with other styles than there, are refused; the nearest place is quoted."""
    ann = api.person()
    post = ann.say("one two one", entities=[{"type": "bold", "offset": 8, "length": 3}])

    async def quoted(**quote):
        return await api.call(
            "sendMessage", {"chat_id": ann.id, "text": "Hi", "reply_parameters": {"message_id": post.id, **quote}}
        )

    assert (await quoted(quote="three"))[1]["description"] == "Bad Request: QUOTE_TEXT_INVALID"
    assert (await quoted(quote="one", quote_position=7))[1]["description"] == "Bad Request: QUOTE_TEXT_INVALID"
    assert (await quoted(quote="x" * 1025))[1]["description"] == "Bad Request: message reply quote is too long"
    bold = [{"type": "bold", "offset": 0, "length": 3}]
    for near, styles, place in ((0, [], 0), (8, bold, 8)):
        status, body = await quoted(quote="one", quote_position=near, quote_entities=styles)
        assert (status, body["result"]["quote"]["position"]) == (200, place)


async def test_a_deleted_message_is_answered_only_when_that_is_allowed(api):
    """A reader who deletes the post meanwhile still gets the answer if the bot says so."""
    ann = api.person()
    post = ann.say("Hi")
    ann.delete(post)

    reply = {"message_id": post.id}
    assert "message to be replied not found" in await refusal(
        api, "sendMessage", chat_id=ann.id, text="Hi", reply_parameters=reply
    )
    message = await send(api, ann, reply_parameters=reply | {"allow_sending_without_reply": True})
    assert message.reply_to is None


async def test_edits_change_something_of_the_bot(api):
    """The same content again, other people's messages and lost ones are refused; a keyboard not given again goes."""
    ann = api.person()
    post = ann.say("Hi")
    message = await send(api, ann, reply_markup=YES)

    async def edited(**parameters):
        return await refusal(api, "editMessageText", **{"chat_id": ann.id, "message_id": message.id, **parameters})

    assert "message is not modified" in await edited(text="Hi ", reply_markup=YES)
    assert "message can't be edited" in await edited(text="Ha", message_id=post.id)
    assert "message to edit not found" in await edited(text="Ha", message_id=99)
    status, _ = await api.call("editMessageText", {"chat_id": ann.id, "message_id": message.id, "text": "Ho"})
    assert (status, message.text, message.buttons) == (200, "Ho", [])
    markup = {"chat_id": ann.id, "message_id": message.id, "reply_markup": YES}
    assert (await api.call("editMessageReplyMarkup", markup))[0] == 200
    assert "message is not modified" in await refusal(api, "editMessageReplyMarkup", **markup)


async def test_who_blocked_or_never_started_the_bot_is_not_written_to(api):
    """403, and the bot is told about the block."""
    ann, eve = api.person("Ann"), api.person("Eve", started=False)
    ann.block()

    refused = [await refusal(api, "sendMessage", chat_id=person.id, text="Hi") for person in (ann, eve)]

    assert refused == [
        "403 Forbidden: bot was blocked by the user",
        "403 Forbidden: bot can't initiate conversation with a user",
    ]
    _, body = await api.call("getUpdates", {})
    assert body["result"][0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_commands_and_descriptions_are_kept_per_language(api):
    """Registered per scope and language, checked as by Telegram; a language without its own gets the default text."""
    commands = [{"command": "start", "description": "Begin"}]
    scope = {"type": "all_private_chats"}
    await api.call("setMyCommands", {"commands": commands, "scope": scope, "language_code": "uk"})
    await api.call("setMyDescription", {"description": "Checks"})

    got = await api.call("getMyCommands", {"scope": scope, "language_code": "uk"})
    other = await api.call("getMyCommands", {"scope": scope})
    description = await api.call("getMyDescription", {"language_code": "ru"})

    assert (got[1]["result"], other[1]["result"]) == (commands, [])
    assert description[1]["result"] == {"description": "Checks"}
    assert "BOT_COMMAND_INVALID" in await refusal(api, "setMyCommands", commands=[{"command": "Start"}])
    assert "language code" in await refusal(api, "setMyCommands", commands=commands, language_code="ukr")
    assert "too long" in await refusal(api, "setMyShortDescription", short_description="x" * 121)


async def test_reactions_are_one_of_telegrams_emoji(api):
    """At most one, of the usual set, on a message that is there."""
    ann = api.person()
    place = {"chat_id": ann.id, "message_id": ann.say("Hi").id}

    assert (await api.call("setMessageReaction", {**place, "reaction": [{"type": "emoji", "emoji": "👀"}]}))[0] == 200
    assert "REACTION_INVALID" in await refusal(
        api, "setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "🧾"}]
    )
    assert "not found" in await refusal(api, "setMessageReaction", chat_id=ann.id, message_id=9, reaction=[])


async def test_a_post_of_another_chat_is_shown_above_a_message(api):
    """A reply may be to a message elsewhere; where that is gone nothing is sent, whatever was allowed."""
    ann, bob = api.person(), api.person()
    chat = api.group("Neighbours", ann, bob)
    post = bob.say("The bridge closes", chat=chat)
    reply = {"chat_id": chat.id, "message_id": post.id, "allow_sending_without_reply": True}
    message = await send(api, ann, reply_parameters=reply)
    bob.delete(post)

    assert message.raw["external_reply"]["message_id"] == post.id
    assert message.raw["external_reply"]["chat"] == chat.raw
    assert message.reply_to is None
    assert "not found" in await refusal(api, "sendMessage", chat_id=ann.id, text="Hi", reply_parameters=reply)
