"""Claims as ClaimReview: ours come back whole, and reviews are found wherever files have them."""

import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.errors import InvalidFile
from claims_db.exchange.claimreview_own import OWN, Site
from claims_db.model import Claim, Rating, State
from tests.claims_db.exchange.reviews import REVIEW, draft, read, review_written, written
from tests.claims_db.strategies import claims
from tests.making import make_claim


@given(st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_export_then_import_gives_the_same_claims(given_claims: list[Claim]):
    """Every claim comes back whole and in its state, odd characters included."""
    entries = read(written(given_claims, Site("A", "https://example.org/")))

    assert [entry.claim for entry in entries] == given_claims
    assert not any(entry.foreign for entry in entries)


def test_others_read_what_schema_org_has_words_for():
    """A published claim is a review with rating, languages, sources and the address of its page."""
    review = review_written(make_claim(), Site("Example News", "https://example.org/checks/"))

    assert review["@type"] == "ClaimReview"
    assert review["url"] == "https://example.org/checks/harbour-bridge-closes"
    assert review["author"]["name"] == "Example News"
    assert review["claimReviewed"] == make_claim().statement
    assert review["datePublished"] == "2026-05-06"
    assert (review["reviewRating"]["ratingValue"], review["reviewRating"]["alternateName"]) == (1, "False")
    assert [body["@language"] for body in review["reviewBody"]] == ["en", "uk", "ru"]
    assert [source["url"] for source in review["citation"]] == [
        "https://example.org/bridge",
        "https://example.net/works",
    ]


@pytest.mark.parametrize("rating", [Rating.ALLEGED, Rating.DISPUTED, Rating.OUTDATED, Rating.SATIRE, Rating.OPINION])
def test_a_rating_off_the_scale_has_no_number(rating: Rating):
    """What is neither true nor false is not put between the two."""
    assert "ratingValue" not in review_written(make_claim(rating=rating))["reviewRating"]


@pytest.mark.parametrize("state", [State.DRAFT, State.RETIRED])
def test_what_is_not_published_is_no_review(state: State):
    """Nobody who reads the feed takes a draft or a retired claim for a published check."""
    assert review_written(make_claim(state=state))["@type"] == "Claim"


def test_a_change_in_one_of_two_places_is_not_passed_over():
    """Whoever edits the review of ours is told that our own field says something else."""
    review = review_written(make_claim()) | {"claimReviewed": "The bridge opens."}

    with pytest.raises(InvalidFile, match=f"claimReviewed says something else than {OWN}"):
        read(review)


WRAPPED = [
    REVIEW,
    [REVIEW],
    {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
    {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}, {"item": None}]},
    {"@type": "DataFeed", "dataFeedElement": {"@type": "DataFeedItem", "item": REVIEW}},
    [{"@type": "NewsArticle", "review": [REVIEW]}],
    REVIEW | {"@type": ["Review", "http://schema.org/ClaimReview"]},
    {f"https://schema.org/{name}" if name[0] != "@" else name: value for name, value in REVIEW.items()}
    | {"@type": "https://schema.org/ClaimReview"},
    [REVIEW, REVIEW],
    {name: value for name, value in REVIEW.items() if name != "@type"},
    {("type" if name == "@type" else name): value for name, value in REVIEW.items()},
]


@pytest.mark.parametrize("file", WRAPPED, ids=range(len(WRAPPED)))
def test_reviews_are_found_wherever_files_have_them(file: object):
    """Alone, in lists, graphs and feeds, with short or long names; the same review twice counts once."""
    assert [entry.claim for entry in read(file)] == [draft()]


def test_a_dump_with_a_review_a_line_is_read():
    """Some dumps are values one after the other; the line leads to the one that is wrong."""
    entries = read("\n".join(json.dumps(REVIEW | {"claimReviewed": text}) for text in ("A.", "B.")))

    assert [(entry.claim.statement, entry.where) for entry in entries] == [
        ("A.", "feed.json, review 1 (line 1)"),
        ("B.", "feed.json, review 2 (line 2)"),
    ]


