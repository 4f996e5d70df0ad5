"""What a command is about: the id and the words behind it, and the post that it replies to. Pure."""

import re

from telegram import Message

_COMMAND = re.compile(r"/\S{1,64}")
_CLAIM_ID = re.compile(r"(?:\S{0,80}\?start=)?(?:c_)?([a-z0-9-]{1,60})", re.IGNORECASE)


def claim_id_of(arguments: list[str] | None) -> str:
    """The id of a claim as the first word after a command, also as a link to it; "" where there is none."""
    found = _CLAIM_ID.fullmatch(arguments[0]) if arguments else None
    return found[1].lower() if found else ""


def after_command(message: Message) -> str:
    """What stands behind the command in a message."""
    return _COMMAND.sub("", message.text or "", count=1).strip()


def replied_words(message: Message, bot_id: int) -> str:
    """The words of the post that a message replies to, or the piece of it that is quoted; "" for the bot's own."""
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None:
        return ""
    if replied.from_user is not None and replied.from_user.id == bot_id:
        return ""
    if message.quote is not None:
        return message.quote.text.strip()
    return (replied.text or replied.caption or "").strip()
