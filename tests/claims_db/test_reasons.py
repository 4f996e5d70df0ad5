"""A reason that a file is refused reads as a sentence on the command line."""

import pytest

from claims_db.curation import Problem
from claims_db.reasons import ENGLISH, Reason


@pytest.mark.parametrize("code", ENGLISH)
def test_every_code_has_a_sentence(code):
    """Whatever facts a code has, they are filled in."""
    said = str(Reason(code, said="claims-starter/1", most=20_000, place="3"))

    assert said
    assert "{" not in said


def test_the_subject_begins_the_sentence():
    """The field leads; a claim with problems of its own is set off by a colon."""
    assert str(Reason("missing").of("sources[1].url")) == "sources[1].url is missing"
    assert str(Reason("problems", "x", problems=(Problem("bad_id", "Bad"), Problem("no_statement")))).startswith("x: ")


def test_limits_are_written_with_commas():
    """Large numbers can be read at a glance."""
    assert str(Reason("too_large", most=20_000_000)) == "is larger than 20,000,000 bytes"
