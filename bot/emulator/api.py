"""The emulated Bot API: calls of the bot go in here, people act through it, tests read what happened."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from bot.emulator import inline, methods, profile
from bot.emulator.admin import Admin
from bot.emulator.errors import Raw, Refusal
from bot.emulator.faults import Fault, FaultPlan, NoAnswer
from bot.emulator.parameters import File, Parameters
from bot.emulator.people import Person
from bot.emulator.world import Chat, Event, Message, World

DEFAULT_TOKEN = "424242:for-the-emulated-bot-api-only"  # noqa: S105 -- opens nothing
_SEND = "chat_id message_thread_id disable_notification protect_content reply_parameters reply_markup"
_TEXT = "text entities link_preview_options"
_PLACE = "chat_id message_id"
_INLINE = "inline_query_id results cache_time is_personal button"
_SCOPE = "scope language_code"


@dataclass(frozen=True, slots=True)
class Method:
    """A Bot API method: its name, what carries it out, and the parameters it knows (blank-separated)."""

    name: str
    run: Callable[[World, Parameters], object]
    parameters: str = ""


def _methods() -> dict[str, Method]:
    """All methods but getUpdates, by lower-case name (Telegram does not mind the case)."""
    known = [
        Method("getMe", profile.get_me),
        Method("sendMessage", methods.send_message, f"{_SEND} {_TEXT}"),
        Method("sendDocument", methods.send_document, f"{_SEND} document caption caption_entities"),
        Method("sendPhoto", methods.send_photo, f"{_SEND} photo caption caption_entities"),
        Method("getFile", methods.get_file, "file_id"),
        Method("editMessageText", methods.edit_message_text, f"{_PLACE} {_TEXT} reply_markup"),
        Method("editMessageReplyMarkup", methods.edit_message_reply_markup, f"{_PLACE} reply_markup"),
        Method("deleteMessage", methods.delete_message, _PLACE),
        Method("answerCallbackQuery", methods.answer_callback_query, "callback_query_id text show_alert cache_time"),
        Method("sendChatAction", methods.send_chat_action, "chat_id message_thread_id action"),
        Method("setMessageReaction", methods.set_message_reaction, f"{_PLACE} reaction is_big"),
        Method("getChat", profile.get_chat, "chat_id"),
        Method("getChatMember", profile.get_chat_member, "chat_id user_id"),
        Method("getChatAdministrators", profile.get_chat_administrators, "chat_id"),
        Method("leaveChat", profile.leave_chat, "chat_id"),
        Method(
            "answerInlineQuery", inline.answer_inline_query, "inline_query_id results cache_time is_personal button"
        ),
        Method("setMyCommands", profile.set_my_commands, f"commands {_SCOPE}"),
        Method("getMyCommands", profile.get_my_commands, _SCOPE),
        Method("deleteMyCommands", profile.delete_my_commands, _SCOPE),
        Method("deleteWebhook", profile.delete_webhook, "drop_pending_updates"),
    ]
    for suffix, field in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")):
        setting = partial(profile.set_profile, field=field)
        known.append(Method(f"setMy{suffix}", setting, f"{field} language_code"))
        known.append(Method(f"getMy{suffix}", partial(profile.get_profile, field=field), "language_code"))
    return {method.name.lower(): method for method in known}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot, as the journal keeps it; `status` is 0 when it got no answer."""

    method: str
    parameters: Raw
    status: int
    at: float
    """Monotonic seconds when it was answered."""


