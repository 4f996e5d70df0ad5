"""The terminal chat: a person at the keyboard (or a pipe) talks with the unchanged bot over the emulated Bot API.

A plain line is a message, lines starting with "> " are one forwarded post, a number presses a button of the last
reply, /command is a command. Every input is answered before the next one is read.
"""

import asyncio
import io
import itertools
import os
import re
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TextIO
from urllib.parse import parse_qs, urlsplit

from bot.delivery.waiting import end
from bot.emulator import EmulatedBotApi, Event, Message, Person, Press, Raw
from bot.emulator.text import MAX_TEXT
from bot.reply import utf16_length
from bot.terminal.screen import OutputClosed, Say, Screen

PATIENCE = 30.0
"""Seconds that the bot may take over one input until the terminal says so and goes on."""
MAX_LINE = 65_536
"""Bytes of a line that are read; the rest of a longer one is skipped."""
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[_.@-].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a person does."""

    kind: Literal["said", "forwarded"]
    text: str


async def chat(
    api: EmulatedBotApi,
    *,
    idle: Callable[[], Awaitable[None]],
    say: Say,
    language: str = "en",
    lines: AsyncIterator[str] | None = None,
    out: TextIO | None = None,
) -> None:
    """Talk until the input ends, nobody reads the output any more, or the task is cancelled.

    Args:
        idle: Returns when the bot has handled every update that it has stored.
        say: The terminal's own words, by key.
        language: The person's language, as Telegram would tell it (see `system_language`).
        lines: What is typed, without line ends; standard input by default.
        out: Where replies go; standard output by default.
    """
    screen = Screen(out or _standard_output(), say)
    conversation = _Conversation(api, screen, idle, api.person("You", language=language))
    tasks = [
        asyncio.ensure_future(conversation.run(lines or standard_input())),
        asyncio.ensure_future(conversation.print_events()),
    ]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except OutputClosed:
        pass  # the reader has seen enough
    finally:
        await end(*tasks)
        screen.end()


def system_language(environment: Mapping[str, str]) -> str:
    """The language code of a system's locale ("uk" for LANG=uk_UA.UTF-8), "en" for none and for C."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    match = _LANGUAGE.fullmatch(next((name for name in names if name), ""))
    return match.group(1).lower() if match else "en"


class _Conversation:
    def __init__(
        self, api: EmulatedBotApi, screen: Screen, idle: Callable[[], Awaitable[None]], person: Person
    ) -> None:
        self._api = api
        self._screen = screen
        self._idle = idle
        self._person = person
        self._last: Message | None = None
        self._shown = 0
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        api.listen(self._events.put_nowait)

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Do what each input says, until there is no more."""
        if self._screen.interactive:
            self._screen.word("console-welcome")
        async for given in inputs(lines, self._screen.prompt):
            await self._answered(given)

    async def print_events(self) -> None:
        """Show what the bot does, while it happens."""
        while True:
            event = await self._events.get()
            if event.kind in ("sent", "edited"):
                self._last = event.message
            self._screen.event(event)
            self._shown += 1
            self._events.task_done()

    async def _answered(self, given: Input) -> None:
        """Act, and wait until the bot has finished with it."""
        before = self._shown
        done = self._act(given)
        if done is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._api.confirmed(within=PATIENCE)
                await self._idle()
        except TimeoutError:
            self._screen.word("console-slow")
            return
        await self._events.join()
        if self._shown == before and not (isinstance(done, Press) and done.answers):
            self._screen.word("console-silent")

    def _act(self, given: Input) -> Message | Press | None:
        """What was sent to the bot, None when nothing was."""
        button = self._button(given.text) if given.kind == "said" else None
        if self._last and button:
            return self._press(self._last, button)
        text = given.text
        if utf16_length(text) > MAX_TEXT:
            self._screen.word("console-cut")
            text = text.encode("utf-16-le")[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")
        try:
            return self._person.forward(text) if given.kind == "forwarded" else self._person.say(text)
        except ValueError:
            self._screen.word("console-empty")
            return None

    def _press(self, message: Message, button: Raw) -> Message | Press | None:
        if "callback_data" in button:
            return self._person.press(message, data=button["callback_data"])
        url = button.get("url", "")
        payload = self._start_payload(url)
        if payload:
            return self._person.command(f"/start {payload}")
        self._screen.line(f"→ {url}")
        return None

    def _button(self, text: str) -> Raw | None:
        """The button of the last reply whose number a line is."""
        if self._last is None or not re.fullmatch(r"\s*[0-9]{1,3}\s*", text):
            return None
        return dict(enumerate(self._last.buttons, 1)).get(int(text))

    def _start_payload(self, url: str) -> str | None:
        """What a link to the bot itself starts it with; Telegram opens such links as a /start."""
        link = urlsplit(url)
        if link.netloc != "t.me" or link.path != f"/{self._api.world.bot['username']}":
            return None
        return parse_qs(link.query).get("start", [None])[0]


async def inputs(lines: AsyncIterator[str], prompt: Callable[[str], None]) -> AsyncIterator[Input]:
    """What the lines mean, one input at a time; `prompt` is called before each line that is awaited."""
    post: list[str] = []
    prompt("»")
    async for line in lines:
        if line == ">" or line.startswith("> "):
            if len(post) <= MAX_TEXT:  # more lines than a post has letters
                post.append(line[2 : MAX_TEXT + 3])
        else:
            if post:
                yield Input("forwarded", "\n".join(post))
                post = []
            if line.strip():
                yield Input("said", line)
        prompt("…" if post else "»")
    if post:
        yield Input("forwarded", "\n".join(post))


async def standard_input(descriptor: int = 0) -> AsyncIterator[str]:
    """The lines of standard input, be it a terminal, a pipe or a file; what is no UTF-8 is replaced.

    A thread reads, because files cannot be waited for; it is at most one line ahead.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    room = threading.Semaphore(1)

    def pump() -> None:
        try:
            for line in itertools.chain(_lines(descriptor), [None]):
                room.acquire()
                loop.call_soon_threadsafe(queue.put_nowait, line)
        except RuntimeError:
            pass  # the loop is closed, and the chat over

    threading.Thread(target=pump, daemon=True, name="standard input").start()
    while (line := await queue.get()) is not None:
        room.release()
        yield line


def _lines(descriptor: int) -> Iterator[str]:
    """Lines without their ends; of a line longer than `MAX_LINE` bytes only the beginning."""
    held = b""
    while chunk := _read(descriptor):
        *whole, held = (held + chunk).split(b"\n")
        for line in whole:
            yield line[:MAX_LINE].decode("utf-8", "replace").rstrip("\r")
        held = held[:MAX_LINE]
    if held:
        yield held.decode("utf-8", "replace")


def _read(descriptor: int) -> bytes:
    """The next bytes, b"" at the end, which is also where a terminal goes away or there never was an input."""
    try:
        return os.read(descriptor, MAX_LINE)
    except OSError:
        return b""


def _standard_output() -> TextIO:
    if sys.stdout is None:  # closed before the start
        return io.StringIO()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what the locale cannot show must not end the chat
    return sys.stdout
