"""`bench`: speed and memory of matching beside a plain scan, in one run."""

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Annotated

import typer
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from claims_db.commands.hard_texts import hard_texts
from claims_db.commands.saving import saved_to_found
from claims_db.commands.synthetic import Language
from claims_db.kept import Kept
from claims_db.matching import ClaimIndex, match
from claims_db.matching.matcher import prepare
from claims_db.model import Claim

_CHANGES = 50
"""Claims that are added, changed and retired to measure it."""

_STORED = 1000
"""Claims in the database that more are saved to."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of CPU time of several acts, in rising order; at least one."""

    times: tuple[float, ...]

    def row(self) -> tuple[str, str, str]:
        """Median, 99th percentile and longest."""
        times = self.times
        return f"{median(times):.2f}", f"{times[min(len(times) * 99 // 100, len(times) - 1)]:.2f}", f"{times[-1]:.2f}"


def run(
    claims: Annotated[int, typer.Option(help="Invented claims in the base.", min=10)] = 10_000,
    queries: Annotated[int, typer.Option(help="Posts of each kind.", min=1)] = 200,
    brute: Annotated[int, typer.Option(help="Posts of each kind for the plain scan.", min=1)] = 5,
    seed: Annotated[int, typer.Option(help="Other numbers invent other claims.")] = 1,
) -> None:
    """Measure matching by words, and scanning every claim with rapidfuzz: CPU time, recall, memory, start."""
    language = Language(seed)
    base = list(language.claims(claims))
    index, build, memory = _built(base)
    console = Console()
    console.print(_posts(language, base, index, queries, brute))
    console.print(_hard(base, index))
    console.print(_figures(base, index, build, memory))


def _built(base: Sequence[Claim]) -> tuple[ClaimIndex, float, float]:
    """The index of all claims, the seconds of CPU it took, and the bytes a claim that it holds beside the claims."""
    gc.collect()
    before, began = _resident(), process_time()
    index = ClaimIndex.build(base)
    build = process_time() - began
    gc.collect()
    memory = (_resident() - before) * 1024 / len(base)
    gc.freeze()  # this and the next as the bot does when it starts
    prepare()
    return index, build, memory


def _posts(language: Language, base: Sequence[Claim], index: ClaimIndex, queries: int, brute: int) -> Table:
    heads = ("index ms: median", "p99", "longest", "plain ms: median", "times faster", "found in 10", "plain")
    table = Table("posts", *heads, title=f"{len(base):,} claims, CPU time")
    step = max(len(base) // queries, 1)
    for name, post in (("short", language.short_post), ("long", language.long_post)):
        asked = [(claim, post(claim)) for claim in base[::step][:queries]]
        found: list[bool] = []
        spent = _spent(partial(_finds, index, claim, text, found) for claim, text in asked)
        found_plainly: list[bool] = []
        plain = _spent(_scans(base, asked[:brute], found_plainly))
        faster = median(plain.times) / median(spent.times)
        shares = (f"{sum(hits) / len(hits):.3f}" for hits in (found, found_plainly))
        table.add_row(name, *spent.row(), f"{median(plain.times):.0f}", f"{faster:.0f}", *shares)
    return table


def _finds(index: ClaimIndex, claim: Claim, text: str, found: list[bool]) -> None:
    found.append(claim.id in {one.claim_id for one in match(text, index, limit=10).matches})


def _scans(
    base: Sequence[Claim], asked: Sequence[tuple[Claim, str]], found: list[bool]
) -> Iterable[Callable[[], None]]:
    texts = [claim.statement for claim in base]

    def scan(claim: Claim, text: str) -> None:
        best = process.extract(text, texts, scorer=fuzz.token_set_ratio, limit=10)
        found.append(claim.id in {base[place].id for _, _, place in best})

    return (partial(scan, claim, text) for claim, text in asked)


def _hard(base: Sequence[Claim], index: ClaimIndex) -> Table:
    """Texts made to be slow, the slowest first."""
    spent = {name: _spent([partial(match, text, index)] * 3) for name, text in hard_texts(base)}
    table = Table("texts made to be slow", "index ms: median", "longest")
    for name in sorted(spent, key=lambda name: -median(spent[name].times))[:5]:
        table.add_row(name, f"{median(spent[name].times):.2f}", f"{spent[name].times[-1]:.2f}")
    return table


def _figures(base: Sequence[Claim], index: ClaimIndex, build: float, memory: float) -> Table:
    table = Table("", "", show_header=False)
    table.add_row("index without the texts", f"{memory:.0f} bytes a claim")
    table.add_row("built from the claims", f"{build:.2f} s of CPU")
    with TemporaryDirectory() as folder:
        kept = Kept(Path(folder))
        index.revision = 1
        began = perf_counter()
        contents = index.contents("bench")
        table.add_row("copied for a snapshot, matching waits", f"{(perf_counter() - began) * 1000:.1f} ms by the clock")
        table.add_row("snapshot written", f"{_spent([partial(kept.keep, contents)]).times[0] / 1000:.2f} s")
        began = perf_counter()
        match(base[0].statement, kept.index(None))
        table.add_row("from snapshot to the first answer", f"{perf_counter() - began:.3f} s by the clock")
    for name, spent in _changes(base, index):
        table.add_row(f"{name} a claim and finding so", f"{median(spent.times):.3f} ms, at most {spent.times[-1]:.2f}")
    table.add_row(f"saved to found, durable, among {_CHANGES + _STORED:,}", _saved(base))
    return table


def _saved(base: Sequence[Claim]) -> str:
    """What the way over the database takes, which does not depend on how many claims there are."""
    new = [replace(claim, id=f"new-{claim.id}") for claim in base[:_CHANGES]]
    saved = asyncio.run(saved_to_found(base[:_STORED], new))
    spent, waited = sorted(one.spent for one in saved), sorted(one.waited for one in saved)
    lost = sum(not one.found for one in saved)
    return (
        f"{median(spent):.2f} ms, at most {spent[-1]:.2f}; {median(waited):.2f} by the clock, at most {waited[-1]:.2f}"
        + (f"; {lost} not found" if lost else "")
    )


def _changes(base: Sequence[Claim], index: ClaimIndex) -> Iterable[tuple[str, Spent]]:
    """What it takes until the next query sees a change, without that query."""
    some = base[:_CHANGES]
    yield "adding", _spent(partial(index.put, replace(claim, id=f"new-{claim.id}")) for claim in some)
    yield "changing", _spent(partial(index.put, replace(claim, version=claim.version + 1)) for claim in some)
    yield "retiring", _spent(partial(index.remove, f"new-{claim.id}") for claim in some)


def _spent(acts: Iterable[Callable[[], object]]) -> Spent:
    times: list[float] = []
    for act in acts:
        began = process_time()
        act()
        times.append((process_time() - began) * 1000)
    return Spent(tuple(sorted(times)))


def _resident() -> float:
    """Resident memory of this process in kB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS:")))
