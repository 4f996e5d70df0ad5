"""Buttons carry what they are about, and forged ones carry nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.readers import Action, Verb, parse


@given(st.sampled_from(Verb), st.from_regex(r"[a-z0-9-]{0,60}", fullmatch=True))
def test_an_action_comes_back_as_it_went(verb, subject):
    """Every verb and every claim id survives the way through Telegram."""
    action = Action(verb, subject)

    assert parse(str(action)) == action


@given(st.text(max_size=80))
def test_forged_data_means_nothing_or_an_action_of_ours(data):
    """Anybody can send any data: it is refused, or it is one of our own forms exactly."""
    action = parse(data)

    assert action is None or str(action) == data


@pytest.mark.parametrize("data", [None, 7, "", "h", "z:claim", "h:../x", "h:Claim", "h:" + "a" * 63])
def test_unknown_data_is_refused(data):
    """What this bot never made does not become an action."""
    assert parse(data) is None


def test_data_over_the_limit_is_refused_when_it_is_made():
    """A button that Telegram would refuse fails at once, not when it is sent."""
    with pytest.raises(ValueError, match="64 bytes"):
        str(Action(Verb.OPEN, "a" * 63))
