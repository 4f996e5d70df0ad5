"""The terminal chat shows what a Telegram user sees."""

import asyncio
import contextlib
import io
import os
import pty

import pytest

from bot.emulator import EmulatedBotApi
from bot.terminal import console
from bot.terminal.console import chat
from bot.terminal.screen import BOLD, NORMAL, marked_up
from bot.words import words
from tests.bot.terminal.typed import typed


class SmallBot:
    """Answers every update with what `answer` says: parameters of sendMessage, or calls of its own."""

    def __init__(self, api, answer):
        self._api = api
        self._answer = answer
        self._busy = asyncio.Lock()

    async def run(self):
        offset = 0
        while True:
            _, body = await self._api.call("getUpdates", {"offset": offset, "timeout": 10})
            for update in body["result"]:
                offset = update["update_id"] + 1
                await self._busy.acquire()
                task = asyncio.ensure_future(self._handle(update))
                task.add_done_callback(lambda _: self._busy.release())

    async def idle(self):
        async with self._busy:
            pass

    async def _handle(self, update):
        await asyncio.sleep(0.001)
        message = update.get("message")
        await self._answer(self._api, message or update["callback_query"])


async def talk(answer, lines, *, out=None, language="en", idle=None):
    """The whole output of a chat in which `lines` are typed, and the emulated Bot API it ran on."""
    api, out = EmulatedBotApi(), out or io.StringIO()
    bot = SmallBot(api, answer)
    running = asyncio.ensure_future(bot.run())
    try:
        say = words(language).say
        await chat(api, idle=idle or bot.idle, say=say, language=language, lines=typed(*lines), out=out)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    return out.getvalue() if isinstance(out, io.StringIO) else "", api


async def send(api, message, text, **more):
    reply = {"message_id": message["message_id"]}
    if "quote" in more:
        reply["quote"] = more.pop("quote")
    status, body = await api.call(
        "sendMessage", {"chat_id": message["chat"]["id"], "text": text, "reply_parameters": reply, **more}
    )
    assert status == 200, body


async def echo(api, message):
    kind = "forward" if "forward_origin" in message else "message"
    await send(api, message, f"{kind}: {message['text']!r}")


