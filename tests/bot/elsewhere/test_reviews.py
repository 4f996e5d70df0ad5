"""Answers of the API are read as documented, and believed in nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.elsewhere.reviews import MOST, Review, reviews_in
from tests.bot.elsewhere.google_server import answer, review

NODES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([
        "claims", "text", "claimReview", "url", "textualRating", "publisher", "name", "site", "reviewDate",
    ]), inner, max_size=9),
    max_leaves=30,
)  # fmt: skip


def read(*reviews, **changes):
    return reviews_in(json.loads(answer(*reviews, **changes)))


def test_a_review_is_read_as_documented():
    """Publisher, claim, their rating, the day and the address."""
    assert read(review()) == (
        Review(
            "Example Check 1",
            "A hamster won a chess championship.",
            "Mostly false",
            "https://check1.example/hamster?id=1",
            "2024-05-02",
        ),
    )


def test_nothing_found_is_an_answer():
    """The API leaves the list out where it found nothing."""
    assert reviews_in({}) == ()


def test_three_are_enough_and_none_comes_twice():
    """More would not be read; two claims may name the same page."""
    found = read(review(1), review(1), review(2), review(3), review(4))

    assert [one.publisher for one in found] == ["Example Check 1", "Example Check 2", "Example Check 3"]
    assert len(found) == MOST


def test_ratings_of_several_publishers_stand_side_by_side():
    """Two who checked one claim are both shown; nobody's rating stands for the other's."""
    claim = {"text": "It rained", "claimReview": [review(1, textualRating="True"), review(2, textualRating="False")]}

    assert [one.rating for one in reviews_in({"claims": [claim]})] == ["True", "False"]


@pytest.mark.parametrize(
    ("changes", "publisher"),
    [
        ({"publisher": {"site": "check.example"}}, "check.example"),
        ({"publisher": None}, "check1.example"),
        ({"publisher": "Example"}, "check1.example"),
    ],
)
def test_a_publisher_without_a_name_is_told_by_its_place(changes, publisher):
    """Whose review it is can always be seen."""
    assert read(review(**changes))[0].publisher == publisher


@pytest.mark.parametrize("day", [None, "", "yesterday", 20240502, "2024-02-30T00:00:00Z"])
def test_a_day_that_is_none_is_left_out(day):
    """A wrong date is worse than none."""
    assert read(review(reviewDate=day))[0].date == ""


@pytest.mark.parametrize(
    "url",
    [
        None, "", 7, "javascript:alert(1)", "data:text/html,x", "ftp://check.example/", "//check.example/",
        "https://user:password@check.example/", "https://check.example:8443/", "tg://resolve?domain=x", "check.example",
        "https://check.example\r\n/", "https://" + "a" * 3_000,
    ],
)  # fmt: skip
def test_only_addresses_that_claims_may_cite_are_linked(url):
    """The same rule as for sources of our own claims."""
    assert read(review(url=url)) == ()


@pytest.mark.parametrize("changes", [{"textualRating": None}, {"textualRating": "  "}, {"textualRating": ["False"]}])
def test_a_review_without_a_result_is_not_shown(changes):
    """A link alone would read as a verdict."""
    assert read(review(**changes)) == ()
    assert read(review(), text="") == ()


@pytest.mark.parametrize("said", [None, [], "claims", 7, {"claims": {}}, {"claims": "x"}, {"claims": None}])
def test_what_is_no_answer_is_told_from_nothing_found(said):
    """A changed service must not read as "nobody has checked it"."""
    with pytest.raises(ValueError, match="no answer"):
        reviews_in(said)


@given(NODES)
def test_no_answer_breaks_it(said):
    """Whatever stands where: reviews with all that is shown, or no answer."""
    try:
        found = reviews_in(said)
    except ValueError:
        return
    assert all(one.publisher and one.claim and one.rating and one.url for one in found)
