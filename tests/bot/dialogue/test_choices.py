"""Buttons lead on, back and away, and take back what was given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claim_form import Form
from bot.dialogue import FIELD_STEPS, ORDER, State, Step, chosen, entries, has
from claims_db.model import Phrasing, Rating
from tests.making import make_claim, make_source


def test_a_rating_is_chosen_with_a_button():
    """A press answers the question and asks the next one."""
    state = chosen(State(Step.RATING), "rate-mostly-true")

    assert state is not None
    assert (state.form.rating, state.step, state.turn) == (Rating.MOSTLY_TRUE, Step.CONTEXT, 1)


@pytest.mark.parametrize("step", [Step.CONTEXT, Step.SOURCE])
def test_what_is_needed_cannot_be_skipped(step):
    """A question without which there is no claim stays until it is answered."""
    assert chosen(State(step), "next") is None


@pytest.mark.parametrize(("step", "following"), [(Step.PHRASING, Step.NEAR), (Step.NEAR, Step.PREVIEW)])
def test_what_is_optional_can_be_skipped(step, following):
    """The last questions lead to the preview without an answer."""
    state = chosen(State(step), "next")

    assert state is not None
    assert state.step is following


@pytest.mark.parametrize(("step", "before"), list(zip(ORDER[1:], ORDER, strict=False)))
def test_back_leads_to_the_question_before(step, before):
    """Every answer can be thought over."""
    state = chosen(State(step), "back")

    assert state is not None
    assert state.step is before


@pytest.mark.parametrize("step", FIELD_STEPS)
def test_a_field_chosen_from_the_menu_leads_back_to_it(step):
    """Changing one field does not run through all questions again."""
    asked = chosen(State(Step.FIELDS, claim_id="bridge", base=2), f"field-{step}")

    assert asked is not None
    assert (asked.step, asked.single) == (step, True)
    back = chosen(asked, "back")
    assert back is not None
    assert back.step is Step.FIELDS


def test_a_new_entry_can_be_dropped():
    """What was added in this dialogue goes without a trace."""
    state = State(Step.PHRASING, Form(phrasings=(Phrasing("a", "en"), Phrasing("b", "en"))))

    after = chosen(state, "drop-0")

    assert after is not None
    assert [phrasing.text for phrasing in after.form.phrasings] == ["b"]
    assert after.form.removals == ()


def test_an_entry_of_the_claim_is_taken_away_by_a_removal():
    """What a claim has already is removed only when the change is published."""
    claim = make_claim()
    state = State(Step.SOURCE, Form(id=claim.id), claim_id=claim.id, base=1)

    after = chosen(state, "drop-1", claim)

    assert after is not None
    assert [(gone.kind, gone.text) for gone in after.form.removals] == [("source", "https://example.net/works")]
    assert len(entries(after, claim)) == 1


def test_entries_show_what_is_and_what_was_added():
    """A list shows the claim's own entries first, then the new ones."""
    claim = make_claim()
    form = Form(sources=(make_source(url="https://example.org/new"),))

    there = entries(State(Step.SOURCE, form, claim_id=claim.id), claim)

    assert [text.split(" | ")[0] for _, text in there] == [
        "https://example.org/bridge",
        "https://example.net/works",
        "https://example.org/new",
    ]


def test_a_claim_is_picked_and_unpicked():
    """ "Is it one of these?" can be answered, taken back, and answered otherwise."""
    state = State(Step.PICK, Form(phrasings=(Phrasing("a", "en"),)), picks=("one", "two"))

    picked = chosen(state, "pick-1")
    assert picked is not None
    assert (picked.step, picked.claim_id) == (Step.CONFIRM, "two")
    back = chosen(picked, "back")
    assert back is not None
    assert (back.step, back.claim_id) == (Step.PICK, "")
    new = chosen(back, "new")
    assert new is not None
    assert (new.step, new.form.phrasings) == (Step.CLAIM, state.form.phrasings)


@given(st.sampled_from(Step), st.text("abcdefghijklmnopqrstuvwxyz0123456789-", max_size=48))
def test_an_invented_choice_breaks_nothing(step, choice):
    """Any button data leads to a state of the dialogue, or to none."""
    after = chosen(State(step, picks=("one",)), choice)

    assert after is None or after.turn == 1


def test_nothing_is_there_at_first():
    """A field without a claim and without an answer is empty."""
    assert not has(State(Step.CLAIM), None)
    assert not has(State(Step.RATING), None)
    assert has(State(Step.RATING), make_claim())
