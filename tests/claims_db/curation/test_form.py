"""What a claim is refused for by its form alone, and which addresses and dates are well-formed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.curation import Problem, faults, is_address, is_date, remarks
from claims_db.curation.form import LONG_SENTENCE, shortcomings
from claims_db.model import Claim, Phrasing, State
from tests.claims_db.strategies import claims
from tests.making import make_claim, make_source


@given(claims())
def test_the_claims_of_the_laws_have_no_faults(claim: Claim):
    """What the other laws save and write is what the store takes."""
    assert faults(claim) == ()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": ""}, Problem("bad_id", "")),
        ({"id": "Bees"}, Problem("bad_id", "Bees")),
        ({"id": "bees-"}, Problem("bad_id", "bees-")),
        ({"id": "be--es"}, Problem("bad_id", "be--es")),
        ({"id": "bees\n"}, Problem("bad_id", "bees\n")),
        ({"id": "бджоли"}, Problem("bad_id", "бджоли")),
        ({"id": "b" * 61}, Problem("bad_id", "b" * 61)),
        ({"statement": ""}, Problem("no_statement")),
        ({"statement": " \n"}, Problem("no_statement")),
        ({"rating": "probably"}, Problem("unknown_rating", "probably")),
        ({"language": "english"}, Problem("bad_language", "english")),
        ({"context": {"EN": "x"}}, Problem("bad_language", "EN")),
        ({"tags": ("x",) * 201}, Problem("too_many", "tags")),
        ({"appears": "x" * 4097}, Problem("too_long", "appears")),
        ({"statement": "half \ud83d"}, Problem("bad_character", "claim")),
        ({"near_misses": ("nothing\0",)}, Problem("bad_character", "near_misses")),
        ({"context": {"en": "bell \x07"}}, Problem("bad_character", "context")),
        ({"near_misses": (" ",)}, Problem("empty_text", "near_misses")),
        ({"statement_in": {"uk": ""}}, Problem("empty_text", "claim_in")),
        ({"sources": ()}, Problem("no_source")),
        ({"sources": (make_source(url="ftp://example.org/"),)}, Problem("bad_url", "ftp://example.org/")),
        ({"sources": (make_source(date="May 2026"),)}, Problem("bad_date", "May 2026")),
        ({"sources": (make_source(publisher=" "),)}, Problem("unnamed_source", make_source().url)),
        ({"evidence_until": "2026-13"}, Problem("bad_date", "2026-13")),
        ({"related": (make_claim().id,)}, Problem("related_to_itself")),
    ],
)
def test_a_fault_is_named(changes: dict[str, Any], problem: Problem):
    """The store says which part it refuses and why, in a code that does not change and in words."""
    found = faults(make_claim(**changes))

    assert problem in found
    assert all(str(one) for one in found)


@pytest.mark.parametrize("state", [State.DRAFT, State.RETIRED])
def test_only_published_claims_need_sources(state: State):
    """A draft may be unfinished, and a claim without sources may be taken back."""
    assert faults(make_claim(state=state, sources=())) == ()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"sources": (make_source(),)}, Problem("few_sources", "1")),
        ({"date_checked": None}, Problem("no_date_checked")),
        ({"context": {}}, Problem("no_context")),
        ({"context": {"en": "x" * 900, "uk": "x" * 901}}, Problem("long_context", "uk")),
    ],
)
def test_a_shortcoming_is_named(changes: dict[str, Any], problem: Problem):
    """What the store takes may still be unfit for readers; each lack is told."""
    claim = make_claim(**changes)

    assert faults(claim) == ()
    assert list(shortcomings(claim)) == [problem]


@pytest.mark.parametrize(
    ("phrasings", "found"),
    [
        (make_claim().phrasings, ()),
        (make_claim().phrasings[:2], (Problem("no_phrasing", "ru"), Problem("phrasing_count", "2"))),
        (make_claim().phrasings * 3, (Problem("phrasing_count", "9"),)),
    ],
)
def test_what_would_make_a_claim_better_found_is_remarked(phrasings: tuple[Phrasing, ...], found: tuple[Problem, ...]):
    """Few or many phrasings are told to the editor, and keep nothing from readers."""
    claim = make_claim(phrasings=phrasings)

    assert remarks(claim) == found
    assert (faults(claim), list(shortcomings(claim))) == ((), [])


def test_one_source_is_enough_for_a_chain_letter():
    """Nobody writes a second article on a chain letter."""
    claim = make_claim(sources=(make_source(),), tags=("hoax", "chain-letter"))

    assert list(shortcomings(claim)) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/",
        "HTTPS://EXAMPLE.org/A",
        "https://example.org:443/a?b=c&d=%D1%97#e",
        "http://example.org:80/",
        "https://www.swissinfo.ch/eng/france%27s-macron/87437608",
        "https://uk.wikipedia.org/wiki/Міст_(споруда)",
        "https://xn--80ak6aa92e.com/",
        "https://пошта.укр/",
        "https://web.archive.org/web/2024/https://example.org/",
        "https://[2001:db8::1]/",
    ],
)
def test_an_ordinary_address_may_be_shown(url: str):
    """Addresses as publishers have them are fine."""
    assert is_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "/etc/passwd",
        "https:",
        "https:/example.org/",
        "https://",
        "https:///path",
        "https://?q",
        "https://:443/",
        "https://./",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "tg://user?id=1",
        "gopher://example.org/",
        "http:\\\\example.org\\",
        "https://example.org\\@evil.example/",
        "https://ann@example.org/",
        "https://ann:secret@example.org/",
        "https://@example.org/",
        "https://example.org:8080/",
        "http://example.org:6379/",
        "http://example.org:0/",
        "http://example.org:/",
        "http://example.org:99999/",
        "http://example.org:80a/",
        "http://example.org:８０８０/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org/\t",
        " https://example.org/",
        "https://example.org/ ",
        "https://example.org/\x00",
        "https://example.org/<b>",
        'https://example.org/"',
        "https://exa<mple.org/",
        "https://[::1",
        "https://::1/",
        "https://[not-an-ip]/",
        "https://example.org/" + "a" * 2050,
    ],
)
def test_any_other_address_is_refused(url: str):
    """No other schemes, no user names, no other ports, nothing that a browser and we read differently."""
    assert not is_address(url)


@given(st.text())
def test_any_text_is_an_address_or_not(text: str):
    """Odd text is no error."""
    assert is_address(text) in (True, False)
    assert is_address("https://" + text) in (True, False)


@pytest.mark.parametrize("text", ["2026", "2026-02", "2024-02-29", "0001-01-01"])
def test_a_date_may_be_a_year_or_a_month(text: str):
    """Many pages show no day."""
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-2", "2026-13", "2026-02-29", "2026-02-", "0000", "2026/02", "２０２６", "2026\n"]
)
def test_a_date_that_does_not_exist_is_refused(text: str):
    """A slip in a date is found before readers see it."""
    assert not is_date(text)


def test_a_long_sentence_is_remarked_on():
    """A group sees the beginning of a sentence only, so the moderator hears of it before readers do."""
    short, long = make_claim(statement="w" * LONG_SENTENCE), make_claim(statement="w" * (LONG_SENTENCE + 1))

    assert Problem("long_sentence", "201") in remarks(long)
    assert "long_sentence" not in [problem.code for problem in remarks(short)]
