"""The plain fields of a claim, and what is refused among them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from claims_db.exchange.fields import FieldFault, claim_from, fields_of
from claims_db.model import Claim, Phrasing, Rating, State
from tests.claims_db.strategies import claims
from tests.making import make_claim, make_source


@given(claims())
def test_a_claim_survives_its_fields(claim: Claim):
    """What is written as fields is read back as the same claim, whatever it holds."""
    assert claim_from(fields_of(claim)) == claim


def test_the_smallest_claim_is_published_and_english():
    """Three fields are enough; the rest is empty, and the state that of a claim for readers."""
    assert claim_from({"id": "a", "claim": "A.", "rating": "satire"}) == Claim("a", "A.", rating=Rating.SATIRE)


def test_usual_and_empty_fields_are_left_out():
    """A published English claim says neither, and empty parts take no room."""
    assert fields_of(Claim("a", "A.")) == {"id": "a", "claim": "A.", "rating": "alleged"}


def test_phrasings_are_grouped_by_language():
    """A language's phrasings stand together, in the order of the first of each."""
    mixed = (Phrasing("one", "en"), Phrasing("два", "uk"), Phrasing("three", "en"))

    assert fields_of(Claim("a", "A.", phrasings=mixed))["phrasings"] == {"en": ["one", "three"], "uk": ["два"]}


def test_every_field_of_a_full_claim_is_read():
    """Dates, flags and states come back as values of their kinds."""
    claim = make_claim(
        next_review=date(2026, 7, 1), state=State.RETIRED, sources=(make_source(is_copy=True), make_source())
    )

    assert claim_from(fields_of(claim)) == claim


SMALLEST: dict[str, Any] = {"id": "a", "claim": "A.", "rating": "false"}
SOURCE: dict[str, Any] = {"publisher": "P", "title": "T", "url": "https://example.org", "date": "2026"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": None}, "id is missing"),
        ({"id": 7}, "id is not a text"),
        ({"claim": ""}, "claim is missing"),
        ({"rating": None}, "rating is missing"),
        ({"rating": "fals"}, "rating is not one of: true, mostly-true, "),
        ({"state": "gone"}, "state is not one of: draft, published, retired"),
        ({"colour": "red"}, "colour is not a field we know"),
        ({"statement": "A."}, "statement is not a field we know"),
        ({"version": 3}, "version is not a field we know"),
        ({"tags": "hoax"}, "tags is not a list"),
        ({"tags": ["hoax", 1]}, "tags[1] is not a text"),
        ({"phrasings": ["a"]}, "phrasings is not a set of texts by language"),
        ({"phrasings": {"en": "a"}}, "phrasings.en is not a list"),
        ({"phrasings": {"en": ["a", None]}}, "phrasings.en[1] is not a text"),
        ({"phrasings": {"English": ["a"]}}, "phrasings.English is not a language code"),
        ({"context": {"en": ["a"]}}, "context.en is not a text"),
        ({"language": "EN"}, "language is not a language code"),
        ({"date_checked": "2026-02-30"}, "date_checked is not a date"),
        ({"date_checked": "20260203"}, "date_checked is not a date"),
        ({"date_checked": "2026-W05-1"}, "date_checked is not a date"),
        ({"sources": [SOURCE, {**SOURCE, "url": None}]}, "sources[1].url is missing"),
        ({"sources": [{**SOURCE, "link": "x"}]}, "sources[0].link is not a field we know"),
        ({"sources": [{**SOURCE, "is_copy": "yes"}]}, "sources[0].is_copy is neither true nor false"),
        ({"sources": ["https://example.org"]}, "sources[0] is not a set of named fields"),
    ],
)
def test_a_wrong_field_is_named_with_its_fault(changes: dict[str, Any], sentence: str):
    """The reader of a message sees which field is meant and what is wrong with it."""
    with pytest.raises(FieldFault) as refused:
        claim_from(SMALLEST | changes)

    assert str(refused.value.told()).startswith(sentence)
