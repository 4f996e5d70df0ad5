"""Figures of quality are what they say."""

import pytest

from claims_db.model import Closeness, Decision, Finding, Match, Stance
from claims_db.quality import Labelled, Outcome, calibration, figures, precision_recall


def outcome(gold, *matches, decision=Decision.STRONG, stance=Stance.ASSERTS, **labels):
    """A text labelled with `gold` for which these (claim, score) were found."""
    found = tuple(Match(claim, score, "", (0, 1), stance, Closeness.RELATED) for claim, score in matches)
    return Outcome(Labelled("q", "text", frozenset(gold), **labels), Finding(decision, stance, found))


def test_the_figures_of_a_few_texts():
    """Each figure, counted by hand."""
    told = figures(
        [
            outcome({"a"}, ("a", 0.9), ("b", 0.2), stance=Stance.ASSERTS),
            outcome({"a"}, ("b", 0.6), ("a", 0.5), decision=Decision.WEAK),
            outcome({"c"}, ("c", 0.8), stance=Stance.NEGATES, must_not_confirm=True),
            outcome(set(), ("a", 0.7)),
        ]
    )

    assert told["right first claim"] == pytest.approx(2 / 3)
    assert told["right among the first three"] == 1
    assert told["average precision at 5"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert told["strong and right"] == pytest.approx(2 / 3)
    assert told["right of all strong"] == pytest.approx(2 / 3)
    assert told["false strong answers"] == 1
    assert told["found at 0% false alarms"] == pytest.approx(2 / 3)
    assert told["denials recognised"] == 1
    assert told["denials answered as confirmed"] == 0


def test_nothing_gives_no_figures():
    """No texts, no figures, no failure."""
    assert figures([]) == {}


def test_calibration_counts_by_tenths():
    """Scores and shares of each tenth that occurs."""
    assert calibration([outcome({"a"}, ("a", 0.95)), outcome({"a"}, ("b", 0.91))]) == [(pytest.approx(0.93), 0.5, 2)]


def test_precision_and_recall_at_every_threshold():
    """One point for each text, best scores first."""
    points = precision_recall([outcome({"a"}, ("a", 0.9)), outcome(set(), ("a", 0.5)), outcome({"b"}, ("b", 0.4))])

    assert points == [(0.5, 1.0), (0.5, 0.5), (1.0, pytest.approx(2 / 3))]
