"""What a group's admin does in the emulated Telegram: add and remove the bot, promote, migrate, write anonymously."""

import time

from bot.emulator.errors import Raw
from bot.emulator.people import Person, channel_origin
from bot.emulator.profile import chat_member
from bot.emulator.world import INSIDE, Chat, Message, World

GROUP_ANONYMOUS_BOT: Raw = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_BOT: Raw = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM: Raw = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL: Raw = {"id": -1001000000001, "type": "channel", "title": "City News", "username": "citynews"}


class Admin:
    """A person in their group."""

    def __init__(self, world: World, person: Person, chat: Chat) -> None:
        self._world = world
        self.person = person
        self.chat = chat

    # -- the bot ------------------------------------------------------------------------------------------

    def add_bot(self, status: str = "member") -> None:
        """Add the bot, or make it an administrator or a member again."""
        self._change_bot(status)

    def restrict_bot(self, *, may_write: bool = False) -> None:
        """Restrict what the bot may do."""
        self._change_bot("restricted", may_write=may_write)

    def remove_bot(self, *, banned: bool = False) -> None:
        """Remove the bot."""
        self._change_bot("kicked" if banned else "left")

    # -- others -------------------------------------------------------------------------------------------

    def make(self, person: Person, status: str) -> None:
        """Give somebody another status: member, administrator, left. The bot is not told."""
        self.chat.members[person.id] = status

    def migrate(self, *, news: str = "both") -> Chat:
        """Turn the group into a supergroup. `news`: which of the two messages come: both, old, new, none."""
        new_id = -1_002_000_000_000 + self.chat.id
        new = Chat({**self.chat.raw, "id": new_id, "type": "supergroup"}, dict(self.chat.members))
        self._world.chats[new_id] = new
        if news in ("both", "old"):
            self._write(self.chat, {"from": self.person.user, "migrate_to_chat_id": new_id})
        self.chat.moved_to = new_id
        if news in ("both", "new"):
            body: Raw = {"from": GROUP_ANONYMOUS_BOT, "sender_chat": new.raw, "migrate_from_chat_id": self.chat.id}
            self._write(new, body)
        return new

    # -- odd senders --------------------------------------------------------------------------------------

    def say_anonymously(self, text: str) -> Message:
        """Write in the name of the group."""
        body = {"from": GROUP_ANONYMOUS_BOT, "sender_chat": self.chat.raw, **Person.words(text)}
        return self._write(self.chat, body)

    def say_as_channel(self, text: str) -> Message:
        """Write in the name of a channel."""
        return self._write(self.chat, {"from": CHANNEL_BOT, "sender_chat": CHANNEL, **Person.words(text)})

    def post_in_channel(self, text: str) -> Message:
        """Post in the linked channel, which Telegram forwards to the group by itself."""
        head: Raw = {"from": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True}
        return self._write(self.chat, {**head, "forward_origin": channel_origin(), **Person.words(text)})

    def open_topic(self, name: str) -> Message:
        """Open a topic; what is written in it has `topic_fields` of the message that this returns."""
        body: Raw = {"from": self.person.user, "forum_topic_created": {"name": name, "icon_color": 7322096}}
        return self._write(self.chat, body)

    @staticmethod
    def topic_fields(topic: Message) -> Raw:
        """The fields by which a message tells its topic."""
        return {"message_thread_id": topic.id, "is_topic_message": True}

    def _change_bot(self, status: str, *, may_write: bool = True) -> None:
        bot = self._world.bot
        old = self._world.status(self.chat, bot["id"])
        self.chat.members[bot["id"]] = status
        self.chat.silenced = status == "restricted" and not may_write
        body: Raw = {"chat": self.chat.raw, "from": self.person.user, "date": int(time.time())}
        body["old_chat_member"] = chat_member(bot, old)
        body["new_chat_member"] = chat_member(bot, status, may_write=may_write)
        self._world.updates.push("my_chat_member", body)
        if (old in INSIDE) != (status in INSIDE):
            came = {"new_chat_members": [bot]} if status in INSIDE else {"left_chat_member": bot}
            self._write(self.chat, {"from": self.person.user, **came})

    def _write(self, chat: Chat, body: Raw) -> Message:
        message = self._world.add(chat, body, by_bot=False)
        self._world.updates.push("message", message.wire())
        return message
