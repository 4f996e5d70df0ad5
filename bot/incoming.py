"""Telegram's message shapes -> Incoming: the only place that reads them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from telegram import (
    Message,
    MessageEntity,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)
from telegram.constants import ChatType

from bot.reply import Entity, Format

OriginKind = Literal["user", "hidden_user", "chat", "channel"]
_MERGED = "merged_captions"
"""Our mark on a message that holds the captions of several."""
_ALBUM_FILES = "album_files"
"""Our mark on a message that stands for an album: what Telegram calls the files of all its parts."""
MOST_FILES = 20
"""Files of one post that are looked at; an album has ten at most."""
_FILES = ("video", "animation", "audio", "voice", "video_note", "document")
_MAX_RICH_NODES = 10_000
_MAX_RICH_DEPTH = 50
_RICH_LINES = ("title", "summary", "blocks", "items", "cells", "caption", "credit")
_FORMATS: tuple[Format, ...] = get_args(Format)
_MEDIA = (
    "photo", "video", "animation", "audio", "voice", "video_note", "document", "sticker", "story", "paid_media",
    "poll", "contact", "location", "venue", "dice", "game", "invoice", "checklist", "giveaway",
)  # fmt: skip
_BODIES = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_message", "edited_business_message",
    "my_chat_member", "chat_member", "chat_join_request", "message_reaction", "message_reaction_count",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForwardOrigin:
    """Where a forwarded post came from; ids only of channels and chats, never of people.

    `public_name` is the user name of a public channel, empty for all else.
    """

    kind: OriginKind
    chat_id: int | None = None
    message_id: int | None = None
    public_name: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One post as the bot sees it.

    `text` holds the words of the post itself (text or caption), `quoted` those of the message it replies to.
    `formats` are the formatted stretches of `text`, `links` the addresses behind words of it. `quotable`: `text`
    stands in the message as it is, so that Telegram can quote from it. `media` names what came without or beside
    the text, `files` what Telegram calls its pictures, videos, recordings and documents, whoever sends them on. `own`:
    the words are the bot's.
    """

    chat_id: int
    message_id: int
    sender_id: int | None
    language_code: str | None
    text: str = field(repr=False)
    quoted: str = field(default="", repr=False)
    formats: tuple[Entity, ...] = ()
    links: tuple[str, ...] = field(default=(), repr=False)
    quotable: bool = True
    media: str | None = None
    files: tuple[str, ...] = field(default=(), repr=False)
    origin: ForwardOrigin | None = None
    in_group: bool = False
    edited: bool = False
    own: bool = False

    @property
    def forwarded(self) -> bool:
        """The post was forwarded from somewhere."""
        return self.origin is not None


def from_message(message: Message, *, bot_id: int, edited: bool = False) -> Incoming:
    """Read a message; an absent or unknown part comes out empty, nothing raises."""
    sender = message.from_user
    return Incoming(
        chat_id=message.chat.id,
        message_id=message.message_id,
        sender_id=sender.id if sender else None,
        language_code=sender.language_code if sender else None,
        text=_words(message),
        quoted=_quoted(message, bot_id),
        formats=tuple(_formats(message.entities or message.caption_entities)),
        links=_links(message),
        quotable=bool(message.text or message.caption) and _MERGED not in message.api_kwargs,
        media=next((kind for kind in _MEDIA if getattr(message, kind, None)), None),
        files=files_of(message),
        origin=_origin(message.forward_origin),
        in_group=message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP),
        edited=edited,
        own=_is_own(message, bot_id),
    )


def files_of(message: Message) -> tuple[str, ...]:
    """What Telegram calls the files of a message, or of its whole album, whoever sends them on; at most 20, each once.

    A picture comes in several sizes, the largest last: that one names it.
    """
    others = (getattr(message, kind, None) for kind in _FILES)
    own = [file.file_unique_id for file in (*message.photo[-1:], *others) if file]
    return tuple(dict.fromkeys((*own, *message.api_kwargs.get(_ALBUM_FILES, ()))))[:MOST_FILES]


def sent_at(message: Message, *, now: float) -> float:
    """When a message was written or last edited, in seconds since 1970; not later than `now`, whatever it says."""
    return min(now, (message.edit_date or message.date).timestamp())


def _words(message: Message) -> str:
    text = message.text or message.caption or ""
    if not text and message.poll:
        text = message.poll.question
    return text or rich_text(message.api_kwargs.get("rich_message"))


def _quoted(message: Message, bot_id: int) -> str:
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot_id:
        return ""
    if message.quote:
        return message.quote.text
    return _words(replied) if replied else ""


