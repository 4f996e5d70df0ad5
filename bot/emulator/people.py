"""What people do in the emulated Telegram: write, forward, press, edit, block."""

import time
from collections.abc import Sequence
from itertools import count, zip_longest
from typing import Any

from bot.emulator.errors import Raw
from bot.emulator.text import MAX_CAPTION, MAX_TEXT, detected, prepare
from bot.emulator.world import Chat, InlineQuery, Message, Press, World


def channel_origin(title: str = "City News", *, username: str | None = "citynews", message_id: int = 77) -> Raw:
    """A post of a channel; no `username` for a private one."""
    chat: Raw = {"id": -1001000000001, "type": "channel", "title": title}
    if username:
        chat["username"] = username
    return {"type": "channel", "date": _yesterday(), "chat": chat, "message_id": message_id}


def user_origin(first_name: str = "Olena", *, user_id: int = 5001) -> Raw:
    """The message of a person whose account is shown."""
    user = {"id": user_id, "is_bot": False, "first_name": first_name}
    return {"type": "user", "date": _yesterday(), "sender_user": user}


def hidden_origin(name: str = "Somebody") -> Raw:
    """The message of a person who hides the account."""
    return {"type": "hidden_user", "date": _yesterday(), "sender_user_name": name}


def chat_origin(title: str = "Neighbours", *, chat_id: int = -1001000000002) -> Raw:
    """A message sent in the name of a group (an anonymous administrator)."""
    return {"type": "chat", "date": _yesterday(), "sender_chat": {"id": chat_id, "type": "supergroup", "title": title}}


