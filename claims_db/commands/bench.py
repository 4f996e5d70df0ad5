"""`bench`: speed and memory of matching beside a plain scan, in one run."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Annotated

import typer
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from claims_db.commands.synthetic import Language
from claims_db.matching import ClaimIndex, match
from claims_db.model import Claim


def run(
    claims: Annotated[int, typer.Option(help="Invented claims in the base.", min=10)] = 10_000,
    queries: Annotated[int, typer.Option(help="Posts of each kind.", min=1)] = 200,
    brute: Annotated[int, typer.Option(help="Posts of each kind for the plain scan.", min=1)] = 5,
    seed: Annotated[int, typer.Option(help="Other numbers invent other claims.")] = 1,
) -> None:
    """Measure CPU time, recall and memory of matching by words, and of scanning every claim with rapidfuzz."""
    language = Language(seed)
    base = list(language.claims(claims))
    before = _resident()
    began = process_time()
    index = ClaimIndex.build(base)
    build, memory = process_time() - began, _resident() - before
    table = Table("posts", "index ms: median", "p99", "max", "plain ms: median", "times faster", "found in 10")
    step = max(len(base) // queries, 1)
    for name, post in (("short", language.short_post), ("long", language.long_post)):
        asked = [(claim, post(claim)) for claim in base[::step][:queries]]
        table.add_row(name, *_row(index, base, asked, brute))
    console = Console()
    console.print(table)
    console.print(
        f"{claims} claims: built in {build:.1f} s of CPU, {memory / claims:.2f} kB resident a claim with texts"
    )
    console.print(f"a claim saved again: {_saving(index, base):.3f} ms until it is found")


def _row(index: ClaimIndex, base: Sequence[Claim], asked: Sequence[tuple[Claim, str]], brute: int) -> tuple[str, ...]:
    found, spent = 0, []
    for claim, text in asked:
        began = process_time()
        matches = match(text, index).matches
        spent.append((process_time() - began) * 1000)
        found += claim.id in {one.claim_id for one in matches}
    spent.sort()
    texts = [claim.statement for claim in base]
    scan = partial(process.extract, choices=texts, scorer=fuzz.token_set_ratio, limit=10)
    plain = median(_milliseconds(partial(scan, text)) for _, text in asked[:brute])
    return (
        f"{median(spent):.2f}",
        f"{spent[len(spent) * 99 // 100]:.2f}",
        f"{spent[-1]:.2f}",
        f"{plain:.0f}",
        f"{plain / median(spent):.0f}",
        f"{found / len(asked):.3f}",
    )


def _saving(index: ClaimIndex, base: Sequence[Claim]) -> float:
    """Milliseconds to replace a claim by a new version, the median of a few."""
    changed = [replace(claim, version=claim.version + 1) for claim in base[:50]]
    return median(_milliseconds(partial(index.put, claim)) for claim in changed)


def _milliseconds(act: Callable[[], object]) -> float:
    began = process_time()
    act()
    return (process_time() - began) * 1000


def _resident() -> float:
    """Resident memory of this process in kB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS:")))
