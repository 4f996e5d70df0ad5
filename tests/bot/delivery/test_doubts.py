"""Replies that may have gone out or not."""

import pytest

from bot.delivery.doubts import Doubts

PERSON, GROUP = 7, -100_7


@pytest.mark.parametrize(("happened", "repeats"), [("perhaps", 1), ("unlikely", 5)])
def test_the_less_likely_it_is_out_the_more_often_it_is_sent(happened, repeats):
    """In private: once more where nobody knows, five times where a server broke; each time after a while."""
    doubts = Doubts(10.0)
    moments = [100.0 + 20 * number for number in range(repeats + 1)]
    again = [(doubts.add((PERSON, 5), happened, now), doubts.not_before((PERSON, 5))) for now in moments]

    assert again == [*((True, now + 10) for now in moments[:-1]), (False, None)]


@pytest.mark.parametrize("post", [(GROUP, 5), (PERSON, None)])
def test_where_many_read_or_nobody_asked_nothing_is_sent_again(post):
    """Twice is worse there than never."""
    doubts = Doubts(10.0)

    assert not doubts.add(post, "unlikely", 100.0)
    assert doubts.not_before(post) is None


def test_a_settled_reply_has_all_its_repeats_again():
    """What is known to be out, or refused, says nothing of the next reply to the post."""
    doubts = Doubts(10.0)
    doubts.add((PERSON, 5), "perhaps", 100.0)
    doubts.settle((PERSON, 5))

    assert doubts.not_before((PERSON, 5)) is None
    assert doubts.add((PERSON, 5), "perhaps", 200.0)


def test_few_doubts_are_remembered():
    """In a long outage the oldest are let go; one in doubt again is no old one."""
    doubts = Doubts(10.0)
    for post in (1, 2):
        doubts.add((PERSON, post), "unlikely", 100.0)
    doubts.add((PERSON, 1), "unlikely", 200.0)
    for post in range(3, 10_002):
        doubts.add((PERSON, post), "perhaps", 300.0)

    assert doubts.not_before((PERSON, 2)) is None
    assert doubts.not_before((PERSON, 1)) == 210.0
