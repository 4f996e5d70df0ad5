"""Reviews by others become honest drafts."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.curation import faults
from claims_db.errors import InvalidFile
from claims_db.exchange.claimreview_own import OWN
from claims_db.model import Claim, Rating, Source, State
from tests.claims_db.exchange.reviews import REVIEW, draft, read


def test_a_review_by_others_becomes_a_draft_with_the_review_as_its_source():
    """Everything that it says is kept, and nothing is said to have been checked here."""
    assert draft() == Claim(
        id=draft().id,
        statement="The harbour bridge closes for good.",
        appears="Jane Doe, 2026-05-01, https://posts.example/1",
        rating=Rating.FALSE,
        rating_label="Fake",
        context={"en": "The city has decided nothing of the kind."},
        sources=(Source("Example Checks", "No, the bridge stays open", "https://checks.example/bridge", "2026-05-02"),),
        evidence_until="2026-05-02",
        tags=("imported",),
        state=State.DRAFT,
    )
    assert faults(draft()) == ()


def test_the_same_review_has_the_same_id_and_a_new_rating_another():
    """A second import adds nothing; a verdict that was changed comes as a draft of its own."""
    changed = draft(reviewRating={"alternateName": "True"})

    assert draft().id == draft(headline="Another headline").id
    assert draft().id != changed.id
    assert draft().id.startswith("the-harbour-bridge-closes-for-good-")


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        ({"alternateName": "FALSE."}, Rating.FALSE),
        ({"alternateName": "Mostly True"}, Rating.MOSTLY_TRUE),
        ({"alternateName": "Неправда"}, Rating.FALSE),
        ({"alternateName": "Маніпуляція"}, Rating.MISLEADING),
        ({"alternateName": "Стверджують, не підтверджено"}, Rating.ALLEGED),
        ({"alternateName": {"@language": "es", "@value": "Engañoso"}}, Rating.MISLEADING),
        ({"alternateName": "फर्जी"}, Rating.FALSE),
        ({"alternateName": "Sátira"}, Rating.SATIRE),
        ("Pants on Fire!", Rating.FALSE),
        ({"ratingValue": "True"}, Rating.TRUE),
        ({"ratingValue": 5, "bestRating": 5, "worstRating": 1}, Rating.TRUE),
        ({"ratingValue": "1,0", "bestRating": "5", "worstRating": "1"}, Rating.FALSE),
    ],
)
def test_a_clear_rating_becomes_ours(rating: object, expected: Rating):
    """In whatever language, where the words say one thing and nothing more, or a bare number is an end of its scale."""
    claim = draft(reviewRating=rating)

    assert (claim.rating, claim.tags) == (expected, ("imported",))


@pytest.mark.parametrize(
    "rating",
    [
        None,
        {},
        {"alternateName": "Four Pinocchios"},
        {"alternateName": "Mostly false", "ratingValue": 2, "bestRating": 5, "worstRating": 1},
        {"alternateName": "Missing context", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
        {"alternateName": "Not false"},
        {"alternateName": "False: but the photo is real"},
        {"ratingValue": 3, "bestRating": 5, "worstRating": 1},
        {"ratingValue": 1},
        {"ratingValue": "NaN", "bestRating": "5", "worstRating": "1"},
        {"ratingValue": 1, "bestRating": 1, "worstRating": 1},
        {"ratingValue": True, "bestRating": True, "worstRating": False},
        7,
    ],
    ids=str,
)
def test_any_other_rating_is_left_to_a_moderator(rating: object):
    """Nothing is read into words that are not ours, into numbers between the ends, or into a scale without ends."""
    assert draft(reviewRating=rating).tags == ("imported", "rating-unclear")


def test_the_reviewers_own_words_are_kept():
    """A moderator sees what the rating was called."""
    assert draft(reviewRating={"alternateName": "Four Pinocchios"}).rating_label == "Four Pinocchios"
    assert draft(reviewRating={"ratingValue": 3, "bestRating": 5, "worstRating": 1}).rating_label == "3 / 5"


def test_a_review_that_says_little_is_still_a_draft():
    """What is missing stays empty; an address without a date is kept where a moderator finds it."""
    [entry] = read({"@type": "ClaimReview", "claimReviewed": "Bees vanish.", "url": "https://checks.example/bees"})

    claim = entry.claim
    assert (claim.sources, claim.date_checked, claim.appears) == ((), None, "")
    assert list(claim.context.values()) == ["https://checks.example/bees"]
    assert faults(claim) == ()


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"author": None}, "publisher", "checks.example"),
        ({"author": [{"name": "A"}, {"name": "B"}]}, "publisher", "A, B"),
        ({"author": None, "publisher": "P"}, "publisher", "P"),
        ({"datePublished": None, "dateModified": "2026-06"}, "date", "2026-06"),
        ({"headline": None}, "title", "The harbour bridge closes for good."),
        ({"url": {"@id": "https://checks.example/b"}}, "url", "https://checks.example/b"),
        ({"url": None, "mainEntityOfPage": "https://checks.example/m"}, "url", "https://checks.example/m"),
        ({"inLanguage": "uk-UA"}, "language", "uk"),
        ({"inLanguage": {"@type": "Language", "name": "Ukrainian", "alternateName": "uk"}}, "language", "uk"),
    ],
)
def test_a_source_is_made_of_what_there_is(changes: dict[str, object], field: str, expected: str):
    """Publisher, title, date, address and language are looked for where others write them."""
    [source] = draft(**changes).sources

    assert getattr(source, field) == expected


def test_texts_are_cleaned():
    """Entities are resolved and control characters dropped; an article in full is cut."""
    claim = draft(claimReviewed=" Bees &quot;vanish&quot;\u0000\n now ", reviewBody="word " * 2_000)

    assert claim.statement == 'Bees "vanish" now'
    assert len(claim.context["en"]) <= 3_000
    assert faults(claim) == ()


def test_no_address_but_of_pages_gets_into_what_readers_see():
    """Where a claim was seen is told only by addresses that may be shown."""
    claim = draft(itemReviewed={"@type": "Claim", "appearance": [{"url": "javascript:alert(1)"}, "data:text/html,x"]})

    assert claim.appears == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


FIELDS = st.sampled_from([*REVIEW, "publisher", "mainEntityOfPage", "name", "description", "dateModified", OWN])


@given(st.dictionaries(FIELDS, JSON, max_size=6))
def test_a_review_of_any_shape_is_a_draft_or_a_named_fault(changes: dict[str, object]):
    """Fields with values of any kind never end in an unexpected error."""
    with contextlib.suppress(InvalidFile):
        read(REVIEW | changes)
