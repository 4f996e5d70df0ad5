"""Sending and changing messages: the Bot API methods that people see the effect of."""

from telegram.constants import ChatAction, ReactionEmoji

from bot.emulator.errors import Raw, Refusal, bad_request
from bot.emulator.markup import checked_keyboard
from bot.emulator.parameters import Parameters
from bot.emulator.text import MAX_CAPTION, MAX_QUOTE, MAX_TEXT, checked_url, piece, prepare
from bot.emulator.world import Chat, Event, Message, World
from bot.reply import utf16_length

MAX_POPUP = 200
MAX_PHOTO = 10_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How pictures that Telegram takes begin."""
MAX_UPLOAD, MAX_DOWNLOAD = 50_000_000, 20_000_000
"""Bytes of a file that a bot may send, and fetch."""
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_PREVIEW = frozenset({"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"})
_REPLY = frozenset(
    {"message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_entities", "quote_position"}
)


def send_message(world: World, given: Parameters) -> Raw:
    """sendMessage."""
    body = _content(given)
    chat = world.chat(given.number("chat_id"), writing=True)
    reply_to, quote = _reply(world, given, chat)
    body |= quote | _keyboard(given) | {"from": world.bot} | _topic(reply_to)
    message = world.add(chat, body, by_bot=True, reply_to=reply_to)
    world.tell(Event("sent", message))
    return message.wire()


def send_document(world: World, given: Parameters) -> Raw:
    """sendDocument: a file that is sent along, with a caption."""
    file = given.file("document")
    if file is None:
        raise bad_request("there is no document in the request")
    name, content = file
    if len(content) > MAX_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    return _sent_file(world, given, {"document": world.keep(name, content)})


def send_photo(world: World, given: Parameters) -> Raw:
    """sendPhoto: a PNG or JPEG that is sent along, with a caption."""
    file = given.file("photo")
    if file is None:
        raise bad_request("there is no photo in the request")
    name, content = file
    if len(content) > MAX_PHOTO:
        raise Refusal(413, "Request Entity Too Large")
    if not content.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return _sent_file(world, given, {"photo": [{**world.keep(name, content), "width": 1280, "height": 860}]})


def get_file(world: World, given: Parameters) -> Raw:
    """getFile: where a file of at most 20 MB can be fetched."""
    file_id = given.text("file_id")
    content = world.files.get(file_id)
    if content is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content), "file_path": file_id}


def edit_message_text(world: World, given: Parameters) -> Raw:
    """editMessageText; a keyboard that is not given again goes away."""
    body = _content(given) | _keyboard(given)
    return _edited(world, _own_message(world, given), body, ("text", "entities", "reply_markup"))


def edit_message_reply_markup(world: World, given: Parameters) -> Raw:
    """editMessageReplyMarkup."""
    return _edited(world, _own_message(world, given), _keyboard(given), ("reply_markup",))


def delete_message(world: World, given: Parameters) -> bool:
    """deleteMessage: the bot's own, anybody's in private, anybody's in a group where the bot is administrator."""
    chat = world.chat(given.number("chat_id"), writing=True)
    message = world.message(chat, given.number("message_id"), "message to delete")
    if not message.by_bot and not chat.private and chat.members[world.bot["id"]] != "administrator":
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.tell(Event("deleted", message))
    return True


def answer_callback_query(world: World, given: Parameters) -> bool:
    """answerCallbackQuery: ends the waiting circle on the button, maybe with a few words."""
    press = world.presses.get(given.text("callback_query_id"))
    if press is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(given.text("text")) > MAX_POPUP:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answers.append({"text": given.text("text"), "show_alert": given.flag("show_alert")})
    world.tell(Event("answered", press.message, press))
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    """sendChatAction ("typing")."""
    if given.text("action") not in list(ChatAction):
        raise bad_request("wrong parameter action in request")
    world.chat(given.number("chat_id"), writing=True)
    return True


def set_message_reaction(world: World, given: Parameters) -> bool:
    """setMessageReaction: at most one emoji of the usual set; none takes it back."""
    chat = world.chat(given.number("chat_id"), writing=True)
    message = world.message(chat, given.number("message_id"), "message to react")
    reactions = given.records("reaction")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(item.get("type") != "emoji" or item.get("emoji") not in list(ReactionEmoji) for item in reactions):
        raise bad_request("REACTION_INVALID")
    world.reactions[chat.id, message.id] = reactions
    world.bell.ring()
    return True