def _formats(entities: Sequence[MessageEntity]) -> Iterator[Entity]:
    """The formats that a quote must repeat; links, mentions and the like need not be repeated."""
    for entity in entities:
        for kind in _FORMATS:
            if entity.type == kind:
                yield Entity(kind, entity.offset, entity.length)


def _links(message: Message) -> tuple[str, ...]:
    """The addresses behind words, each once; those that stand in the text are read with it."""
    urls = (entity.url for entity in message.entities or message.caption_entities)
    return tuple(dict.fromkeys(url for url in urls if url))


def _origin(origin: MessageOrigin | None) -> ForwardOrigin | None:
    match origin:
        case MessageOriginChannel():
            return ForwardOrigin("channel", origin.chat.id, origin.message_id, origin.chat.username or "")
        case MessageOriginChat():
            return ForwardOrigin("chat", origin.sender_chat.id)
        case MessageOriginUser():
            return ForwardOrigin("user")
        case MessageOriginHiddenUser():
            return ForwardOrigin("hidden_user")
    # A kind this release of the library does not know is still a forward.
    return ForwardOrigin("hidden_user") if origin is not None else None


def _is_own(message: Message, bot_id: int) -> bool:
    origin = message.forward_origin
    if isinstance(origin, MessageOriginUser) and origin.sender_user.id == bot_id:
        return True
    return message.via_bot is not None and message.via_bot.id == bot_id


def rich_text(rich: object) -> str:
    """The words of a rich message (Bot API 10.1), a line for each block; "" for anything else.

    The library does not know these messages, so the raw JSON is walked: blocks and list items hold texts, and a
    text is a string, a list of texts or an object around one. At most 10,000 nodes, 50 deep, are looked at.
    """
    budget = iter(range(_MAX_RICH_NODES))
    pieces = "".join(_leaves(rich, "\n", budget)) if isinstance(rich, Mapping) else ""
    return "\n".join(line for line in map(str.strip, pieces.split("\n")) if line)


def _leaves(node: object, separator: str, budget: Iterator[int], depth: int = 0) -> Iterator[str]:
    if next(budget, None) is None or depth > _MAX_RICH_DEPTH:
        return
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key in _RICH_LINES:
            if key in node:
                yield from _leaves(node[key], "\n", budget, depth + 1)
                yield "\n"
        yield from _leaves(node.get("text"), "", budget, depth + 1)
    elif isinstance(node, Sequence):
        for child in node:
            yield from _leaves(child, separator, budget, depth + 1)
            yield separator


def chat_of(raw: Mapping[str, Any]) -> int | None:
    """The chat whose order an update belongs to: its chat, else the person who caused it; None for neither."""
    for body in _bodies(raw):
        for place in (body.get("chat"), _get(body, "message", "chat"), body.get("from"), body.get("user")):
            if isinstance(place, Mapping) and type(place.get("id")) is int:
                return int(place["id"])
    return None


def album_of(raw: Mapping[str, Any]) -> str | None:
    """The album that an update is a part of, None for no album."""
    for kind in ("message", "edited_message"):
        album = _get(raw, kind, "media_group_id")
        if isinstance(album, str):
            return f"{kind}:{album}"
    return None


def merge_album(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One update for a whole album: its first part with a caption, or the first, with the captions and files of all.

    Raises ValueError when `parts` is empty.
    """
    if not parts:
        raise ValueError("an album has at least one part")
    kind = "message" if "message" in parts[0] else "edited_message"
    captioned = [part for part in parts if isinstance(_get(part, kind, "caption"), str)]
    merged = dict(captioned[0] if captioned else parts[0])
    if len(parts) > 1 and (files := [file for part in parts for file in _files_in(part[kind])]):
        merged[kind] = {**merged[kind], _ALBUM_FILES: files}
    if len(captioned) > 1:
        body = {key: value for key, value in merged[kind].items() if key != "caption_entities"}
        captions = [str(_get(part, kind, "caption")) for part in captioned]
        merged[kind] = {**body, "caption": "\n\n".join(captions), _MERGED: True}
    return merged


def _files_in(body: Mapping[str, Any]) -> Iterator[str]:
    """The same as `files_of` for a message that is still raw JSON."""
    sizes = body.get("photo")
    for file in (*(sizes[-1:] if isinstance(sizes, list) else ()), *map(body.get, _FILES)):
        if isinstance(file, Mapping) and isinstance(name := file.get("file_unique_id"), str):
            yield name


def _bodies(raw: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key in (*_BODIES, *raw):
        body = raw.get(key)
        if isinstance(body, Mapping):
            yield body


def _get(raw: Mapping[str, Any], *path: str) -> object:
    found: object = raw
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
