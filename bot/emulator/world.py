"""What exists in the emulated Telegram: people, chats, messages, presses of buttons, and what happened to them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.emulator.errors import Raw, Refusal, bad_request, forbidden
from bot.emulator.updates import Bell, UpdateQueue

MAX_MESSAGES = 10_000
"""How many messages a chat remembers; the oldest are forgotten beyond that."""
INSIDE = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, group or channel; `members` maps user ids to their status there.

    `silenced`: members may not write, which does not bind administrators. `moved_to`: the supergroup it became.
    """

    raw: Raw
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    started: bool = True
    blocked: bool = False
    last_message_id: int = 0
    silenced: bool = False
    moved_to: int | None = None

    @property
    def id(self) -> int:
        """Telegram's id: that of the person for a private chat, negative for the others."""
        return int(self.raw["id"])

    @property
    def private(self) -> bool:
        """Whether only one person and the bot are here."""
        return bool(self.raw["type"] == "private")


@dataclass(slots=True, eq=False)
class Message:
    """A message; `raw` is what the bot receives, without the message it replies to."""

    chat: Chat
    raw: Raw
    by_bot: bool
    reply_to: "Message | None" = None
    deleted: bool = False
    edits: int = 0

    @property
    def id(self) -> int:
        """The id within its chat."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """Text or caption; "" for media alone."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[Raw]:
        """The entities of text or caption."""
        return [*self.raw.get("entities", []), *self.raw.get("caption_entities", [])]

    @property
    def quote(self) -> str:
        """The words of the replied message that this one quotes; "" without a quote."""
        return str(self.raw.get("quote", {}).get("text", ""))

    @property
    def buttons(self) -> list[Raw]:
        """All buttons under the message, row by row."""
        return [button for row in self.raw.get("reply_markup", {}).get("inline_keyboard", []) for button in row]

    def wire(self) -> Raw:
        """The message as the Bot API shows it."""
        if self.reply_to is None or self.reply_to.deleted:
            return dict(self.raw)
        return {**self.raw, "reply_to_message": self.reply_to.raw}


@dataclass(slots=True, eq=False)
class Press:
    """Somebody pressed a button; `answers` are the answerCallbackQuery calls it got (text, show_alert)."""

    id: str
    message: Message
    data: str
    answers: list[Raw] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class InlineQuery:
    """Somebody typed after the bot's name; `answers` are the answerInlineQuery calls it got."""

    id: str
    user: Raw
    text: str
    answers: list[Raw] = field(default_factory=list)

    @property
    def results(self) -> list[Raw]:
        """What is offered now; empty while there is no answer."""
        return list(self.answers[-1]["results"]) if self.answers else []


@dataclass(frozen=True, slots=True)
class Event:
    """Something the bot did that people see."""

    kind: Literal["sent", "edited", "deleted", "answered"]
    message: Message
    press: Press | None = None


class World:
    """Everything that exists, and the rules about who may reach whom."""

    def __init__(self, bot: Raw, *, first_update_id: int) -> None:
        self.bot = bot
        self.bell = Bell()
        self.updates = UpdateQueue(first_id=first_update_id, bell=self.bell)
        self.users: dict[int, Raw] = {bot["id"]: bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.reads_all = True
        self.reactions: dict[tuple[int, int], list[Raw]] = {}
        self.commands: dict[tuple[str, str], list[Raw]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.files: dict[str, bytes] = {}
        self.listeners: list[Callable[[Event], None]] = []

    def tell(self, event: Event) -> None:
        """Let everybody who listens or waits know what the bot did."""
        for listener in self.listeners:
            listener(event)
        self.bell.ring()

    def add(self, chat: Chat, body: Raw, *, by_bot: bool, reply_to: Message | None = None) -> Message:
        """Put a new message into `chat`, with the next id there."""
        chat.last_message_id += 1
        head = {"message_id": chat.last_message_id, "date": int(time.time()), "chat": chat.raw}
        message = Message(chat, {**head, **body}, by_bot, reply_to)
        chat.messages[message.id] = message
        if len(chat.messages) > MAX_MESSAGES:
            del chat.messages[next(iter(chat.messages))]
        return message

    def keep(self, name: str, content: bytes) -> Raw:
        """Store a file: the document that a message shows."""
        file_id = f"file-{len(self.files) + 1}"
        self.files[file_id] = content
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_name": name, "file_size": len(content)}

    def chat(self, chat_id: int, *, writing: bool) -> Chat:
        """The chat that the bot names; refused when it does not exist or the bot has no access."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.private:
            if writing and not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
            if writing and chat.blocked:
                raise forbidden("bot was blocked by the user")
        elif writing and chat.moved_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.moved_to},
            )
        elif self.status(chat, self.bot["id"]) not in INSIDE:
            kicked = self.status(chat, self.bot["id"]) == "kicked"
            name = "supergroup" if chat.raw["type"] == "supergroup" else "group"
            raise forbidden(f"bot was kicked from the {name} chat" if kicked else f"bot is not a member of the {name}")
        elif writing and chat.silenced and self.status(chat, self.bot["id"]) != "administrator":
            raise bad_request("not enough rights to send text messages to the chat")
        return chat

    def message(self, chat: Chat, message_id: int, what: str) -> Message:
        """A message that is still there; `what` is how a refusal calls it ("message to edit")."""
        message = chat.messages.get(message_id)
        if message is None or message.deleted:
            raise bad_request(f"{what} not found")
        return message

    @staticmethod
    def status(chat: Chat, user_id: int) -> str:
        """What somebody is in a chat: creator, administrator, member, restricted, left or kicked."""
        return chat.members.get(user_id, "left")