class Person:
    """Somebody with a Telegram account. Without `chat`, everything happens in private with the bot."""

    def __init__(self, world: World, user: Raw, *, started: bool = True) -> None:
        self._world = world
        self._files = count(1)
        self.user = user
        raw = {"id": user["id"], "type": "private", "first_name": user["first_name"]}
        if "username" in user:
            raw["username"] = user["username"]
        self.chat = Chat(raw, started=started)
        world.users[user["id"]] = user
        world.chats[user["id"]] = self.chat

    @property
    def id(self) -> int:
        """The user id, and the id of the private chat."""
        return int(self.user["id"])

    def say(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        quote: str | None = None,
        entities: list[Raw] | None = None,
    ) -> Message:
        """Write a message; `entities` are formatting, links and commands are found as by Telegram."""
        body = self._words(text, entities or [], caption=False)
        if quote is not None and reply_to is not None:
            body["quote"] = {"text": quote, "position": reply_to.text.index(quote), "is_manual": True}
        return self._post(chat, body, reply_to=reply_to)

    def command(self, text: str, *, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Send a command ("/start c_some-claim")."""
        if not text.startswith("/"):
            raise ValueError("a command starts with a slash")
        return self.say(text, chat=chat, reply_to=reply_to)

    def forward(
        self, text: str, *, origin: Raw | None = None, chat: Chat | None = None, entities: list[Raw] | None = None
    ) -> Message:
        """Forward a text post; its origin is a public channel unless given."""
        body = self._words(text, entities or [], caption=False)
        return self._post(chat, {"forward_origin": origin or channel_origin(), **body})

    def photo(
        self,
        caption: str = "",
        *,
        origin: Raw | None = None,
        chat: Chat | None = None,
        group_id: str | None = None,
        unique: str | None = None,
    ) -> Message:
        """Send a picture, or forward one when `origin` is given; with the same `unique` it is the same picture."""
        file_id = f"photo-{self.id}-{next(self._files)}"
        name = unique or f"u{file_id}"
        sizes: list[Raw] = [
            {"file_id": f"{file_id}-{side}", "file_unique_id": mark, "width": side, "height": side}
            for side, mark in ((90, f"{name}-small"), (1280, name))
        ]
        body: Raw = {"photo": sizes, **self._words(caption, [], caption=True)}
        if origin:
            body["forward_origin"] = origin
        if group_id:
            body["media_group_id"] = group_id
        return self._post(chat, body)

    def album(
        self,
        captions: list[str],
        *,
        origin: Raw | None = None,
        chat: Chat | None = None,
        uniques: Sequence[str | None] = (),
    ) -> list[Message]:
        """Send or forward several pictures as one album; "" is one without a caption, `uniques` as for `photo`."""
        group_id = f"1390000{self.id}{next(self._files)}"
        where: dict[str, Any] = {"origin": origin, "chat": chat, "group_id": group_id}
        pairs = zip_longest(captions, uniques[: len(captions)])
        return [self.photo(caption, unique=unique, **where) for caption, unique in pairs]

    def document(
        self, name: str, content: bytes, caption: str = "", *, origin: Raw | None = None, chat: Chat | None = None
    ) -> Message:
        """Send a file, or forward one when `origin` is given."""
        body: Raw = {"document": self._world.keep(name, content), **self._words(caption, [], caption=True)}
        if origin:
            body["forward_origin"] = origin
        return self._post(chat, body)

    def send(self, body: Raw, *, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Send a message of any other kind: `body` is what it has beside id, date, chat and sender."""
        return self._post(chat, body, reply_to=reply_to)

    def edit(self, message: Message, text: str) -> None:
        """Change the text or caption of an own message."""
        caption = "photo" in message.raw or "document" in message.raw
        kept = {k: v for k, v in message.raw.items() if k not in ("text", "entities", "caption", "caption_entities")}
        message.raw = {**kept, **self._words(text, [], caption=caption), "edit_date": int(time.time())}
        self._world.updates.push("edited_message", message.wire())

    def delete(self, message: Message) -> None:
        """Delete a message; bots are not told."""
        message.deleted = True

    def press(self, message: Message, button: str | int | None = None, *, data: str | None = None) -> Press:
        """Press a button: by its text (a part is enough) or its number from 1, or send forged `data`."""
        if data is None:
            data = self._button(message, button).get("callback_data")
        if data is None:
            raise ValueError("this button opens a link")
        press = Press(f"{self.id}{len(self._world.presses) + 1:06}", message, data)
        self._world.presses[press.id] = press
        body = {"id": press.id, "from": self.user, "message": message.wire(), "chat_instance": "1", "data": data}
        self._world.updates.push("callback_query", body)
        return press

    def inline(self, text: str) -> InlineQuery:
        """Type `text` after the bot's name in some chat."""
        query = InlineQuery(f"{self.id}{len(self._world.inline_queries) + 1:06}", self.user, text)
        self._world.inline_queries[query.id] = query
        body = {"id": query.id, "from": self.user, "query": text, "offset": "", "chat_type": "sender"}
        self._world.updates.push("inline_query", body)
        return query

    def choose(self, query: InlineQuery, number: int = 1, *, chat: Chat | None = None) -> Message:
        """Send one of the offered cards, the first is number 1, into `chat`; the bot is told."""
        result = query.results[number - 1]
        chosen = {"from": self.user, "query": query.text, "result_id": result["id"]}
        self._world.updates.push("chosen_inline_result", chosen)
        content = result["input_message_content"]
        body = {"text": content["message_text"], "entities": content["entities"], "via_bot": self._world.bot}
        return self._post(chat, body)

    def block(self) -> None:
        """Block the bot, which is told."""
        self._membership("kicked", blocked=True)

    def unblock(self) -> None:
        """Unblock the bot, which is told."""
        self._membership("member", blocked=False)

    def _membership(self, status: str, *, blocked: bool) -> None:
        old = "member" if blocked else "kicked"
        self.chat.blocked = blocked
        body: dict[str, Any] = {"chat": self.chat.raw, "from": self.user, "date": int(time.time())}
        for name, value in (("old_chat_member", old), ("new_chat_member", status)):
            until = {"until_date": 0} if value == "kicked" else {}
            body[name] = {"user": self._world.bot, "status": value, **until}
        self._world.updates.push("my_chat_member", body)

    def _post(self, chat: Chat | None, body: Raw, *, reply_to: Message | None = None) -> Message:
        chat = chat or self.chat
        if chat.private:
            chat.started = True
        message = self._world.add(chat, {"from": self.user, **body}, by_bot=False, reply_to=reply_to)
        self._world.updates.push("message", message.wire())
        return message

    @classmethod
    def words(cls, text: str) -> Raw:
        """A text as the fields of a message, with links and commands found as by Telegram."""
        return cls._words(text, [], caption=False)

    @staticmethod
    def _words(text: str, entities: list[Raw], *, caption: bool) -> Raw:
        if caption and not text:
            return {}
        limit = MAX_CAPTION if caption else MAX_TEXT
        text, formatting = prepare(text, entities, limit=limit, what="message")
        if not text:
            raise ValueError("Telegram sends no empty messages")
        entities = sorted([*formatting, *detected(text)], key=lambda entity: (entity["offset"], -entity["length"]))
        words = {"caption": text} if caption else {"text": text}
        name = "caption_entities" if caption else "entities"
        return {**words, **({name: entities} if entities else {})}

    @staticmethod
    def _button(message: Message, wanted: str | int | None) -> Raw:
        if isinstance(wanted, int):
            return message.buttons[wanted - 1]
        found = [button for button in message.buttons if wanted and wanted in button["text"]]
        exact = [button for button in found if button["text"] == wanted]
        if len(exact or found) != 1:
            raise ValueError(f"{len(found)} of the buttons are called {wanted!r}")
        return (exact or found)[0]


def _yesterday() -> int:
    return int(time.time()) - 86_400
