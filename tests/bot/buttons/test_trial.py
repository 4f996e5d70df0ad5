"""Buttons of trials name their group or post, and forged ones do nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.trial import JudgePress, Step, TrialPress, parse_press
from bot.group_settings import Strictness


@pytest.mark.parametrize("step", [*Step, *Strictness])
def test_a_button_comes_back_as_it_was_sent(step):
    """The longest group id and the longest step fit into the 64 bytes of a button."""
    press = TrialPress(-1_009_999_999_999, step)

    assert parse_press(str(press)) == press
    assert len(str(press).encode()) <= 64


@pytest.mark.parametrize("good", [True, False])
def test_an_opinion_comes_back_as_it_was_sent(good):
    """However many posts there were."""
    press = JudgePress(10**17, good)

    assert parse_press(str(press)) == press


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "t:",
        "t:5:menu",
        "t:-5:good",
        "t:0:good",
        "t:-1001:owner",
        "t:-1001:menu ",
        "t:-١٢:menu",
        "g:-1001:menu:",
        f"t:{'9' * 19}:good",
        f"t:-{'9' * 19}:menu",
    ],
)
def test_what_no_button_offers_is_nothing(data):
    """Data that this bot never made is not taken for a press."""
    assert parse_press(data) is None


@given(st.text(max_size=64))
def test_any_data_can_be_read(data):
    """Whatever somebody sends as a button's data, it is nothing or one of the offered presses."""
    press = parse_press(data)

    assert press is None or str(press) == data