def test_an_empty_feed_holds_no_claims():
    """The export of an empty base can be imported."""
    assert read(written([])) == []


@pytest.mark.parametrize(
    ("content", "where", "reason"),
    [
        (b"", "feed.json, line 1", "is empty"),
        (b"[]", "feed.json", "holds no ClaimReview"),
        (b"{}", "feed.json", "holds no ClaimReview"),
        (b'[{"@type": "Recipe"}, 5, null]', "feed.json", "holds no ClaimReview"),
        (b"7", "feed.json, line 1", "is neither a JSON object nor a list"),
        (b'[\n{"@type": "ClaimReview"}]', "feed.json, review 1 (line 2)", "claimReviewed is missing"),
        (
            b'[{"@type": "ClaimReview", "claimReviewed": {"a": 1}}]',
            "feed.json, review 1 (line 1)",
            "claimReviewed is m",
        ),
        (b'[{"allegedly:claim": 5}]', "feed.json, review 1 (line 1)", "the claim is not a set of named fields"),
        (b'[{"allegedly:claim": {"id": "a"}}]', "feed.json, review 1 (line 1)", "claim is missing"),
        (b'[\n\n{"a": }]', "feed.json, line 3", "is not JSON: Expecting value at character 7"),
        (b'[{"a": 1}', "feed.json, line 1", "is not JSON: the end is missing"),
        (b'[{"a": 1} {"a": 2}]', "feed.json, line 1", "is not JSON: a comma is missing"),
        (b'[{"a": 1},]', "feed.json, line 1", "is not JSON: a comma stands before the end"),
        (b'{"a" 1}', "feed.json, line 1", "is not JSON: a colon is missing"),
        (b"{1: 2}", "feed.json, line 1", "is not JSON"),
        (b'{"a": 1, "a": 2}', "feed.json, line 1", "is not JSON: the field 'a' is given twice"),
        (b'[{"a": 1, "a": 2}]', "feed.json, line 1", "is not a claim: a field is given twice"),
        (b"[] x", "feed.json, line 1", "is neither a JSON object nor a list"),
        (b"[NaN]", "feed.json, line 1", "is not a claim: NaN and Infinity are not JSON"),
        (b"[1e999]", "feed.json, line 1", "is not a claim: a number is too large"),
        (b"[" + b"9" * 5_000 + b"]", "feed.json, line 1", "is not a claim: a number is too long"),
        (b"[" * 100_000, "feed.json, line 1", "is nested too deeply"),
        (b'{"a":' * 100_000, "feed.json, line 1", "is nested too deeply"),
        (b'["' + b"x" * 10_000_000 + b'"]', "feed.json, line 1", "one item is longer than 4,194,304 characters"),
        (b'{"a": "' + b"x" * 3_000_000 + b'", "b": "' + b"x" * 3_000_000, "feed.json, line 1", "has more than"),
        ("[]".encode("utf-16"), "feed.json, line 1", "is not UTF-8"),
        (b'["\xff"]', "feed.json, line 1", "is not UTF-8"),
    ],
    ids=lambda value: value[:24].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_a_hostile_or_broken_file_is_named(content: bytes, where: str, reason: str):
    """Whatever a file holds, the reason is told with its place, down to the review and the field."""
    if b'"b": "' in content:
        content += b'"}'
    with pytest.raises(InvalidFile) as refused:
        read(content)

    assert refused.value.where == where
    assert str(refused.value.reason).startswith(reason)


def test_an_id_of_ours_twice_is_a_fault():
    """Which of the two is meant, nobody can know."""
    table = written([make_claim(), replace(make_claim(), statement="Another.")])

    with pytest.raises(InvalidFile, match=r"review 2 \(line 3\): the id harbour-bridge-closes is already in review 1"):
        read(table)


@given(st.binary(max_size=200))
def test_any_bytes_are_claims_or_a_named_fault(content: bytes):
    """Nothing a file can hold is an unexpected error."""
    with contextlib.suppress(InvalidFile):
        read(content)
