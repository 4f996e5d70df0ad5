"""Reply -> parameters of the Bot API's methods, and what can be left out of them when Telegram refuses. Pure.

No parse mode is ever used: text goes out as it is, and formatting beside it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InputFile

from bot.reply import Button, Entity, Quote, Reply

Parameters = dict[str, Any]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def message_parameters(reply: Reply) -> Parameters:
    """Parameters of a message, without where it goes; link previews are off."""
    parameters: Parameters = {"text": storable(reply.text), "link_preview_options": {"is_disabled": True}}
    if reply.entities:
        parameters["entities"] = _entities(reply.entities)
    if reply.buttons:
        parameters["reply_markup"] = {"inline_keyboard": [[_button(one) for one in row] for row in reply.buttons]}
    return parameters


def reply_parameters(
    to: int, quote: Quote | None, *, orphaned: bool = True, elsewhere: int | None = None
) -> Parameters:
    """The post that is answered, and the words of it that are quoted.

    `orphaned`: the answer goes out too when the post is gone. `elsewhere`: the chat of the post, if it is another one.
    """
    parameters: Parameters = {"message_id": to, "allow_sending_without_reply": orphaned}
    if elsewhere is not None:
        parameters["chat_id"] = elsewhere
    if quote is not None:
        parameters |= {"quote": storable(quote.text), "quote_position": quote.position}
        if quote.entities:
            parameters["quote_entities"] = _entities(quote.entities)
    return parameters


def file_parameters(kind: str, name: str, data: bytes, *, to: int | None, caption: str) -> Parameters:
    """Parameters of a file called `name`, a "document" or a "photo", without where it goes."""
    parameters: Parameters = {kind: InputFile(data, filename=name)}
    if caption:
        parameters["caption"] = storable(caption)
    if to is not None:
        parameters["reply_parameters"] = reply_parameters(to, None)
    return parameters


def without_refused_part(parameters: Mapping[str, Any], description: str) -> Parameters | None:
    """The same message without the part that Telegram's `description` of a 400 complains of; None for no such part."""
    complaint = description.lower()
    if "not modified" in complaint:  # it goes on to name every part of the message
        return None
    replied = parameters.get("reply_parameters", {})
    if "chat_id" in replied:  # Telegram takes no leave to go without a post in another chat, and tells of it variously
        return _without(parameters, "reply_parameters")
    if "quote" in complaint and "quote" in replied:
        kept = {name: value for name, value in replied.items() if not name.startswith("quote")}
        return {**parameters, "reply_parameters": kept}
    if "replied" in complaint or "reply message" in complaint:
        orphaned = replied.get("allow_sending_without_reply", True)
        return _without(parameters, "reply_parameters") if orphaned else None
    if "entit" in complaint:
        return _without(parameters, "entities")
    if "button" in complaint or "markup" in complaint or "keyboard" in complaint:
        return _without(parameters, "reply_markup")
    return None


def in_new_chat(parameters: Mapping[str, Any], chat_id: int) -> Parameters | None:
    """The same message for the supergroup that a group became; None for what means nothing there.

    Numbers of messages begin anew in it: what was to be edited or answered would be any other message.
    """
    replied = parameters.get("reply_parameters", {})
    if "message_id" in parameters or not replied.get("allow_sending_without_reply", True):
        return None
    return {name: value for name, value in {**parameters, "chat_id": chat_id}.items() if name != "reply_parameters"}


def storable(text: str) -> str:
    """The text with each lone surrogate, which cannot travel, replaced by a sign of the same length."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _without(parameters: Mapping[str, Any], part: str) -> Parameters | None:
    return {name: value for name, value in parameters.items() if name != part} if part in parameters else None


def _entities(entities: Sequence[Entity]) -> list[Parameters]:
    return [
        {"type": entity.kind, "offset": entity.offset, "length": entity.length}
        | ({} if entity.url is None else {"url": entity.url})
        for entity in entities
    ]


def _button(button: Button) -> Parameters:
    where = {"url": button.url} if button.url is not None else {"callback_data": button.action}
    return {"text": storable(button.text), **where}
