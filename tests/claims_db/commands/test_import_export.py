"""`import` and `export` as a person runs them, on real files and databases."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claims_db.__main__ import build
from claims_db.exchange.claimreview_own import Site
from claims_db.exchange.formats import SUFFIXES, format_of
from claims_db.model import Claim, State
from tests.making import make_claim

Outcome = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, folder: Path, **environment: str) -> Outcome:
    """Do what `python -m claims_db` does, in this process, with its data in `folder`."""
    given = [*map(str, arguments)]
    done = CliRunner().invoke(build(given), given, env=settings(folder) | environment, catch_exceptions=False)
    return Outcome(given, done.exit_code, done.stdout, done.stderr)


def run_apart(*arguments: str | Path, folder: Path, **environment: str) -> Outcome:
    """Run `python -m claims_db` with its data in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "claims_db", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **settings(folder), **environment},
    )


def settings(folder: Path) -> dict[str, str]:
    return {"DATA_DIR": str(folder / "data"), "DATABASE_URL": "", "COLUMNS": "200"}


def write(path: Path, *claims: Claim) -> Path:
    writer = format_of(path.name).writer(Site())
    path.write_text("".join(map(writer.piece, claims)) + writer.end(), encoding="utf-8")
    return path


def read(path: Path) -> dict[str, Claim]:
    with path.open("rb") as stream:
        return {entry.claim.id: entry.claim for entry in format_of(path.name).read(stream, path.name)}


MINE = (make_claim(), make_claim(id="draft", state=State.DRAFT, sources=()), make_claim(id="old", state=State.RETIRED))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_imported_is_exported(tmp_path: Path, suffix: str):
    """A round trip through the store loses nothing, drafts and retired claims included."""
    given = write(tmp_path / f"mine{suffix}", *MINE)
    out = tmp_path / f"out{suffix}"

    imported = run("import", given, folder=tmp_path)
    exported = run("export", out, folder=tmp_path)

    assert (imported.returncode, imported.stdout) == (0, "3 new, 0 changed, 0 as they were.\n")
    assert exported.returncode == 0
    found = read(out)
    assert {claim.id: found[claim.id] for claim in MINE} == {claim.id: claim for claim in MINE}
    assert len(found) > 80, "the starter claims are there too"


def test_an_export_can_be_imported_elsewhere_and_again(tmp_path: Path):
    """An export is a whole base: elsewhere it brings everything, at home nothing changes."""
    for name in ("home", "elsewhere"):
        (tmp_path / name).mkdir()
    run("import", write(tmp_path / "mine.yaml", *MINE), folder=tmp_path / "home")
    run("export", tmp_path / "all.yaml", folder=tmp_path / "home")

    at_home = run("import", tmp_path / "all.yaml", folder=tmp_path / "home")
    elsewhere = run("import", tmp_path / "all.yaml", folder=tmp_path / "elsewhere")
    run("export", tmp_path / "again.yaml", folder=tmp_path / "elsewhere")

    assert at_home.stdout.startswith("0 new, 0 changed, ")
    assert elsewhere.stdout.startswith("3 new, 0 changed, ")
    assert read(tmp_path / "again.yaml") == read(tmp_path / "all.yaml")


def test_postgres_is_used_where_it_is_named(tmp_path: Path, postgres_url: str):
    """DATABASE_URL decides where claims go."""
    given = write(tmp_path / "mine.jsonl", *MINE)

    imported = run_apart("import", given, folder=tmp_path, DATABASE_URL=postgres_url)
    exported = run("export", tmp_path / "out.jsonl", folder=tmp_path, DATABASE_URL=postgres_url)

    assert (imported.returncode, exported.returncode) == (0, 0)
    assert read(tmp_path / "out.jsonl")["draft"] == MINE[1]
    assert not (tmp_path / "data").exists()


def test_the_wording_alone_makes_drafts_and_the_summary_says_so(tmp_path: Path):
    """Nobody is left to wonder why imported claims are not found."""
    lines = tmp_path / "others.jsonl"
    lines.write_text('{"id": "a", "text": "A."}\n{"id": "b", "text": "B.", "title": "b?"}\n')

    done = run("import", lines, folder=tmp_path)

    assert done.stdout == (
        "2 new, 0 changed, 0 as they were.\n"
        "2 of the new ones have no rating and no sources: they are drafts, readers don't see them.\n"
    )


def test_reviews_by_others_make_drafts_and_the_summary_says_so(tmp_path: Path):
    """Nobody takes the checks of others for ours."""
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([{"@type": "ClaimReview", "claimReviewed": text} for text in ("A.", "B.")]))

    done = run("import", feed, folder=tmp_path)

    assert done.stdout == (
        "2 new, 0 changed, 0 as they were.\n"
        "2 of the new ones are reviews by others: "
        "they are drafts, readers don't see them until a moderator has looked.\n"
    )


