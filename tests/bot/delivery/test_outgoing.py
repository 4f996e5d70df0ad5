"""Replies as Telegram takes them, and with less when it refuses a part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.outgoing import message_parameters, reply_parameters, storable, without_refused_part
from bot.reply import Button, Entity, Quote, Reply, utf16_length

REPLY = Reply(
    "Known: the bridge stays open.",
    entities=(Entity("bold", 0, 5), Entity("text_link", 7, 10, "https://example.org/bridge")),
    buttons=((Button("Helpful", action="h:bridge"), Button("Share", url="https://t.me/share")),),
)
NO_CHANGE = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
QUOTE = Quote("the bridge closes", 12, (Entity("italic", 4, 6),))


def test_a_message_has_text_and_formatting_apart_and_no_preview():
    """No parse mode: nothing in a text can turn into markup."""
    assert message_parameters(REPLY) == {
        "text": "Known: the bridge stays open.",
        "link_preview_options": {"is_disabled": True},
        "entities": [
            {"type": "bold", "offset": 0, "length": 5},
            {"type": "text_link", "offset": 7, "length": 10, "url": "https://example.org/bridge"},
        ],
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "Helpful", "callback_data": "h:bridge"}, {"text": "Share", "url": "https://t.me/share"}]
            ]
        },
    }


def test_a_reply_quotes_and_goes_out_though_the_post_is_gone():
    """A deleted post still gets its answer."""
    assert reply_parameters(5, QUOTE) == {
        "message_id": 5,
        "allow_sending_without_reply": True,
        "quote": "the bridge closes",
        "quote_position": 12,
        "quote_entities": [{"type": "italic", "offset": 4, "length": 6}],
    }


@pytest.mark.parametrize(
    ("description", "gone"),
    [
        ("Bad Request: QUOTE_TEXT_INVALID", {"quote", "quote_position", "quote_entities"}),
        ("Bad Request: can't parse quote entities", {"quote", "quote_position", "quote_entities"}),
        ("Bad Request: message to be replied not found", {"reply_parameters"}),
        ("Bad Request: ENTITY_TEXTURL_INVALID", {"entities"}),
        ("Bad Request: can't parse entities: unsupported", {"entities"}),
        ("Bad Request: BUTTON_URL_INVALID", {"reply_markup"}),
        ("Bad Request: reply markup is too long", {"reply_markup"}),
    ],
)
def test_the_part_that_is_refused_is_left_out_and_nothing_else(description, gone):
    """The complaint names it; asked again about the same part there is nothing more to leave out."""
    whole = {**message_parameters(REPLY), "reply_parameters": reply_parameters(5, QUOTE)}

    less = without_refused_part(whole, description)

    assert less is not None
    lost = set(whole) - set(less) | set(whole["reply_parameters"]) - set(less.get("reply_parameters", whole))
    assert gone <= lost | set(whole["reply_parameters"])
    assert without_refused_part(less, description) is None or "quote" in description
    assert less["text"] == whole["text"]


@pytest.mark.parametrize(
    "description", ["", "Bad Request: chat not found", "Bad Request: message text is empty", NO_CHANGE]
)
def test_a_refusal_of_the_whole_can_not_be_mended(description):
    """No part to leave out would help."""
    assert without_refused_part(message_parameters(REPLY), description) is None


@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_every_text_can_travel_and_keeps_its_length(text):
    """Law: lone halves of characters are replaced one for one, so that offsets stay right."""
    assert utf16_length(storable(text)) == utf16_length(text)
    storable(text).encode()
