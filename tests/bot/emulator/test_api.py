"""The emulated Bot API refuses what Telegram refuses, and people in it act as on Telegram."""

import asyncio

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.emulator import EmulatedBotApi, EmulatedRequest, Fault, channel_origin, chat_origin, hidden_origin, user_origin

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


@pytest.fixture
def api(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else the library warns at each RetryAfter
    return EmulatedBotApi()


async def send(api, person, text="Hi", **parameters):
    status, body = await api.call("sendMessage", {"chat_id": person.id, "text": text, **parameters})
    assert status == 200, body
    return api.sent[-1]


async def refusal(api, method, **parameters):
    status, body = await api.call(method, parameters)
    assert (status, body["ok"]) == (body["error_code"], False)
    return f"{status} {body['description']}"


async def test_the_unchanged_library_runs_on_it(api):
    """Application, long poll, replies with a quote, buttons, popups and edits: nothing is patched."""

    async def on_message(update, _):
        quote = ReplyParameters(update.message.id, quote="paid 😀", quote_position=17)
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Helpful", callback_data="h")]])
        await update.message.reply_text("Known.", reply_parameters=quote, reply_markup=keyboard)

    async def on_press(update, _):
        await update.callback_query.answer("Thanks")
        await update.callback_query.edit_message_text("Known!")

    builder = Application.builder().token(api.token).request(EmulatedRequest(api))
    application = builder.get_updates_request(EmulatedRequest(api)).build()
    application.add_handlers([MessageHandler(filters.FORWARDED, on_message), CallbackQueryHandler(on_press)])
    async with application:
        await application.updater.start_polling()
        await application.start()
        ann = api.person("Ann", language="uk")
        post = ann.forward("Telegram becomes paid 😀")
        [reply] = await api.replies(post)
        press = ann.press(reply, "Helpful")
        await api.until(lambda: reply.edits == 1)
        await application.updater.stop()
        await application.stop()

    assert reply.quote == "paid 😀"
    assert reply.text == "Known!"
    assert reply.buttons == []
    assert press.answers == [{"text": "Thanks", "show_alert": False}]


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


async def test_ids_rise_in_each_chat_of_its_own(api):
    """Message ids are unique within a chat only."""
    ann, bob = api.person("Ann"), api.person("Bob")

    ids = [ann.say("a").id, ann.say("b").id, (await send(api, ann)).id, bob.say("c").id]

    assert ids == [1, 2, 3, 1]


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


async def test_groups_know_their_members(api):
    """Status per person; a bot that was thrown out is refused."""
    ann, bob = api.person("Ann"), api.person("Bob")
    group = api.group("Neighbours", ann, bob)

    members = [
        (await api.call("getChatMember", {"chat_id": group.id, "user_id": person.id}))[1]["result"]["status"]
        for person in (ann, bob)
    ]
    group.members[api.world.bot["id"]] = "kicked"

    assert members == ["creator", "member"]
    assert "kicked from the supergroup" in await refusal(api, "sendMessage", chat_id=group.id, text="Hi")


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


async def test_files_travel_both_ways(api):
    """A bot fetches the very bytes that somebody sent, and what it sends back arrives with name and caption."""
    person = api.person()
    sent = person.document("claims.yaml", b"\x00claims", "/import")
    bot = Bot(api.token, base_url="http://t/bot", base_file_url="http://t/file/bot", request=EmulatedRequest(api))
    async with bot:
        file = await bot.get_file(sent.raw["document"]["file_id"])
        content = await file.download_as_bytearray()
        await bot.send_document(person.id, b"answer", filename="answer.yaml", caption="Here")

    answer = api.sent[-1]
    assert bytes(content) == b"\x00claims"
    assert sent.text == "/import"
    assert (answer.raw["document"]["file_name"], answer.text) == ("answer.yaml", "Here")
    assert api.world.files[answer.raw["document"]["file_id"]] == b"answer"


async def test_a_file_larger_than_a_bot_may_fetch_is_refused(api):
    """Telegram lets bots fetch at most 20 MB."""
    sent = api.person().document("claims.yaml", bytes(20_000_001))

    said = await refusal(api, "getFile", file_id=sent.raw["document"]["file_id"])

    assert said == "400 Bad Request: file is too big"
