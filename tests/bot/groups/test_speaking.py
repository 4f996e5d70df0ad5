"""When a group is spoken to: the rules behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checking.answer import Answer, Case, Part
from bot.group_settings import GroupSettings, Strictness
from bot.groups.speaking import Arrivals, Rests, language_of, worth_saying
from bot.store.groups import Group
from claims_db.model import Closeness, Stance
from tests.making import make_claim

EXACT, VERY_CLOSE, RELATED = Closeness.EXACT, Closeness.VERY_CLOSE, Closeness.RELATED
ASSERTS, NEGATES, ASKS = Stance.ASSERTS, Stance.NEGATES, Stance.ASKS
STRICT, NORMAL, OPEN = Strictness
LOOSER = {STRICT: NORMAL, NORMAL: OPEN}


def answer(score=0.99, closeness=EXACT, stance=ASSERTS, case=Case.CLAIM, post="they shut the harbour bridge forever"):
    """A claim found in a post."""
    return Answer(case, (Part(make_claim(), stance, (0, len(post)), closeness, score),), post=post)


@pytest.mark.parametrize(
    ("score", "closeness", "stance", "forwarded", "said_by"),
    [
        (0.99, EXACT, ASSERTS, False, {STRICT, NORMAL, OPEN}),
        (0.96, VERY_CLOSE, ASSERTS, False, {STRICT, NORMAL, OPEN}),
        (0.92, VERY_CLOSE, ASSERTS, False, {NORMAL, OPEN}),
        (0.92, VERY_CLOSE, ASKS, False, {NORMAL, OPEN}),
        (0.87, VERY_CLOSE, ASSERTS, True, {OPEN}),
        (0.99, EXACT, NEGATES, True, {OPEN}),
        (0.99, RELATED, ASSERTS, False, {OPEN}),
        (0.96, RELATED, ASSERTS, True, {NORMAL, OPEN}),
        (0.93, RELATED, ASSERTS, True, {OPEN}),
        (0.80, EXACT, ASSERTS, True, set()),
    ],
)
def test_one_knob_decides_how_sure_is_sure_enough(score, closeness, stance, forwarded, said_by):
    """Each level says less than the next, chat needs a closer wording than a forward, denials are left alone."""
    found = answer(score, closeness, stance)

    said = {level for level in Strictness if worth_saying(found, level, forwarded=forwarded)}

    assert said == said_by


@pytest.mark.parametrize("case", [case for case in Case if case is not Case.CLAIM])
@pytest.mark.parametrize("strictness", Strictness)
def test_only_one_sure_claim_is_told(case, strictness):
    """Weak matches, several claims, greetings and failures never make the bot speak."""
    assert not worth_saying(answer(case=case), strictness, forwarded=True)


@pytest.mark.parametrize("strictness", Strictness)
def test_a_few_words_are_not_enough(strictness):
    """Three words can't tell what a post says, however well they match."""
    assert not worth_saying(answer(post="harbour bridge closed"), strictness, forwarded=True)


@given(
    st.floats(0, 1),
    st.sampled_from(Closeness),
    st.sampled_from(Stance),
    st.booleans(),
    st.sampled_from(list(LOOSER)),
)
def test_a_stricter_level_never_says_more(score, closeness, stance, forwarded, stricter):
    """Whatever is told at one level is told at the more open one too."""
    found = answer(score, closeness, stance)

    assert worth_saying(found, stricter, forwarded=forwarded) <= worth_saying(
        found, LOOSER[stricter], forwarded=forwarded
    )


@pytest.mark.parametrize(
    ("chosen", "guessed", "text", "code", "language"),
    [
        ("ru", "uk", "The harbour bridge is closed", "en", "ru"),
        ("", "uk", "The harbour bridge is closed", "en", "uk"),
        ("", "", "Портовий міст закрили назавжди, їхати немає як", "en", "uk"),
        ("", "", "😀", "ru-RU", "ru"),
        ("", "", "", None, "en"),
    ],
)
def test_a_group_is_answered_in_its_language(chosen, guessed, text, code, language):
    """Chosen, else that of whoever added the bot, else that of the post, else that of its writer."""
    group = Group(-1, GroupSettings(language=chosen), guessed=guessed)

    assert language_of(group, text, code) == language


def test_the_groups_of_a_day_are_counted_by_person():
    """Ten are greeted, up to thirty joined in silence, then left; the next day starts anew, others are not touched."""
    arrivals = Arrivals()

    told = [arrivals.welcome("ann", now) for now in range(32)]

    assert told == ["greet"] * 10 + ["silent"] * 20 + ["leave"] * 2
    assert arrivals.welcome("bob", 40) == "greet"
    assert arrivals.welcome("ann", 90_000) == "greet"


def test_a_place_that_refuses_is_left_alone_for_longer_and_longer():
    """Two refusals are chance; from the third the waits double up to an hour; a success forgets them."""
    rests, place = Rests(), (-1, None)
    waits = []
    for _ in range(10):
        rests.refused(place, 1_000.0)
        waits.append(next(wait for wait in range(4_000) if not rests.resting(place, 1_000.0 + wait)))

    assert waits == [0, 0, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]
    assert not rests.resting((-1, 7), 1_000.0)
    rests.accepted(place)
    assert not rests.resting(place, 1_000.0)


def test_new_rights_end_the_rest_of_a_whole_group():
    """When an admin lets the bot write again, all its topics are tried again."""
    rests = Rests()
    for place in ((-1, None), (-1, 7), (-2, None)):
        for _ in range(3):
            rests.refused(place, 0.0)

    rests.forget(-1)

    assert [rests.resting(place, 1.0) for place in ((-1, None), (-1, 7), (-2, None))] == [False, False, True]
