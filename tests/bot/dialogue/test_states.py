"""A dialogue can be put away and taken up again, and every step leads somewhere."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claim_form import Form, Removal
from bot.dialogue import FIELD_STEPS, FORWARDS, ORDER, REPEATED, State, Step, new_claim, payload, restored
from claims_db.model import Phrasing, Rating, Source

FORM = Form(
    id="harbour-bridge-closes",
    statement="The harbour bridge closes for good in June 2026.",
    language="en",
    statement_in={"uk": "Портовий міст назавжди закривають у червні 2026 року."},
    rating=Rating.FALSE,
    context={"en": "The city repairs it at night.\nNothing was decided.", "uk": "Місто ремонтує міст уночі."},
    sources=(Source("Example News", "Bridge stays", "https://example.org/b", "2026-05"),),
    phrasings=(Phrasing("they shut the bridge forever", "en"), Phrasing("міст закриють", "uk")),
    near_misses=("the bridge was closed for an hour",),
    tags=("bridge",),
    appears="Local channels",
    next_review=date(2026, 12, 1),
)


@pytest.mark.parametrize("step", Step)
def test_a_state_survives_being_stored(step):
    """What was typed before a restart is there after it, at the same question."""
    state = State(step, FORM, turn=7, picks=("a", "b"), entry=3, heard=12, since=4, single=True)

    assert restored(payload(state)) == state


def test_a_change_survives_being_stored():
    """So do the lines that take something away from a claim."""
    form = Form(id="bridge", removals=(Removal("source", "https://example.org/b"), Removal("near", "an hour")))
    state = State(Step.FIELDS, form, claim_id="bridge", base=3)

    back = restored(payload(state))

    assert back is not None
    assert [(gone.kind, gone.text) for gone in back.form.removals] == [
        ("source", "https://example.org/b"),
        ("near", "an hour"),
    ]
    assert replace(back.form, removals=()) == replace(form, removals=())


@pytest.mark.parametrize("step", [Step.CLAIM, Step.RATING])
def test_a_sentence_whose_language_cannot_be_guessed_keeps_it(step):
    """A language that somebody told is not lost between two steps."""
    state = State(step, Form(statement="Telegram 2026", language="uk"))

    back = restored(payload(state))

    assert back is not None
    assert (back.form.statement, back.form.language) == ("Telegram 2026", "uk")


@given(st.dictionaries(st.sampled_from([*payload(new_claim()), "x"]), st.none() | st.integers() | st.text()))
def test_a_payload_of_another_release_is_no_error(told):
    """What can't be read is no dialogue; nobody is stopped by it."""
    assert restored(told) is None or isinstance(restored(told), State)


@pytest.mark.parametrize("step", Step)
def test_only_questions_listen(step):
    """While a preview or a choice is shown, what somebody writes is a post like any other."""
    silent = {Step.FIELDS, Step.PREVIEW, Step.PICK, Step.CONFIRM}

    assert State(step).listens is (step not in silent)
    assert not State(step, paused=True).listens


def test_the_steps_fit_together():
    """The sets of steps say nothing about steps that do not exist."""
    assert set(ORDER) | REPEATED | FORWARDS <= set(FIELD_STEPS)
