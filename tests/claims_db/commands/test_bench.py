"""`bench` prints every figure of speed and memory in one run."""

from pathlib import Path

import pytest

from claims_db.commands.hard_texts import hard_texts
from claims_db.matching import ClaimIndex, match
from claims_db.text import MAX_READ
from tests.claims_db.commands.test_import_export import run
from tests.making import make_claim

TEXTS = hard_texts([make_claim()])


def test_all_figures_are_printed(tmp_path: Path):
    """Speed beside a plain scan, texts made to be slow, memory, start, and what a change takes."""
    done = run("bench", "--claims", 40, "--queries", 3, "--brute", 1, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    for words in ("times", "made to be slow", "bytes a claim", "from snapshot", "adding a claim", "saved to found"):
        assert words in done.stdout
    assert "not found" not in done.stdout


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_texts_made_to_be_slow_are_answered(name, text):
    """Each is as long as what is read of a message, and gets an ordinary finding."""
    assert len(text) == MAX_READ
    assert match(text, ClaimIndex.build([make_claim()])).read == MAX_READ
