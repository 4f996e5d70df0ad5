"""`check` as a person or CI runs it."""

from pathlib import Path

from claims_db.exchange import yaml
from claims_db.model import State
from tests.claims_db.commands.test_import_export import run, write
from tests.making import make_claim, make_source

STARTER = Path(yaml.__file__).parents[1] / "starter"


def test_the_shipped_claims_prove_themselves(tmp_path: Path):
    """What a newcomer's bot would answer from is sound."""
    done = run("check", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "published claims proven, 0 claims with something wrong." in done.stdout


def test_files_are_checked_without_a_store(tmp_path: Path):
    """Editors prove their files before anything is stored."""
    done = run("check", "--claims", STARTER, folder=tmp_path)

    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_everything_wrong_is_in_the_table(tmp_path: Path):
    """All problems of all claims at once, each beside its claim, and an exit status for CI."""
    file = write(
        tmp_path / "mine.yaml",
        make_claim(id="one-source", sources=(make_source(),)),
        make_claim(id="old-date", statement="Bees are gone.", statement_in={}, phrasings=(), date_checked=None),
    )

    done = run("check", "--claims", file, folder=tmp_path)

    assert done.returncode == 1
    told = {line.split("│")[1].strip(): line for line in done.stdout.splitlines() if line.count("│") == 3}
    assert "fewer than two sources" in told["one-source"]
    assert "the day of the last check is missing" in told["old-date"]
    assert "2 claims with something wrong" in done.stdout


def test_of_drafts_and_retired_claims_only_the_form_is_looked_at(tmp_path: Path):
    """Unfinished work is no failure of the base."""
    file = write(
        tmp_path / "mine.yaml",
        make_claim(),
        make_claim(id="draft", state=State.DRAFT, sources=(), context={}),
        make_claim(id="old", state=State.RETIRED, sources=()),
    )

    done = run("check", "--claims", file, folder=tmp_path)

    assert done.returncode == 0
    assert "1 published claims proven" in done.stdout
    assert "Form only: 2 (1 drafts, 1 retired)." in done.stdout


def test_a_broken_file_is_named(tmp_path: Path):
    """A file that can't be read is no table of problems, but one message."""
    (tmp_path / "bad.yaml").write_text("schema: claims-starter/1\nclaims: [\n")

    done = run("check", "--claims", tmp_path / "bad.yaml", folder=tmp_path)

    assert done.returncode == 1
    assert "bad.yaml, line 3: is not YAML" in done.stderr
    assert "Traceback" not in done.stderr
