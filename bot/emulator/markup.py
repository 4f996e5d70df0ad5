"""Inline keyboards: what a reply_markup may hold. Pure."""

import json
from typing import Any

from bot.emulator.errors import Raw, bad_request
from bot.emulator.text import checked_url

MAX_BUTTONS = 100
MAX_ROW = 8
MAX_DATA_BYTES = 64
MAX_MARKUP_BYTES = 10_000
_ACTIONS = (
    "url",
    "callback_data",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})


def checked_keyboard(markup: Raw | None) -> Raw | None:
    """The keyboard that a message gets; None for none and for an empty one.

    Stricter than Telegram: buttons without text and rows of more than eight (which clients cut) are refused too.
    """
    if markup is None:
        return None
    rows = markup.get("inline_keyboard")
    if set(markup) != {"inline_keyboard"} or not isinstance(rows, list):
        raise bad_request("inline keyboard expected")
    keyboard = [[_button(button) for button in _row(row)] for row in rows]
    keyboard = [row for row in keyboard if row]
    if sum(map(len, keyboard)) > MAX_BUTTONS or len(json.dumps(keyboard).encode()) > MAX_MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": keyboard} if keyboard else None


def _row(row: object) -> list[Any]:
    if not isinstance(row, list) or len(row) > MAX_ROW:
        raise bad_request(f"a row of the keyboard must be an Array of at most {MAX_ROW} buttons")
    return row


def _button(button: object) -> Raw:
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{prefix}InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request(f"{prefix}its text must be non-empty")
    actions = [name for name in button if name in _ACTIONS]
    if len(actions) != 1 or set(button) - _LOOKS - set(actions):
        raise bad_request(f"{prefix}Text buttons are unallowed in the inline keyboard")
    if "url" in button:
        checked_url(button["url"], "inline keyboard button")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= MAX_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    return dict(button)
