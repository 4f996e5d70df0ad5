"""A match explains itself: its features sum to its score, and the words that met are named."""

from math import exp

import pytest

from claims_db.matching import ClaimIndex, match
from claims_db.matching.explaining import explain
from tests.claims_db.matching.encoders import ConceptEncoder
from tests.making import make_claim

CLAIM = make_claim()
OPEN = "Neighbours! Somebody wants to shut harbor bridges, I am told"
"""Words alone leave it open whether this is the claim."""
TEXT = "Neighbours! They want to shut the harbor bridges forever, people say."


@pytest.mark.parametrize("encoder", [None, ConceptEncoder()], ids=["words", "vectors"])
def test_the_features_sum_to_the_score(encoder):
    """The log-odds of intercept and features are those of the score, and the finding is that of `match`."""
    index = ClaimIndex.build([CLAIM], encoder=encoder)
    index.warm()

    finding, (reason,) = explain(OPEN, index)

    assert finding == match(OPEN, index)
    assert reason.vectors is (encoder is not None)
    assert 1 / (1 + exp(-reason.log_odds)) == pytest.approx(reason.probability)
    assert reason.probability == pytest.approx(finding.matches[0].score)
    assert not reason.capped


def test_the_words_that_met_are_named():
    """Each word of the text beside the word of the wording that it met, in other forms and spellings too."""
    _, (reason,) = explain(TEXT, ClaimIndex.build([CLAIM]))

    assert ("harbor", "harbour") in reason.met
    assert ("bridges", "bridge") in reason.met
    assert reason.passage == TEXT[slice(*reason.match.span)]


def test_a_near_miss_explains_its_cap():
    """A text that is closer to a near miss scores less than its features sum to, and says why."""
    claim = make_claim(near_misses=("they are shutting the harbour bridge forever on sundays",))
    _, (reason,) = explain("they are shutting the harbour bridge forever on sundays", ClaimIndex.build([claim]))

    assert reason.capped
    assert reason.match.score < reason.probability


def test_one_word_explains_its_low_score():
    """It scores less than its features sum to, and says why."""
    _, (reason,) = explain("bridge", ClaimIndex.build([CLAIM]))

    assert reason.lone
    assert reason.match.score < reason.probability


def test_a_link_alone_has_no_features():
    """What only a link speaks for is explained by the link."""
    _, (reason,) = explain("https://example.org/bridge", ClaimIndex.build([CLAIM]))

    assert reason.match.linked
    assert reason.features == ()
    assert reason.passage == "https://example.org/bridge"
