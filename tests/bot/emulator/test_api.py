"""The emulated Bot API serves the library as it is, groups, and files both ways."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.emulator import EmulatedRequest
from tests.bot.emulator.calling import refusal


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


async def test_a_picture_that_is_sent_is_one(api):
    """A bot's picture arrives with its caption; what is no picture is refused, as by Telegram."""
    person = api.person()
    person.say("Hello")

    await sent_photo(api, person.id, b"\x89PNG\r\n\x1a\n...")
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await sent_photo(api, person.id, b"<svg/>")

    (size,) = api.sent[-1].raw["photo"]
    assert api.world.files[size["file_id"]] == b"\x89PNG\r\n\x1a\n..."
    assert api.sent[-1].text == "Here"


async def sent_photo(api, chat_id, content):
    bot = Bot(api.token, base_url="http://t/bot", request=EmulatedRequest(api))
    async with bot:
        await bot.send_photo(chat_id, content, caption="Here")


async def test_a_file_larger_than_a_bot_may_fetch_is_refused(api):
    """Telegram lets bots fetch at most 20 MB."""
    sent = api.person().document("claims.yaml", bytes(20_000_001))

    said = await refusal(api, "getFile", file_id=sent.raw["document"]["file_id"])

    assert said == "400 Bad Request: file is too big"
