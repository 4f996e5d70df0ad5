"""What a trial has shown, and which strictness it speaks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.group_settings import Strictness
from bot.store.trial_rows import Same
from bot.trial.proposing import Tally, propose, report

STRICT, NORMAL, OPEN = Strictness
OPENNESS = {STRICT: 0, NORMAL: 1, OPEN: 2}
ALL = frozenset(Strictness)

numbers = st.integers(0, 40)
opinions = st.dictionaries(st.sampled_from(Strictness), st.tuples(numbers, numbers))
levels = st.sampled_from(Strictness)


def judged(level, opinion, number, levels=None, *, held=False):
    """So many posts on which the admin thinks the same."""
    return Same(
        level, levels or frozenset(one for one in ALL if OPENNESS[one] >= OPENNESS[level]), opinion, held, number
    )


@pytest.mark.parametrize(
    ("opinions", "present", "proposed"),
    [
        ({STRICT: (3, 0), NORMAL: (5, 1), OPEN: (2, 6)}, STRICT, NORMAL),
        ({STRICT: (3, 0), NORMAL: (5, 1), OPEN: (8, 1)}, STRICT, OPEN),
        ({STRICT: (3, 0), NORMAL: (1, 1)}, OPEN, STRICT),
        ({STRICT: (0, 2)}, NORMAL, NORMAL),
        ({NORMAL: (4, 1)}, NORMAL, NORMAL),
        ({NORMAL: (4, 1)}, STRICT, STRICT),
        ({NORMAL: (3, 1)}, NORMAL, STRICT),
        ({OPEN: (1, 0)}, STRICT, OPEN),
    ],
)
def test_a_bad_reply_takes_back_four_good_ones(opinions, present, proposed):
    """The proposal lets in what helped more than it disturbed."""
    assert propose(opinions, present) is proposed


@given(levels)
def test_without_opinions_nothing_is_to_be_changed(present):
    """Nobody judged anything, so there is no ground to change the strictness."""
    assert propose({}, present) is present


@given(opinions, levels, levels)
def test_one_more_good_reply_never_makes_it_stricter(opinions, level, present):
    """Praise can only open."""
    good, bad = opinions.get(level, (0, 0))

    after = propose({**opinions, level: (good + 1, bad)}, present)

    assert OPENNESS[after] >= OPENNESS[propose(opinions, present)]


@given(opinions, levels, levels)
def test_one_more_bad_reply_never_makes_it_more_open(opinions, level, present):
    """Complaint can only close."""
    good, bad = opinions.get(level, (0, 0))

    after = propose({**opinions, level: (good, bad + 1)}, present)

    assert OPENNESS[after] <= OPENNESS[propose(opinions, present)]


@given(opinions, levels)
def test_all_praise_keeps_what_was_praised(opinions, present):
    """Where nothing disturbed, no level is proposed at which a good reply would be missing."""
    praised = {level: (good, 0) for level, (good, _) in opinions.items()}

    proposed = propose(praised, present)

    missing = [level for level, (good, _) in praised.items() if good and OPENNESS[level] > OPENNESS[proposed]]
    assert missing == []


def test_a_report_tallies_each_level():
    """Replies and opinions by level; a reply within a level's cooldown is none at that level."""
    told = report(
        [
            judged(STRICT, "good", 3),
            judged(NORMAL, "bad", 1),
            judged(OPEN, "bad", 4),
            judged(STRICT, None, 2, frozenset({STRICT})),
            judged(OPEN, None, 5, held=True),
        ],
        NORMAL,
    )

    assert told.tallies == {STRICT: Tally(5, 3, 0), NORMAL: Tally(4, 3, 1), OPEN: Tally(13, 3, 5)}
    assert list(told.tallies) == [STRICT, NORMAL, OPEN]
    assert (told.proposed, told.reason, told.unjudged, told.held) == (STRICT, "best", 2, 5)


def test_an_empty_trial_has_a_report_too():
    """Nothing looked like a claim: three times nothing, and the strictness stays."""
    told = report([], OPEN)

    assert set(told.tallies.values()) == {Tally()}
    assert (told.proposed, told.reason, told.unjudged, told.held) == (OPEN, "unjudged", 0, 0)


@pytest.mark.parametrize(
    ("posts", "reason"),
    [
        ([judged(STRICT, "good", 1), judged(OPEN, "good", 1)], "best"),
        ([judged(STRICT, "good", 2)], "equal"),
        ([judged(STRICT, "good", 4), judged(NORMAL, "bad", 1), judged(OPEN, "good", 4)], "equal"),
        ([judged(STRICT, "good", 3), judged(STRICT, "bad", 1)], "disturbs"),
        ([judged(STRICT, None, 3)], "unjudged"),
    ],
)
def test_a_proposal_says_why(posts, reason):
    """A level is called the best only where it is, and where every level disturbs, that is said."""
    assert report(posts, NORMAL).reason == reason
