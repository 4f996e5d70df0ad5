"""The small judgements on the way from a score to an answer."""

import pytest

from claims_db.matching.closeness import closeness
from claims_db.matching.decision import STRONG, WEAK, Scored, decide
from claims_db.matching.features import Likeness
from claims_db.matching.opinion import reads_as_opinion
from claims_db.matching.passages import Passage
from claims_db.model import Closeness, Decision
from claims_db.text import normalise

HERE, THERE, BOTH = Passage(0, 5, 1), Passage(5, 9, 1), Passage(0, 9, 2)


def found(score, passage=HERE, *, how=Closeness.VERY_CLOSE, words=6, off_topic=False):
    """One claim as a decision sees it."""
    return Scored(score, passage, how, words, off_topic)


@pytest.mark.parametrize(
    ("claims", "decision", "sure"),
    [
        ([], Decision.NONE, ()),
        ([found(WEAK / 2)], Decision.NONE, ()),
        ([found(WEAK)], Decision.WEAK, ()),
        ([found(STRONG["words"])], Decision.STRONG, (0,)),
        ([found(1.0), found(0.99, THERE)], Decision.SEVERAL, (0, 1)),
        ([found(1.0), found(0.99)], Decision.STRONG, (0,)),
        ([found(1.0), found(0.99, BOTH), found(0.98, THERE)], Decision.SEVERAL, (0, 2)),
        ([found(1.0, off_topic=True, how=Closeness.RELATED)], Decision.WEAK, ()),
        ([found(1.0, off_topic=True)], Decision.STRONG, (0,)),
        ([found(1.0, words=2)], Decision.WEAK, ()),
        ([found(1.0, words=2, how=Closeness.EXACT)], Decision.STRONG, (0,)),
    ],
)
def test_decisions(claims, decision, sure):
    """One sentence yields its best claim; a text that never names the subject must be close in words."""
    assert decide(claims, vectors=False) == (decision, sure)


@pytest.mark.parametrize("kind", ["words", "vectors"])
def test_what_is_sure_depends_on_how_the_score_was_made(kind):
    """A score just below the least of its kind is offered, not asserted."""
    least = STRONG[kind]

    decisions = [decide([found(score)], vectors=kind == "vectors")[0] for score in (least - 0.001, least)]

    assert decisions == [Decision.WEAK, Decision.STRONG]


@pytest.mark.parametrize(
    ("like", "step"),
    [
        (Likeness(cover=1.0, grams=1.0, inside=1.0), Closeness.EXACT),
        (Likeness(cover=0.8, grams=0.5, inside=0.9), Closeness.VERY_CLOSE),
        (Likeness(cover=0.3, grams=0.2, inside=0.9), Closeness.RELATED),
    ],
)
def test_closeness_follows_the_words(like, step):
    """How close is told from the words alone."""
    assert closeness(like) is step


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        ("I think they will probably close the bridge", True),
        ("Я считаю, что мост закроют", True),
        ("На мою думку, міст закриють", True),
        ("The bridge was closed on Monday", False),
        ("", False),
    ],
)
def test_opinions_say_so_themselves(text, opinion):
    """Only a text that calls itself a view or a guess is one."""
    assert reads_as_opinion(normalise(text)) is opinion


def test_one_i_think_makes_no_report_an_opinion():
    """A long report with one such mark is still a report."""
    assert not reads_as_opinion(normalise("I think. " + "The council met and closed the bridge. " * 10))
