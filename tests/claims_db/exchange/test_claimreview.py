"""Claims as ClaimReview: ours come back whole, those of others become honest drafts."""

import contextlib
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.curation import faults
from claims_db.errors import InvalidFile
from claims_db.exchange import claimreview
from claims_db.exchange.claimreview_own import OWN, Site
from claims_db.exchange.entry import Entry
from claims_db.model import Claim, Rating, Source, State
from tests.claims_db.strategies import LAW, claims
from tests.making import make_claim


def read(content: str | bytes | object) -> list[Entry]:
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    raw = content.encode() if isinstance(content, str) else content
    return list(claimreview.read(io.BytesIO(raw), "feed.json"))


def written(given_claims: list[Claim], site: Site | None = None) -> str:
    writer = claimreview.Writer(site)
    return "".join(map(writer.piece, given_claims)) + writer.end()


def review_written(claim: Claim, site: Site | None = None) -> dict[str, Any]:
    feed = json.loads(written([claim], site))
    thing: dict[str, Any] = feed["dataFeedElement"][0]["item"][0]
    return thing


REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The harbour bridge closes for good.",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Jane Doe"},
        "datePublished": "2026-05-01",
        "appearance": [{"@type": "CreativeWork", "url": "https://posts.example/1"}],
    },
    "reviewRating": {
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "Fake",
    },
    "author": {"@type": "Organization", "name": "Example Checks", "url": "https://checks.example/"},
    "headline": "No, the bridge stays open",
    "reviewBody": "The city has decided nothing of the kind.",
    "datePublished": "2026-05-02T10:00:00+03:00",
    "inLanguage": "en-GB",
    "url": "https://checks.example/bridge",
}


def draft(**changes: Any) -> Claim:
    """The claim that the review becomes with other fields; None takes one away."""
    review = {name: value for name, value in (REVIEW | changes).items() if value is not None}
    [entry] = read(review)
    return entry.claim


@LAW
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


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from([*REVIEW, "publisher", "mainEntityOfPage", "name", "description", "dateModified", OWN])


@LAW
@given(st.dictionaries(FIELDS, JSON, max_size=6))
def test_a_review_of_any_shape_is_a_draft_or_a_named_fault(changes: dict[str, object]):
    """Fields with values of any kind never end in an unexpected error."""
    with contextlib.suppress(InvalidFile):
        read(REVIEW | changes)


@LAW
@given(st.binary(max_size=200))
def test_any_bytes_are_claims_or_a_named_fault(content: bytes):
    """Nothing a file can hold is an unexpected error."""
    with contextlib.suppress(InvalidFile):
        read(content)
