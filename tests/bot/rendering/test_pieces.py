"""Problems have words in every language, and what is cut keeps its entities in order."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.claim_form
import bot.curation
import claims_db.curation
from bot.claim_form import Fault
from bot.curation import Change, IdTaken, Who
from bot.rendering.compose import Composer
from bot.rendering.pieces import (
    MESSAGE_LENGTH,
    change_words,
    clipped,
    fitted,
    moment,
    problem_words,
    quoted_reply,
    who_words,
)
from bot.reply import Reply, utf16_length
from bot.words import words
from claims_db.curation import Problem
from claims_db.model import LANGUAGES, State
from tests.making import make_claim

_MAKERS = {"Fault", "Problem", "fault", "_places", "_fault"}


def codes():
    """Every stable code that the form, the curation and the curator can give, read from their source."""
    found = set()
    for package in (bot.claim_form, bot.curation, claims_db.curation):
        for path in Path(package.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in _MAKERS:
                    found |= set(_texts(node.args[0])) if node.args else set()
                if isinstance(node, ast.Tuple) and node.elts and "source_no" in "".join(_texts(node.elts[0])):
                    found |= set(_texts(node.elts[0]))
    return found | {f"no_{name}" for name in ("claim", "rating", "context", "source")}


def _texts(node):
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language):
    """Whatever is wrong with a claim, its moderator reads it in their language."""
    found = {code for code in codes() if code.replace("_", "").isalpha() and code != "no_"}
    wordless = {code for code in found if not _has_words(language, code)}

    assert len(found) > 40
    assert wordless == set()


def _has_words(language, code):
    other = words(language).say("desk-problem-other", code=code, detail="x")
    return problem_words(words(language), Problem(code, "x")) != other


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“The harbour bridge closes for good in June 2026.” (retired)"),
        ("uk", "«Портовий міст назавжди закривають у червні 2026 року.» (знято)"),
        ("ru", "«Портовый мост навсегда закрывают в июне 2026 года.» (снято)"),
    ],
)
def test_an_id_that_is_taken_is_told_with_its_claim(language, said):
    """Everybody reads the claim that has the id in their language, how to change it, and a free id."""
    other = make_claim(id="bridge", state=State.RETIRED)

    words_said = problem_words(words(language), IdTaken("id_taken", "bridge", other, "bridge-2"))

    assert said in words_said
    assert "/editclaim bridge " in words_said + " "
    assert "bridge-2" in words_said


def test_a_code_without_words_is_named():
    """A release whose words lag behind says at least what it knows."""
    assert "brand_new" in problem_words(words("en"), Problem("brand_new", "here"))


def test_a_fault_tells_its_line_and_what_was_meant():
    """The place is shown, and the likely correction."""
    said = problem_words(words("en"), Fault("unknown_rating", 3, "flase", "false"))

    assert said.startswith("Line 3: ")
    assert said.endswith("Is “false” meant?")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("near", "", "the bridge was shut"), "+ near: the bridge was shut"),
        (Change("source", "https://example.org", ""), "− source: https://example.org"),
        (Change("rating", "false", "disputed"), "rating: false → disputed"),
    ],
)
def test_changes_are_said_shortly(change, said):
    """Added, removed and replaced look different."""
    assert change_words(words("en"), change) == said


def test_who_it_was():
    """One is called you, others by their number, and those who are forgotten by no number."""
    say = words("en")

    assert who_words(say, Who("m-1", 7), reader_id=7) == "you"
    assert who_words(say, Who("m-1", 7), reader_id=8) == "7"
    assert who_words(say, Who("starter")) == "the starter claims"
    assert who_words(say, Who("m-1")) == "a moderator of earlier"


def test_a_moment_has_day_and_time():
    """Times are told in UTC, with the month in the reader's language."""
    at = datetime(2026, 5, 4, 7, 5, tzinfo=UTC)

    assert moment(words("uk"), at) == "4 травня 2026, 07:05"
    assert moment(words("uk"), at.timestamp()) == "4 травня 2026, 07:05"


@given(st.lists(st.tuples(st.text("aЖ😀 \n", max_size=40), st.booleans()), max_size=20), st.integers(1, 200))
def test_what_is_cut_fits_and_stays_well_formed(pieces, limit):
    """No cut text is longer than it may be, and no entity reaches beyond it."""
    text = Composer()
    for piece, bold in pieces:
        text.add(piece, "bold" if bold else None)

    kept, entities = clipped(text.text, text.entities, limit)

    assert utf16_length(kept) <= limit
    assert text.text.startswith(kept)
    assert all(one.length > 0 and one.offset + one.length <= utf16_length(kept) for one in entities)


def test_a_reply_that_is_too_long_says_so():
    """Nothing is left out in silence."""
    reply = fitted(Composer().add("😀" * 3_000), cut="… cut")

    assert utf16_length(reply.text) <= MESSAGE_LENGTH
    assert reply.text.endswith("\n… cut")


def test_a_quotation_keeps_what_is_formatted_in_it():
    """A reader's answer looks inside a preview as it will look to them."""
    inner = Composer().bold("Known:").add(" the bridge is open")
    text = Composer().add("😀 ")

    cut = quoted_reply(text, Reply(inner.text, inner.entities), 100)

    assert not cut
    assert [(one.kind, one.offset, one.length) for one in text.entities] == [("blockquote", 3, 25), ("bold", 3, 6)]
