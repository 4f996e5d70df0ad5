"""Buttons of the desk carry at most 64 bytes, and nothing but what the desk made is understood."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import readers
from bot.buttons.desk import (
    LAST_PAGE,
    PATTERN,
    DeskAction,
    DeskVerb,
    of_dialogue,
    of_page,
    parse,
    read_dialogue,
    read_page,
)
from bot.dialogue import FIELD_STEPS
from claims_db.model import Rating

IDS = st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True)


@given(st.sampled_from(DeskVerb), IDS)
def test_an_action_comes_back_as_it_was(verb, claim_id):
    """Every verb can be about every claim id, however long."""
    data = str(DeskAction(verb, claim_id))

    assert len(data.encode()) <= 64
    assert re.match(PATTERN, data)
    assert parse(data) == DeskAction(verb, claim_id)


@given(IDS, st.integers(0, LAST_PAGE))
def test_a_page_comes_back_with_its_claim(claim_id, page):
    """The longest id leaves room for the page."""
    action = parse(of_page(DeskVerb.HISTORY, page, claim_id))

    assert action is not None
    assert read_page(action.subject) == (page, claim_id)


@pytest.mark.parametrize("choice", [f"rate-{rating}" for rating in Rating] + [f"field-{step}" for step in FIELD_STEPS])
def test_every_choice_of_a_dialogue_fits(choice):
    """The longest choice of the latest question is no longer than a button may be."""
    action = parse(of_dialogue("0123456789ab", 99_999, choice))

    assert action is not None
    assert read_dialogue(action.subject) == ("0123456789ab", 99_999, choice)


@given(st.text(max_size=70) | st.none() | st.binary(max_size=70))
def test_anything_else_is_no_action(data):
    """Forged data never raises."""
    action = parse(data)

    assert action is None or str(action) == data


@given(st.text("abc019-", max_size=62))
def test_forged_subjects_never_raise(subject):
    """What is no dialogue and no page is read as none, or as the first page."""
    read_dialogue(subject)
    page, _ = read_page(subject)

    assert 0 <= page <= LAST_PAGE


def test_readers_and_desk_never_take_each_others_buttons():
    """Readers' verbs are small letters, those of the desk capitals."""
    assert not {verb.value.lower() for verb in readers.Verb} - {verb.value for verb in readers.Verb}
    assert all(verb.value.isupper() for verb in DeskVerb)


def test_a_subject_that_is_too_long_is_refused():
    """A button that Telegram would refuse is never made."""
    with pytest.raises(ValueError, match="64 bytes"):
        str(DeskAction(DeskVerb.CLAIM, "a" * 63))
