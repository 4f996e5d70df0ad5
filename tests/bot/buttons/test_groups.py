"""Buttons of a group's settings name their group and choice, and forged ones choose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.groups import GroupPress, parse_press
from bot.group_settings import CHOICES

EVERY_CHOICE = [(field, code) for field, codes in CHOICES.items() for code in codes]


@pytest.mark.parametrize(("field", "code"), [*EVERY_CHOICE, ("menu", ""), ("hide", ""), ("language", "")])
def test_a_button_comes_back_as_it_was_sent(field, code):
    """The longest group id and the longest choice fit into the 64 bytes of a button."""
    press = GroupPress(-1_009_999_999_999, field, code)

    assert parse_press(str(press)) == press
    assert len(str(press).encode()) <= 64


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "g:",
        "g:1001:menu:",
        "g:-0:menu:",
        "g:-1001:menu:x",
        "g:-1001:language:de",
        "g:-1001:owner:on",
        "g:-1001:quiet:on ",
        "g:-١٢:menu:",
        "g:-99999999999999999999:menu:",
        "h:-1001:menu:",
    ],
)
def test_what_no_button_offers_is_nothing(data):
    """Data that this bot never made is not taken for a choice."""
    assert parse_press(data) is None


@given(st.text(max_size=64))
def test_any_data_can_be_read(data):
    """Whatever somebody sends as a button's data, it is nothing or one of the offered presses."""
    press = parse_press(data)

    assert press is None or str(press) == data
