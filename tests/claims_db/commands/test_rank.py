"""The commands that measure matching read and write the formats that others rely on."""

import json
from math import exp

import pytest
from typer.testing import CliRunner

from claims_db.__main__ import build

CLAIMS = [
    {"id": "bridge", "text": "The harbour bridge closes for good in June 2026.", "title": "Is the bridge closing?"},
    {
        "id": "library",
        "text": "The mayor sold the city library to a bank.",
        "lang": "en",
        "phrasings": ["library sold!"],
    },
]
QUERIES = [
    {"id": "q1", "text": "they say the harbour bridge closes for good in June 2026", "gold": ["bridge"]},
    {"id": "q2", "text": "pumpkin soup with cream", "gold": []},
    {
        "id": "q3",
        "text": "It is not true that the mayor sold the city library to a bank.",
        "gold": ["library"],
        "must_not_confirm": True,
        "stance": "negates",
    },
]


@pytest.fixture
def files(tmp_path):
    """A base of two claims and three labelled texts."""
    for name, rows in (("claims", CLAIMS), ("queries", QUERIES)):
        lines = (json.dumps(row) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def call(*arguments):
    """Run a subcommand as the command line does."""
    return CliRunner().invoke(build(list(map(str, arguments))), list(map(str, arguments)))


def rank(files, *more):
    """Rank the texts by their words: the result, and the lines that were written."""
    named = ("--claims", files / "claims.jsonl", "--queries", files / "queries.jsonl", "--out", files / "out.jsonl")
    result = call("rank", *named, "--lexical-only", *more)
    written = (files / "out.jsonl").read_text(encoding="utf-8") if (files / "out.jsonl").exists() else ""
    return result, [json.loads(line) for line in written.splitlines()]


def test_rank_explains_its_matches_when_asked(files):
    """Each match then has its features, which sum to its score, the words that met, and what differs."""
    result, rows = rank(files, "--explain")

    assert result.exit_code == 0
    match = rows[0]["matches"][0]
    reason = match["explain"]
    total = reason["intercept"] + sum(one["log_odds"] for one in reason["features"])
    assert total == pytest.approx(reason["log_odds"], abs=0.01)
    assert 1 / (1 + exp(-total)) == pytest.approx(match["score"], abs=0.001)
    assert ["harbour", "harbour"] in reason["words"]
    assert (reason["model"], reason["near_miss"], reason["linked"]) == ("words", False, False)
    assert reason["differences"] == []


def test_rank_writes_a_line_for_each_text(files):
    """Decision, stance and matches with score, phrasing and span, as the format says."""
    result, rows = rank(files, "--stats", files / "stats.json")
    stats = json.loads((files / "stats.json").read_text(encoding="utf-8"))

    assert result.exit_code == 0
    assert [row["id"] for row in rows] == ["q1", "q2", "q3"]
    assert rows[0]["matches"][0]["claim"] == "bridge"
    assert set(rows[0]["matches"][0]) == {"claim", "score", "phrasing", "span"}
    assert QUERIES[0]["text"][slice(*rows[0]["matches"][0]["span"])] == QUERIES[0]["text"]
    assert rows[1] == {"id": "q2", "decision": "none", "stance": "asserts", "matches": []}
    assert rows[2]["stance"] == "negates"
    assert set(stats) == {"claims", "phrasings", "build_cpu_s", "rss_mb", "query_cpu_ms"}
    assert set(stats["query_cpu_ms"]) == {"p50", "p99", "max"}
    assert stats["claims"] == 2


def test_rank_limits_the_matches(files):
    """--limit says how many at most."""
    _, rows = rank(files, "--limit", 1)

    assert max(len(row["matches"]) for row in rows) == 1


@pytest.mark.parametrize("line", ["no json", "[1]", '{"id": "q"}'])
def test_a_broken_query_is_named(files, line):
    """The message says which line, and the exit status is not 0."""
    (files / "queries.jsonl").write_text(json.dumps(QUERIES[0]) + "\n" + line, encoding="utf-8")
    result, _ = rank(files)

    assert result.exit_code == 1
    assert "queries.jsonl:2" in result.output


def test_evaluate_prints_figures_and_draws_curves(files):
    """The tables name each figure, and the curves are pictures a browser shows."""
    result = call(
        "evaluate",
        "--claims",
        files / "claims.jsonl",
        "--gold",
        files / "queries.jsonl",
        "--lexical-only",
        "--plots",
        files / "plots",
    )

    assert result.exit_code == 0
    assert "right first claim" in result.output
    assert "denials recognised" in result.output
    assert {path.name for path in (files / "plots").iterdir()} == {"calibration.svg", "precision-recall.svg"}
    picture = (files / "plots" / "calibration.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "strong answers from" in picture


def test_bench_compares_with_a_plain_scan():
    """One run prints both, for short and for long posts."""
    result = call("bench", "--claims", 30, "--queries", 3, "--brute", 1)

    assert result.exit_code == 0
    assert "short" in result.output
    assert "long" in result.output


def test_help_names_every_command():
    """Nothing is imported for it but the list is whole."""
    result = CliRunner().invoke(build([]), ["--help"])

    assert all(name in result.output for name in ("rank", "evaluate", "bench", "check", "import", "export"))
