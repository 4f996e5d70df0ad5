"""What a message in a group is to the bot: nothing, a post, or a question about another message. Pure."""

from dataclasses import replace

from telegram import Message, MessageEntity

from bot import incoming
from bot.incoming import Incoming
from bot.store.groups import Group


def is_nobodys_post(message: Message) -> bool:
    """Whether a message is left alone altogether: of another bot, or a card sent through one.

    Anonymous administrators and channels write through accounts that are called bots, but they are people.
    """
    of_a_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
    return of_a_bot or message.via_bot is not None


def is_command(message: Message) -> bool:
    """Whether somebody typed a command, to this bot or to another; a forwarded one is a post like any other."""
    return message.forward_origin is None and (message.text or "").startswith("/")


def mentions(message: Message, *, bot_id: int, bot_name: str) -> bool:
    """Whether the message names the bot, by its user name or with a link to it."""
    words = message.text or message.caption or ""
    for entity in (*message.entities, *message.caption_entities):
        if entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == bot_id:
            return True
        if entity.type == MessageEntity.MENTION and _piece(words, entity).lower() == f"@{bot_name}".lower():
            return True
    return False


def asked_about(message: Message, *, bot_id: int) -> Incoming | None:
    """The message that `message` replies to, or the part of it that is quoted; None when it replies to none.

    In a topic every message formally replies to the one that opened the topic, which does not count.
    """
    replied, quote = message.reply_to_message, message.quote
    if replied is None or replied.forum_topic_created is not None:
        if quote is None:
            return None
        return replace(incoming.from_message(message, bot_id=bot_id), text=quote.text, quoted="", quotable=False)
    post = replace(incoming.from_message(replied, bot_id=bot_id), quoted="")
    if replied.from_user is not None and replied.from_user.id == bot_id:
        return replace(post, own=True)
    if quote is not None:
        return replace(post, text=quote.text, formats=(), quotable=False)
    return post


def topic_of(message: Message) -> int | None:
    """The topic a message is in, None outside of topics."""
    return message.message_thread_id if message.is_topic_message else None


def number_in(group: Group, message: Message) -> int | None:
    """The number by which a message can be replied to; None where the group has become another one since.

    In a supergroup numbers begin anew, so the number of a message of the old group is that of any other there.
    """
    return message.message_id if group.chat_id == message.chat.id else None


def _piece(text: str, entity: MessageEntity) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")