def _sent_file(world: World, given: Parameters, file: Raw) -> Raw:
    caption, entities = prepare(
        given.text("caption"), given.records("caption_entities"), limit=MAX_CAPTION, what="message caption"
    )
    chat = world.chat(given.number("chat_id"), writing=True)
    reply_to, quote = _reply(world, given, chat)
    body: Raw = {**file, **quote, **_keyboard(given), "from": world.bot}
    body |= {"caption": caption} if caption else {}
    body |= {"caption_entities": entities} if entities else {}
    message = world.add(chat, body, by_bot=True, reply_to=reply_to)
    world.tell(Event("sent", message))
    return message.wire()


def _content(given: Parameters) -> Raw:
    """Text and entities of a message, checked; "link_preview_options" is checked and forgotten."""
    preview = given.record("link_preview_options") or {}
    if set(preview) - _PREVIEW:
        raise bad_request("unknown field in link_preview_options")
    if preview.get("url"):
        checked_url(preview["url"], "link preview")
    text, entities = prepare(given.text("text"), given.records("entities"), limit=MAX_TEXT, what="message")
    if not text:
        raise bad_request("message text is empty")
    return {"text": text, **({"entities": entities} if entities else {})}


def _keyboard(given: Parameters) -> Raw:
    keyboard = checked_keyboard(given.record("reply_markup"))
    return {"reply_markup": keyboard} if keyboard else {}


def _topic(reply_to: Message | None) -> Raw:
    """A reply lands in the topic of the message that it replies to."""
    raw = reply_to.raw if reply_to else {}
    return {name: raw[name] for name in ("message_thread_id", "is_topic_message") if name in raw}


def _reply(world: World, given: Parameters, chat: Chat) -> tuple[Message | None, Raw]:
    """The message replied to, and the quote of it as a field of the new message."""
    wanted = given.record("reply_parameters")
    if not wanted:
        return None, {}
    if set(wanted) - _REPLY:
        raise bad_request("unknown field in reply_parameters")
    if wanted.get("chat_id", chat.id) != chat.id:
        return None, _external(world, wanted)
    try:
        message = world.message(chat, wanted.get("message_id", 0), "message to be replied")
    except Refusal:
        if wanted.get("allow_sending_without_reply") is True:
            return None, {}
        raise
    return message, _quote(message, wanted) if wanted.get("quote") else {}


def _external(world: World, wanted: Raw) -> Raw:
    """A message in another chat is shown above the new one; where it is gone, nothing is sent."""
    message = world.message(
        world.chat(wanted["chat_id"], writing=False), wanted.get("message_id", 0), "message to be replied"
    )
    origin = {"type": "user", "date": message.raw["date"], "sender_user": message.raw.get("from", world.bot)}
    return {"external_reply": {"origin": origin, "chat": message.chat.raw, "message_id": message.id}}


def _quote(message: Message, wanted: Raw) -> Raw:
    """Telegram quotes only an exact piece of the message, with the styles that the words have there."""
    asked = wanted.get("quote_entities", [])
    words, styles = prepare(wanted["quote"], asked, limit=MAX_QUOTE, what="message reply quote")
    found = piece(message.text, message.entities, words, wanted.get("quote_position", 0))
    if found is None or found[1] != styles:
        raise bad_request("QUOTE_TEXT_INVALID")
    quote = {"text": words, "position": found[0], "is_manual": True}
    return {"quote": quote | ({"entities": styles} if styles else {})}


def _own_message(world: World, given: Parameters) -> Message:
    chat = world.chat(given.number("chat_id"), writing=False)
    message = world.message(chat, given.number("message_id"), "message to edit")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, message: Message, body: Raw, fields: tuple[str, ...]) -> Raw:
    if all(message.raw.get(field) == body.get(field) for field in fields):
        raise bad_request(_NOT_MODIFIED)
    kept = {name: value for name, value in message.raw.items() if name not in fields}
    message.raw = {**kept, **body, "edit_date": message.raw["date"]}
    message.edits += 1
    world.tell(Event("edited", message))
    return message.wire()
