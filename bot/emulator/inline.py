"""Inline mode: what a bot may answer to somebody who types after its name."""

import re

from bot.emulator.errors import Raw, bad_request
from bot.emulator.markup import checked_keyboard
from bot.emulator.parameters import Parameters
from bot.emulator.text import MAX_TEXT, prepare
from bot.emulator.world import World

MAX_RESULTS = 50
MAX_ID_BYTES = 64
_ARTICLE = frozenset({"type", "id", "title", "description", "input_message_content", "reply_markup"})
_CONTENT = frozenset({"message_text", "entities", "link_preview_options"})


def answer_inline_query(world: World, given: Parameters) -> bool:
    """answerInlineQuery, with articles only."""
    results = [_article(result) for result in given.records("results")]
    ids = [result["id"] for result in results]
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    query = world.inline_queries.get(given.text("inline_query_id"))
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answers.append(
        {
            "results": results,
            "cache_time": given.number("cache_time", 300),
            "is_personal": given.flag("is_personal"),
            "button": _checked_button(given.record("button")),
        }
    )
    world.bell.ring()
    return True


def _article(result: Raw) -> Raw:
    if result.get("type") != "article" or set(result) - _ARTICLE:
        raise bad_request("can't parse inline query result: only articles are emulated")
    if not 1 <= len(str(result.get("id", "")).encode()) <= MAX_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not str(result.get("title", "")).strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or set(content) - _CONTENT:
        raise bad_request("can't parse inline query result: can't find field message_text")
    given = Parameters(content)
    words = given.text("message_text")
    text, entities = prepare(words, given.records("entities"), limit=MAX_TEXT, what="message")
    if not text:
        raise bad_request("message text is empty")
    checked_keyboard(result.get("reply_markup"))
    return {**result, "input_message_content": {**content, "message_text": text, "entities": entities}}


def _checked_button(button: Raw | None) -> Raw | None:
    if button is not None:
        start = str(button.get("start_parameter", ""))
        if not str(button.get("text", "")).strip() or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start):
            raise bad_request("can't parse inline query results button")
    return button
