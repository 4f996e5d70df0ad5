"""Claims as JSON lines: the short form of others, our full one, and what hostile lines get."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.errors import InvalidFile
from claims_db.exchange import jsonl
from claims_db.exchange.entry import Entry
from claims_db.model import Claim, Phrasing, Rating, State
from tests.claims_db.strategies import claims


def read(content: str | bytes) -> list[Entry]:
    raw = content.encode() if isinstance(content, str) else content
    return list(jsonl.read(io.BytesIO(raw), "claims.jsonl"))


def written(given_claims: list[Claim]) -> str:
    writer = jsonl.Writer()
    return "".join(map(writer.piece, given_claims)) + writer.end()


@given(st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_export_then_import_gives_the_same_claims(given_claims: list[Claim]):
    """Every claim comes back whole, odd characters included."""
    assert [entry.claim for entry in read(written(given_claims))] == given_claims


@given(st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_a_claim_is_one_line(given_claims: list[Claim]):
    """Programs that split at line feeds see one claim a line."""
    assert written(given_claims).count("\n") == len(given_claims)


def test_a_line_with_the_wording_only_is_a_bare_draft():
    """Without rating and sources nothing may reach readers; a title is one more phrasing."""
    line = '{"id": "a", "text": "Bees vanish.", "title": "Bees?", "lang": "en", "phrasings": ["no more bees"]}\n'

    assert read(line) == [
        Entry(
            Claim(
                "a",
                "Bees vanish.",
                phrasings=(Phrasing("Bees?", "en"), Phrasing("no more bees", "en")),
                state=State.DRAFT,
            ),
            "claims.jsonl, line 1",
            bare=True,
        )
    ]


def test_fields_of_other_programs_are_passed_over():
    """Files of other collections are read as they are."""
    [entry] = read('{"id": "a", "text": "T.", "label": "Supported", "url": 7, "split": null, "date": "5 May"}')

    assert entry.claim.statement == "T."


def test_a_missing_language_is_guessed():
    """Ukrainian is not stored as English only because nobody said so."""
    [entry] = read('{"id": "a", "text": "Цей міст закривають назавжди, його вже не відкриють"}')

    assert entry.claim.language == "uk"


def test_a_rating_makes_the_line_a_whole_claim():
    """Our own lines need not be complete: with a rating the claim is published unless a state says otherwise."""
    whole, retired = read(
        '{"id": "a", "text": "T.", "rating": "false"}\n{"id": "b", "text": "T.", "rating": "true", "state": "retired"}'
    )

    assert (whole.claim.rating, whole.claim.state, whole.state_given, whole.bare) == (
        Rating.FALSE,
        State.PUBLISHED,
        False,
        False,
    )
    assert (retired.claim.state, retired.state_given) == (State.RETIRED, True)


def test_windows_files_are_read():
    """A byte order mark, CRLF and blank lines are no fault."""
    entries = read(b'\xef\xbb\xbf{"id": "a", "text": "A."}\r\n\r\n{"id": "b", "text": "B."}\r\n')

    assert [(entry.claim.id, entry.where) for entry in entries] == [
        ("a", "claims.jsonl, line 1"),
        ("b", "claims.jsonl, line 3"),
    ]


GOOD = b'{"id": "a", "text": "A."}\n'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "b", "text": "B."', "is not JSON"),
        (b'["b", "B."]', "is not a JSON object"),
        (b"7", "is not a JSON object"),
        (b'{"text": "B."}', "id is missing"),
        (b'{"id": "b"}', "text is missing"),
        (b'{"id": 7, "text": "B."}', "id is not a text"),
        (b'{"id": "b", "text": ["B."]}', "text is not a text"),
        (b'{"id": "b", "text": "B.", "lang": "Ukrainian"}', "lang is not a language code"),
        (b'{"id": "b", "text": "B.", "title": 5}', "phrasings.en[0] is not a text"),
        (b'{"id": "b", "text": "B.", "phrasings": "B"}', "phrasings is not a list"),
        (
            b'{"id": "b", "text": "B.", "phrasings": ["x"], "phrasing_langs": []}',
            "phrasing_langs is not a list",
        ),
        (b'{"id": "b", "text": "B.", "rating": "bad"}', "rating is not one of"),
        (b'{"id": "b", "text": "B.", "text": "C."}', "is not a claim: a field is given twice"),
        (b'{"id": "b", "text": "B.", "n": NaN}', "is not a claim: NaN and Infinity are not JSON"),
        (b'{"id": "b", "text": "B.", "n": ' + b"9" * 5000 + b"}", "is not a claim: a number is too long"),
        (b"[" * 100_000, "is nested too deeply"),
        (b'{"id": ' * 100_000, "is nested too deeply"),
        (b'{"id": "b", "text": "' + b"x" * jsonl.MAX_LINE + b'"}', "is longer than 1,048,576 bytes"),
        (b'{"id": "b", "text": "\xff"}', "is not UTF-8"),
        ('{"id": "b", "text": "B."}'.encode("utf-16"), "is not UTF-8"),
        (b'{"id": "a", "text": "B."}', "the id a is already on line 1"),
    ],
    ids=lambda value: value[:40].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_a_hostile_or_broken_line_is_named(line: bytes, reason: str):
    """One bad line of a file ends the reading with its number and what is wrong, whatever it holds."""
    with pytest.raises(InvalidFile) as refused:
        read(GOOD + line)

    assert refused.value.where == "claims.jsonl, line 2"
    assert str(refused.value.reason).startswith(reason)


@given(st.binary(max_size=200))
def test_any_bytes_are_claims_or_a_named_fault(content: bytes):
    """Nothing a file can hold is an unexpected error."""
    with contextlib.suppress(InvalidFile):
        read(content)