class EmulatedBotApi:
    """A small Telegram within this process, as strict as the real one about what a bot may send.

    Everything happens on the event loop that calls it; nothing here is safe to use from another thread.
    """

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        username: str = "allegedly_bot",
        first_name: str = "Allegedly",
        first_update_id: int = 700_000_001,
        journal: int = 10_000,
    ) -> None:
        """`journal` is how many calls and messages of the bot are remembered."""
        bot = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": first_name, "username": username}
        self.token = token
        self.world = World(bot, first_update_id=first_update_id)
        self.calls: deque[Call] = deque(maxlen=journal)
        self.sent: deque[Message] = deque(maxlen=journal)
        self._faults = FaultPlan()
        self._methods = _methods()
        self._ids = count(1_001)
        self.world.listeners.append(self._remember)

    async def call(self, method: str, parameters: Mapping[str, object]) -> tuple[int, Raw]:
        """Carry out a call: HTTP status and the JSON object of the answer.

        Raises:
            NoAnswer: a planned fault keeps the answer away.
        """
        status, body = await self.answer(self.token, method, parameters)
        return status, json.loads(body)

    async def answer(
        self, token: str, method: str, parameters: Mapping[str, object], files: Mapping[str, File] | None = None
    ) -> tuple[int, bytes]:
        """The same as the server does it: token and planned faults count, the answer is bytes."""
        given = Parameters(parameters, files)
        fault = self._faults.next(method, given.as_sent())
        status = 0
        try:
            if fault:
                fault.refuse()
            if token != self.token:
                raise Refusal(401, "Unauthorized")
            if fault and fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            body: Raw = {"ok": True, "result": await self._run(method, given)}
            if fault and fault.kind == "lost":
                raise NoAnswer("lost")
            status = 200
        except Refusal as refusal:
            status, body = refusal.code, refusal.body()
        finally:
            self.calls.append(Call(method, given.as_sent(), status, time.monotonic()))
        return status, fault.body if fault and fault.kind == "garbage" else json.dumps(body).encode()

    def download(self, token: str, path: str) -> tuple[int, bytes]:
        """What lies at a path that getFile gave: HTTP status and body."""
        content = self.world.files.get(path) if token == self.token else None
        return (404, json.dumps(Refusal(404, "Not Found").body()).encode()) if content is None else (200, content)

    def fail(self, fault: Fault) -> None:
        """Plan a fault: `api.fail(Fault("flood", "sendMessage", times=3, retry_after=2))`."""
        self._faults.add(replace(fault))

    def heal(self) -> None:
        """Forget the faults still planned."""
        self._faults.clear()

    def person(
        self, first_name: str = "Ann", *, language: str | None = "en", username: str | None = None, started: bool = True
    ) -> Person:
        """A new person; `started=False`: the bot may not write first."""
        user: Raw = {"id": next(self._ids), "is_bot": False, "first_name": first_name}
        user |= {"username": username} if username else {}
        user |= {"language_code": language} if language else {}
        return Person(self.world, user, started=started)

    def group(self, title: str, *members: Person, bot: str = "member", basic: bool = False) -> Chat:
        """A new supergroup, or a basic group: the first member is its creator; `bot` is the bot's status there."""
        chat_id = -next(self._ids) if basic else -1_001_000_000_000 - next(self._ids)
        chat = Chat({"id": chat_id, "type": "group" if basic else "supergroup", "title": title})
        chat.members = {person.id: "creator" if place == 0 else "member" for place, person in enumerate(members)}
        chat.members[self.world.bot["id"]] = bot
        self.world.chats[chat_id] = chat
        return chat

    def admin(self, person: Person, chat: Chat) -> Admin:
        """A person as somebody who administers a group."""
        return Admin(self.world, person, chat)

    def inject(self, raw: object) -> None:
        """Queue an update as it is, well-formed or not; an object without "update_id" gets one."""
        self.world.updates.push_raw(raw)

    def redeliver(self, last: int) -> None:
        """Deliver the `last` confirmed updates once more."""
        self.world.updates.redeliver(last)

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Be told everything the bot does that people see, while it happens."""
        self.world.listeners.append(listener)

    def called(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def answers_to(self, message: Message) -> list[Message]:
        """The bot's replies to a message that are still there, oldest first."""
        return [reply for reply in self.sent if reply.reply_to is message and not reply.deleted]

    async def replies(self, message: Message, *, number: int = 1, within: float = 30) -> list[Message]:
        """Wait for `number` replies to a message. Raises TimeoutError when they do not come in `within` s."""
        await self.until(lambda: len(self.answers_to(message)) >= number, within=within)
        return self.answers_to(message)

    async def until(self, condition: Callable[[], bool], *, within: float = 30) -> None:
        """Wait until something the bot does makes `condition` true. Raises TimeoutError after `within` seconds."""
        if not await self.world.bell.until(condition, within=within):
            raise TimeoutError

    async def confirmed(self, *, within: float = 30) -> None:
        """Wait until the bot has confirmed every update. Raises TimeoutError after `within` seconds."""
        await self.until(lambda: self.world.updates.unconfirmed == 0, within=within)

    async def _run(self, name: str, given: Parameters) -> object:
        if name.lower() == "getupdates":
            given.refuse_unknown(name, frozenset({"offset", "limit", "timeout", "allowed_updates"}))
            self.world.updates.allow(given.names("allowed_updates"))
            wait = given.number("timeout")
            return await self.world.updates.take(given.number("offset"), given.number("limit", 100), wait)
        method = self._methods.get(name.lower())
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        given.refuse_unknown(name, frozenset(method.parameters.split()))
        return method.run(self.world, given)

    def _remember(self, event: Event) -> None:
        if event.kind == "sent":
            self.sent.append(event.message)