def test_a_review_says_who_has_published_it_and_where(tmp_path: Path):
    """A feed can be put beside the pages that it is about."""
    out = tmp_path / "feed.json"

    run("export", out, "--publisher", "Example News", "--pages", "https://example.org/checks/", folder=tmp_path)

    text = out.read_text(encoding="utf-8")
    assert '"url": "https://example.org/checks/telegram-will-become-paid"' in text
    assert '"author": {"@type": "Organization", "name": "Example News"}' in text


def test_one_broken_file_keeps_all_files_out(tmp_path: Path):
    """All or none over all files; the message leads to the line, and there is no traceback."""
    good = write(tmp_path / "good.yaml", make_claim())
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "text": "A."}\n{"id": "b"\n')

    done = run_apart("import", good, bad, folder=tmp_path)
    run("export", tmp_path / "out.yaml", folder=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {bad}, line 2: is not JSON")
    assert "Traceback" not in done.stderr
    assert make_claim().id not in read(tmp_path / "out.yaml")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("nothing.yaml", None, "can't be read: No such file or directory"),
        ("claims.zip", "PK", "the name does not end in .yaml, .yml, .jsonl, .csv, .json, .jsonld"),
        ("unfit.csv", "id,claim\na,A.\nb,\n", "row 3: b: claim is missing"),
        ("unfit.json", '[{"@type": "ClaimReview", "url": 5}]', "review 1 (line 1): claimReviewed is missing"),
        ("unfit.jsonl", '{"id": "No Slug", "text": "A."}', "line 1: No Slug: the id is not a short slug"),
        ("empty.yaml", "", "is empty"),
    ],
)
def test_a_file_that_can_t_be_used_is_named(tmp_path: Path, name: str, content: str | None, reason: str):
    """Whatever is wrong with a file, its name and the reason are told."""
    if content is not None:
        (tmp_path / name).write_text(content)

    done = run("import", tmp_path / name, folder=tmp_path)

    assert done.returncode == 1
    assert str(tmp_path / name) in done.stderr
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_files_is_imported(tmp_path: Path):
    """A folder stands for the YAML files in it."""
    (tmp_path / "mine").mkdir()
    write(tmp_path / "mine" / "a.yaml", make_claim(id="a"))
    write(tmp_path / "mine" / "b.yaml", make_claim(id="b"))

    assert run("import", tmp_path / "mine", folder=tmp_path).stdout.startswith("2 new, ")


@pytest.mark.parametrize("command", [("import", "x.yaml"), ("export", "out.yaml"), ("check",)])
def test_an_unusable_database_has_its_own_exit_status(tmp_path: Path, command: tuple[str, ...]):
    """Scripts can tell a wrong file (1) from a database that is not there (3); no password in any message."""
    write(tmp_path / "x.yaml", make_claim())
    arguments = [command[0], *(tmp_path / name for name in command[1:])]

    done = run(*arguments, folder=tmp_path, DATABASE_URL="postgresql://ann:hunter2hunter2@127.0.0.1:1/name")

    assert done.returncode == 3
    assert done.stderr.startswith("error: the database name at 127.0.0.1:1 can't be reached")
    assert "hunter2" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.yaml").exists()


def test_an_export_is_whole_or_not_there(tmp_path: Path):
    """A folder that is missing or a name of another kind is told, and nothing is left behind."""
    missing = run("export", tmp_path / "nowhere" / "out.yaml", folder=tmp_path)
    other = run("export", tmp_path / "out.docx", folder=tmp_path)

    assert missing.returncode == 1
    assert missing.stderr.strip() == f"error: {tmp_path}/nowhere/out.yaml: can't be written: No such file or directory"
    assert other.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_an_export_has_the_usual_rights_and_replaces_the_last_one(tmp_path: Path):
    """An export is made to be passed on: unlike the database it is not closed to others."""
    out = tmp_path / "out.yaml"
    out.write_text("old")
    before = os.umask(0o022)
    try:
        run("export", out, folder=tmp_path)
    finally:
        os.umask(before)

    assert len(read(out)) > 80
    assert stat.S_IMODE(out.stat().st_mode) == 0o644


def test_an_export_may_go_to_another_program(tmp_path: Path):
    """`-` writes to standard output, and a reader who has seen enough may leave."""
    whole = run("export", "-", folder=tmp_path)
    command = f'"{sys.executable}" -m claims_db export - | head -n 1'
    cut = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": ""},
    )

    assert whole.stdout.startswith("schema: claims-starter/1\n")
    assert cut.stdout == "schema: claims-starter/1\n"
    assert "Traceback" not in cut.stderr
