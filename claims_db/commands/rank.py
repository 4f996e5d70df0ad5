"""`rank`: match a file of texts against a base of claims."""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Annotated, Any

import typer

from claims_db.commands.claims_file import index_of
from claims_db.errors import InvalidFile
from claims_db.matching import ClaimIndex, match
from claims_db.matching.explaining import Explanation
from claims_db.matching.explaining import explain as explain_text
from claims_db.model import Finding


def run(
    claims: Annotated[Path, typer.Option(help="Folder of starter YAML files, or JSONL.", exists=True)],
    queries: Annotated[Path, typer.Option(help='JSONL with {"id", "text"}.', exists=True, dir_okay=False)],
    out: Annotated[Path, typer.Option(help="Where the answers go, one JSON line for each text.", dir_okay=False)],
    limit: Annotated[int, typer.Option(help="Most matches for one text.", min=1)] = 10,
    lexical_only: Annotated[bool, typer.Option("--lexical-only", help="Do without sentence vectors.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Add to each match why it has its score.")] = False,
    stats: Annotated[Path | None, typer.Option(help="Where speed and memory go, as JSON.", dir_okay=False)] = None,
) -> None:
    """Match a file of texts against a base of claims."""
    try:
        began = process_time()
        index = index_of(claims, lexical_only=lexical_only)
        build = process_time() - began
        spent = list(_answers(queries, out, index, limit, explained=explain))
    except InvalidFile as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if stats:
        stats.write_text(json.dumps(_stats(index, build, spent)) + "\n", encoding="utf-8")


def _answers(queries: Path, out: Path, index: ClaimIndex, limit: int, *, explained: bool) -> Iterator[float]:
    """Write an answer for each query; gives the milliseconds of CPU that each took to match."""
    with queries.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as answers:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            query_id, text = _query(line, f"{queries.name}:{number}")
            began = process_time()
            finding = match(text, index, limit=limit)
            yield (process_time() - began) * 1000
            row = _row(query_id, finding)
            if explained:
                reasons = explain_text(text, index, limit=limit)[1]
                for told, reason in zip(row["matches"], reasons, strict=True):
                    told["explain"] = _reasons(reason)
            answers.write(json.dumps(row, ensure_ascii=False) + "\n")


def _query(line: str, where: str) -> tuple[Any, str]:
    try:
        row = json.loads(line)
        return row["id"], str(row["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidFile(where, "not a query: needs id and text") from error


def _row(query_id: Any, finding: Finding) -> dict[str, Any]:  # noqa: ANN401
    matches = [
        {"claim": found.claim_id, "score": round(found.score, 9), "phrasing": found.phrasing, "span": list(found.span)}
        for found in finding.matches
    ]
    return {"id": query_id, "decision": finding.decision, "stance": finding.stance, "matches": matches}


def _reasons(reason: Explanation) -> dict[str, Any]:
    """Why a match has its score; `log_odds` of the features and the intercept sum to the whole."""
    return {
        "passage": reason.passage,
        "words": [list(pair) for pair in reason.met],
        "model": "vectors" if reason.vectors else "words",
        "intercept": reason.intercept,
        "features": [
            {"name": one.name, "value": round(one.value, 4), "weight": one.weight, "log_odds": round(one.log_odds, 4)}
            for one in reason.features
        ],
        "log_odds": round(reason.log_odds, 4),
        "near_miss": reason.capped,
        "one_word": reason.lone,
        "linked": reason.match.linked,
        "differences": [
            {"kind": one.kind, "said": one.said, "known": one.known, "span": list(one.span)}
            for one in reason.match.differences
        ],
    }


def _stats(index: ClaimIndex, build: float, spent: list[float]) -> dict[str, Any]:
    spent = sorted(spent) or [0.0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return {
        "claims": len(index),
        "phrasings": index.wordings,
        "build_cpu_s": round(build, 3),
        "rss_mb": round(peak, 1),
        "query_cpu_ms": {
            "p50": round(spent[len(spent) // 2], 3),
            "p99": round(spent[min(len(spent) * 99 // 100, len(spent) - 1)], 3),
            "max": round(spent[-1], 3),
        },
    }
