"""`evaluate`: how good the matches of labelled texts are, as tables and curves."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from claims_db import quality
from claims_db.commands.claims_file import index_of
from claims_db.commands.curves import Border, Mark, curve
from claims_db.errors import InvalidFile
from claims_db.matching import match
from claims_db.matching.decision import STRONG, WEAK
from claims_db.quality import Labelled, Outcome


def run(
    claims: Annotated[Path, typer.Option(help="Folder of starter YAML files, or JSONL.", exists=True)],
    gold: Annotated[
        Path, typer.Option(help='JSONL with {"id", "text", "gold": [claim ids], "kind"?, "lang"?}.', exists=True)
    ],
    lexical_only: Annotated[bool, typer.Option("--lexical-only", help="Do without sentence vectors.")] = False,
    plots: Annotated[Path | None, typer.Option(help="Folder for the curves, as SVG.", file_okay=False)] = None,
) -> None:
    """Print how good the matches of labelled texts are; a text whose list `gold` is empty must get no match."""
    try:
        index = index_of(claims, lexical_only=lexical_only)
        outcomes = [Outcome(asked, match(asked.text, index)) for asked in _labelled(gold)]
    except InvalidFile as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    console = Console()
    for table in (_figures(outcomes), _groups(outcomes), _calibration(outcomes)):
        console.print(table)
    if plots:
        _draw(outcomes, plots, strong=STRONG["words" if index.vectors is None else "vectors"])
        console.print(f"curves: {plots}")


def _labelled(file: Path) -> Iterator[Labelled]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _label(line, f"{file}:{number}")


def _label(line: str, where: str) -> Labelled:
    try:
        row: dict[str, Any] = json.loads(line)
        return Labelled(
            id=str(row["id"]),
            text=str(row["text"]),
            gold=frozenset(row["gold"]),
            kind=str(row.get("kind") or "-"),
            language=str(row.get("lang") or "-"),
            stance=str(row.get("stance") or ""),
            must_not_confirm=bool(row.get("must_not_confirm")),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InvalidFile(where, "not a labelled text: needs id, text and gold") from None


def _figures(outcomes: Sequence[Outcome]) -> Table:
    table = Table("figure", "value")
    for name, value in quality.figures(outcomes).items():
        table.add_row(name, f"{value:.3f}" if isinstance(value, float) else str(value))
    return table


def _groups(outcomes: Sequence[Outcome]) -> Table:
    right, sure, every = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in outcomes:
        if one.asked.gold:
            group = one.asked.kind, one.asked.language
            every[group] += 1
            right[group] += one.right
            sure[group] += one.sure and one.right
    table = Table("kind", "language", "right first", "strong and right", "of")
    for group in sorted(every):
        table.add_row(*group, str(right[group]), str(sure[group]), str(every[group]))
    return table


def _calibration(outcomes: Sequence[Outcome]) -> Table:
    table = Table("mean score", "right first claim", "texts")
    for score, share, number in quality.calibration(outcomes):
        table.add_row(f"{score:.2f}", f"{share:.2f}", str(number))
    return table


def _draw(outcomes: Sequence[Outcome], folder: Path, *, strong: float) -> None:
    """Save the curves; both show where strong answers begin."""
    folder.mkdir(parents=True, exist_ok=True)
    points = quality.precision_recall(outcomes)
    above = sum(one.score >= strong for one in outcomes)
    marks = [Mark(*points[above - 1], f"score {strong:.0%}: strong answers left of here")] if points and above else []
    picture = curve(
        "Precision and recall of the first match",
        f"{len(outcomes)} texts; each point is a score from which on one would answer",
        "recall: of the texts with a claim, the share answered with it",
        "precision: of the answers, the share that is right",
        points,
        marks=marks,
    )
    (folder / "precision-recall.svg").write_text(picture, encoding="utf-8")
    rows = quality.calibration(outcomes)
    picture = curve(
        "Calibration: does a score mean what it says?",
        "dots above the ideal line: scores too low; numbers count texts",
        "mean score of the first match",
        "share of texts whose first match is right",
        [(score, share) for score, share, _ in rows],
        marks=[Mark(score, share, str(number), 2 + number**0.5 / 1.5) for score, share, number in rows],
        borders=[Border(strong, f"strong answers from {strong:.0%}"), Border(WEAK, f"offered from {WEAK:.0%}")],
        diagonal="ideal",
    )
    (folder / "calibration.svg").write_text(picture, encoding="utf-8")
