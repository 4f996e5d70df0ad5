"""Texts and their entities, as the server of Telegram checks, cleans and completes them. Pure.

Entities are the JSON objects of the Bot API: type, offset and length (in UTF-16 units), and what a type adds.
"""

import re
from itertools import accumulate
from urllib.parse import urlsplit

from bot.emulator.errors import Raw, bad_request
from bot.reply import utf16_length

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_QUOTE = 1024
MAX_ENTITIES = 100
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji"})
"""Kinds that a quote has to carry along where the quoted message has them."""
_KINDS = STYLES | {"code", "pre", "blockquote", "expandable_blockquote", "text_link", "text_mention"}
_FOUND_BY_SERVER = frozenset({"mention", "hashtag", "bot_command", "url", "email", "cashtag", "phone_number"})
_BLANK = " \n\t"
_INVISIBLE = " \n\u200b\u2060\ufeff\u2800\u3164"
_DETECTED = re.compile(
    r"(?P<url>(?:https?://|(?<!\w)t\.me/)[^\s<>\"«»]+)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w{1,256})"
)


def prepare(text: str, entities: list[Raw], *, limit: int, what: str) -> tuple[str, list[Raw]]:
    """The text and entities that a message gets.

    Args:
        entities: As the bot gave them.
        limit: The longest text allowed, in UTF-16 units, counted after cleaning.
        what: How a refusal calls the text ("message", "message caption").

    Raises:
        Refusal: an entity that is unknown, broken or outside the text; a text that is too long.
    """
    spans = [span for span in (_span(text, entity) for entity in entities) if span is not None]
    text, spans = _cleaned(text, spans)
    text, spans = _trimmed(text, spans)
    if not text.strip(_INVISIBLE):
        return "", []
    if utf16_length(text) > limit:
        raise bad_request(f"{what} is too long")
    return text, _entities(text, spans)[:MAX_ENTITIES]


def detected(text: str) -> list[Raw]:
    """The entities that Telegram finds by itself in what people write: links, commands, mentions, hashtags."""
    found = []
    for match in _DETECTED.finditer(text):
        words = match.group().rstrip(".,:;!?)'") if match.lastgroup == "url" else match.group()
        offset = utf16_length(text[: match.start()])
        found.append({"type": match.lastgroup, "offset": offset, "length": utf16_length(words)})
    return found


def piece(text: str, entities: list[Raw], quote: str, near: int) -> tuple[int, list[Raw]] | None:
    """Where `quote` stands in `text`, and the styles it has there; None when it is no exact piece of it.

    Of several places the one nearest to `near` counts; both positions in UTF-16 units.
    """
    overlapping = re.finditer(f"(?={re.escape(quote)})", text)
    places = [utf16_length(text[: match.start()]) for match in overlapping]
    if not quote or not places:
        return None
    start = min(places, key=lambda place: abs(place - near))
    end = start + utf16_length(quote)
    styles = []
    for entity in entities:
        first, last = max(entity["offset"], start), min(entity["offset"] + entity["length"], end)
        if entity["type"] in STYLES and first < last:
            styles.append({**entity, "offset": first - start, "length": last - first})
    return start, styles


def checked_url(url: object, what: str) -> str:
    """`url`, when a link or a button may carry it: http(s) with a host that has a dot, or tg."""
    text = url if isinstance(url, str) else ""
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        good = parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))
        good = good and parts.port != 0
    except ValueError:
        good = False
    if not good or any(char.isspace() for char in text):
        raise bad_request(f"{what} URL '{text}' is invalid: Wrong HTTP URL")
    return text


Span = tuple[int, int, Raw]
"""An entity by the indices of its characters (end exclusive), which cleaning can move easily."""


def _span(text: str, entity: Raw) -> Span | None:
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind in _FOUND_BY_SERVER:
        return None
    if kind not in _KINDS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length < 0:
        raise bad_request("can't parse MessageEntity: incorrect offset or length")
    if kind == "text_link":
        checked_url(entity.get("url"), "Entity")
    borders = {border: index for index, border in enumerate(_borders(text))}
    start, end = borders.get(offset), borders.get(offset + length)
    if start is None or end is None:
        where = "a middle of a UTF-16 symbol" if offset + length <= utf16_length(text) else "no place of the text"
        raise bad_request(f"entity beginning at UTF-16 offset {offset} begins or ends in {where}")
    return (start, end, entity) if length else None


def _borders(text: str) -> list[int]:
    """The UTF-16 offset of every character, and of the end."""
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def _cleaned(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Without carriage returns and direction overrides; other control characters become blanks."""
    kept = [char != "\r" and not "\u2028" <= char <= "\u202e" for char in text]
    if not all(kept):
        index = list(accumulate(kept, initial=0))
        spans = [(index[start], index[end], entity) for start, end, entity in spans]
        text = "".join(char for char, keep in zip(text, kept, strict=True) if keep)
    return "".join(char if char >= " " or char == "\n" else " " for char in text), spans


def _trimmed(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Without blanks at the end, nor at the start as far as no entity begins there."""
    text = text.rstrip(_BLANK)
    first = min((start for start, _, _ in spans), default=len(text))
    left = min(len(text) - len(text.lstrip(_BLANK)), first)
    cut = [(start - left, min(end, len(text)) - left, entity) for start, end, entity in spans]
    return text[left:], [span for span in cut if span[0] < span[1]]


def _entities(text: str, spans: list[Span]) -> list[Raw]:
    borders = _borders(text)
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    return [{**raw, "offset": borders[start], "length": borders[end] - borders[start]} for start, end, raw in ordered]
