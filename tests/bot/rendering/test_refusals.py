"""Why a file was not imported is said in the moderator's language, with the place and the field."""

import pytest

from bot.rendering.pieces import MESSAGE_LENGTH
from bot.rendering.refusals import refusal_words
from bot.words import words
from claims_db.curation import Problem
from claims_db.errors import InvalidFile
from claims_db.model import LANGUAGES
from claims_db.reasons import ENGLISH, Reason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ENGLISH)
def test_every_reason_has_words_in_every_language(language, code):
    """No moderator gets a code, or another language than theirs."""
    reason = Reason(code, subject="bridge: sources[1].url", said="claims-starter/1", most=20_000, place="3")

    said = refusal_words(words(language), InvalidFile("claims.csv, row 7", reason))

    assert said.startswith(words(language).say("desk-import-refused", where="claims.csv", reason="").split(":")[0])
    assert "bridge: sources[1].url" in said
    assert str(reason) not in said or language == "en"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("claims.csv, row 7", "claims.csv, рядок таблиці 7"),
        ("claims.yaml, line 12", "claims.yaml, рядок 12"),
        ("feed.json, review 3 (line 9)", "feed.json, перевірка 3 (рядок 9)"),
        ("a, row 3, b.csv", "a, row 3, b.csv"),
        ("claims", "claims"),
    ],
)
def test_the_place_is_named_in_the_language(where, said):
    """The name of the file stays as it is, whatever it looks like."""
    assert f" {said}: " in refusal_words(words("uk"), InvalidFile(where, Reason("empty")))


def test_problems_of_a_claim_are_the_ones_a_form_has():
    """A claim that was read but may not be stored is faulted as in a dialogue."""
    problems = (Problem("bad_url", "javascript:alert(1)"), Problem("bad_id", "Bad Id"))

    said = refusal_words(words("ru"), InvalidFile("c.yaml, line 3", Reason("problems", "Bad Id", problems=problems)))

    for problem in problems:
        assert words("ru").say(f"desk-problem-{problem.code}", detail=problem.detail) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_file_holds_the_refusal_fits_a_message(language):
    """A file of somebody else can name its fields as long as it likes, and turn the direction of the text."""
    long = "\u202e" + "поле" * 2_000
    reason = Reason("problems", long, problems=tuple(Problem("bad_url", f"{n}{long}") for n in range(400)))

    said = refusal_words(words(language), InvalidFile(f"{long}, row 3", reason))

    assert len(said) <= MESSAGE_LENGTH
    assert "\u202e" not in said