async def test_each_input_is_answered_before_the_next():
    """Messages, posts of several lines and commands, in the order they were piped."""
    output, api = await talk(
        echo, ["Hello", "> first", ">", "> third", "", "", "> second post", "and a word", "/start c_x", "> last"]
    )

    assert output.replace("Allegedly:\n", "").split("\n\n") == [
        "message: 'Hello'",
        "forward: 'first\\n\\nthird'",
        "forward: 'second post'",
        "message: 'and a word'",
        "message: '/start c_x'",
        "forward: 'last'",
        "",
    ]
    command = api.sent[4].reply_to.raw
    assert command["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_reply_is_shown_as_a_reader_sees_it():
    """Quote, text with addresses behind the links, buttons numbered over all rows; no control codes in a pipe."""

    async def answer(api, message):
        rows = [
            [{"text": "Helpful", "callback_data": "h"}, {"text": "Not it", "callback_data": "n"}],
            [{"text": "Share", "url": "https://t.me/share/url?url=x"}],
        ]
        entities = [
            {"type": "bold", "offset": 0, "length": 6},
            {"type": "text_link", "offset": 8, "length": 6, "url": "https://example.org/a"},
        ]
        await send(
            api, message, "Known😀Source.", quote="second\nline", entities=[entities[0] | {"length": 5}, entities[1]
            | {"offset": 7}], reply_markup={"inline_keyboard": rows},
        )  # fmt: skip

    output, _ = await talk(answer, ["> first second", "> line"])

    assert output == (
        "Allegedly:\n│ second\n│ line\nKnown😀Source <https://example.org/a>.\n"
        "[1] Helpful  [2] Not it\n[3] Share <https://t.me/share/url?url=x>\n\n"
    )


async def press_me(api, update):
    if "data" not in update:
        rows = [[{"text": "Yes", "callback_data": "y"}], [{"text": "Out", "url": "https://example.org/"}],
                [{"text": "Open", "url": "https://t.me/allegedly_bot?start=c_x"}]]  # fmt: skip
        await send(api, update, f"You said {update['text']}", reply_markup={"inline_keyboard": rows})
        return
    await api.call("answerCallbackQuery", {"callback_query_id": update["id"], "text": "Thanks\x1b[2J"})
    place = {"chat_id": update["message"]["chat"]["id"], "message_id": update["message"]["message_id"]}
    await api.call("editMessageText", {**place, "text": "Pressed " + update["data"]})


async def test_a_number_presses_a_button_of_the_last_reply():
    """The popup and the edit are shown; a number that no button has is something the user says."""
    output, _ = await talk(press_me, ["Hello", "1", "1"])

    assert output.split("\n\n")[1:-1] == [
        "→ Thanks [2J",
        "Allegedly (edited):\nPressed y",
        "Allegedly:\nYou said 1\n[1] Yes\n[2] Out <https://example.org/>\n[3] Open <https://t.me/allegedly_bot?start=c_x>",
    ]


async def test_links_behind_buttons():
    """An address is shown; a link to the bot itself starts it with its payload, as on Telegram."""
    output, _ = await talk(press_me, ["Hello", "2", "3", "4", "²"])

    parts = output.split("\n\n")
    assert parts[1] == "→ https://example.org/"
    assert [part.split("\n")[1] for part in parts[2:5]] == ["You said /start c_x", "You said 4", "You said ²"]


async def test_silence_is_said():
    """A bot that does not answer, in the language of the terminal; a pressed button may be answered silently."""

    async def silent(api, update):
        return

    async def quiet(api, update):
        if "data" in update:
            await api.call("answerCallbackQuery", {"callback_query_id": update["id"]})
        else:
            await press_me(api, update)

    assert (await talk(silent, ["Привіт"], language="uk"))[0] == "(без відповіді)\n\n"
    assert "no answer" not in (await talk(quiet, ["Hello", "1"]))[0]


async def test_a_slow_bot_does_not_hold_the_terminal(monkeypatch):
    """After some time that is said and the next line is read."""
    monkeypatch.setattr(console, "PATIENCE", 0.05)

    async def never():
        await asyncio.sleep(60)

    output, _ = await talk(echo, ["Hello"], idle=never)

    assert output.endswith("(no answer yet; it is shown when it comes)\n\n")


async def test_what_comes_later_is_shown_too():
    """A message nobody asked for appears while the terminal waits for a line; deletions are told."""
    api, out, waiting = EmulatedBotApi(), io.StringIO(), asyncio.Event()

    async def lines():
        await waiting.wait()
        return
        yield ""

    async def idle():
        return

    chatting = asyncio.ensure_future(chat(api, idle=idle, say=words("en").say, lines=lines(), out=out))
    await asyncio.sleep(0)
    person = next(chat for chat in api.world.chats.values() if chat.private)
    await api.call("sendMessage", {"chat_id": person.id, "text": "By the way"})
    await api.call("deleteMessage", {"chat_id": person.id, "message_id": 1})
    for _ in range(5):
        await asyncio.sleep(0)
    waiting.set()
    await chatting

    assert out.getvalue() == "Allegedly:\nBy the way\n\n(a message was deleted)\n\n"


async def test_long_and_empty_posts():
    """More than Telegram allows is cut between letters, with a word; an empty post is not sent."""

    async def answer(api, message):
        await send(api, message, "Fine")

    output, api = await talk(answer, ["x" * 4095 + "😀😀", "> ", ">", "", "> \u200b"])

    assert output.startswith("(longer than Telegram allows")
    assert output.endswith("(an empty post cannot be sent)\n\n" * 2)
    assert [message.reply_to.text for message in api.sent] == ["x" * 4095]


async def test_nobody_reads_any_more():
    """A closed pipe ends the chat quietly, nothing is left to be written at the end."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as out:
        _, api = await talk(echo, ["Hello", "again"], out=out)

    assert len(api.sent) == 1


async def test_a_terminal_gets_a_welcome_and_prompts():
    """Words of welcome, a mark where to type, another within a post, bold letters."""
    keyboard, terminal = pty.openpty()

    async def bold(api, message):
        await send(api, message, "Hi", entities=[{"type": "bold", "offset": 0, "length": 2}])

    with os.fdopen(terminal, "w", encoding="utf-8") as out:
        await talk(bold, ["> one", "", "two"], out=out)
    shown = b""
    with contextlib.suppress(OSError), os.fdopen(keyboard, "rb", buffering=0) as screen:  # its end is an error
        while piece := screen.read(10_000):
            shown += piece

    welcome, _, rest = shown.decode().replace("\r\n", "\n").partition("\n\n")
    assert "> " in welcome
    assert rest == f"» … Allegedly:\n{BOLD}Hi{NORMAL}\n\n» Allegedly:\n{BOLD}Hi{NORMAL}\n\n» \n"


async def test_cancelling_ends_the_chat():
    """As Ctrl-C does: nothing is left running."""
    api = EmulatedBotApi()

    async def never():
        await asyncio.sleep(60)
        yield ""

    async def idle():
        return

    chatting = asyncio.ensure_future(chat(api, idle=idle, say=str, lines=never(), out=io.StringIO()))
    await asyncio.sleep(0)
    chatting.cancel()

    with contextlib.suppress(asyncio.CancelledError):
        await chatting
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_bot_that_breaks_ends_the_chat_with_its_error():
    """What `idle` raises reaches whoever started the chat."""

    async def broken():
        raise RuntimeError("store gone")

    with pytest.raises(RuntimeError, match="store gone"):
        await talk(echo, ["Hello"], idle=broken)


def test_a_link_that_shows_its_address_is_not_written_twice():
    """Only what a reader cannot see is added, and offsets count UTF-16 units."""
    link = {"type": "text_link", "offset": 3, "length": 14, "url": "http://a.org/x"}

    assert marked_up("😀 http://a.org/x", [link], bold=False) == "😀 http://a.org/x"
    assert marked_up("😀 http://a.org/y", [link], bold=False) == "😀 http://a.org/y <http://a.org/x>"
