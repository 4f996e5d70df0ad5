"""Texts and entities in the emulated Bot API follow Telegram's rules."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.emulator import Refusal
from bot.emulator.text import detected, piece, prepare
from bot.reply import utf16_length


def entity(offset, length, kind="bold", **more):
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    "broken",
    [
        entity(0, 3),
        entity(3, 1),
        entity(-1, 1),
        entity(1, 1),
        entity(0, 1, "shout"),
        entity("0", 1),
        entity(0, 1, "text_link", url="javascript:x"),
        entity(0, 1, "text_link", url="http://x y.org"),
        entity(0, 1, "text_link"),
        {"type": "bold"},
    ],
)
def test_entities_lie_within_the_text_and_are_known(broken):
    """Outside, in the middle of a character, of an unknown kind, with a bad link: refused."""
    with pytest.raises(Refusal):
        prepare("😀", [broken], limit=10, what="message")


def test_cleaning_moves_the_entities():
    """Direction overrides and carriage returns go, and the label is still the label."""
    text, entities = prepare("\u202e a\r\nb\u202d word ", [entity(8, 4)], limit=20, what="message")

    assert text == "a\nb word"
    assert entities == [entity(4, 4)]


def test_blanks_stay_where_an_entity_begins():
    """The left end is cut only as far as the first entity."""
    assert prepare("  x ", [entity(1, 3)], limit=5, what="message") == (" x", [entity(0, 2)])


def test_telegram_finds_links_and_commands_itself():
    """Whatever the bot gives as such is forgotten; what people write is completed."""
    assert prepare("/go", [entity(0, 3, "bot_command")], limit=5, what="message") == ("/go", [])
    kinds = [
        (found["type"], found["offset"], found["length"]) for found in detected("😀 /go@my_bot (t.me/a), @some_one")
    ]
    assert kinds == [("bot_command", 3, 10), ("url", 15, 6), ("mention", 24, 9)]


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
@example("0000", 1, 3)
def test_every_piece_of_a_text_can_be_quoted(text, start, end):
    """Whatever stretch of a cleaned message is cut out, Telegram finds it again at its place."""
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    found = piece(text, [], text[start:end], utf16_length(text[:start]))

    assert found == (None if start == end else (utf16_length(text[:start]), []))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.data())
def test_entities_always_lie_within_the_cleaned_text(text, data):
    """Whatever is cut away, an entity that was inside stays inside, and the text is cleaned once and for all."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    given_entity = entity(utf16_length(text[:start]), utf16_length(text[start:end]))

    cleaned, entities = prepare(text, [given_entity], limit=80, what="message")

    for left in entities:
        assert 0 <= left["offset"] < left["offset"] + left["length"] <= utf16_length(cleaned)
    assert prepare(cleaned, entities, limit=80, what="message") == (cleaned, entities)
