"""`import`: take claims from files into the store, all of them or none."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from claims_db.commands.files import read_entries
from claims_db.commands.opening import expected_failures, open_store, trusted_hosts
from claims_db.exchange.entry import Entry
from claims_db.loading import Loaded, load, proven

_BY = "import"


@expected_failures
def run(
    files: Annotated[
        list[Path], typer.Argument(help="YAML, JSONL, CSV or ClaimReview (.json) files, or folders of YAML files.")
    ],
) -> None:
    """Take claims from files into the store, all of them or none.

    Exit status 1: a file is wrong; 3: the database can't be used. Nothing was saved then.
    """
    with _bar() as bar:
        size = sum(_size(path) for path in files)
        reading = bar.add_task("reading", total=size)
        for _ in proven(_entries(files, bar, reading), trusted=trusted_hosts()):
            pass
        saving = bar.add_task("saving", total=size)
        loaded = asyncio.run(_save(files, bar, saving))
    typer.echo(_summary(loaded))


async def _save(files: list[Path], bar: Progress, task: TaskID) -> Loaded:
    async with open_store() as store:
        return await load(store, _entries(files, bar, task), by=_BY)


def _entries(files: list[Path], bar: Progress, task: TaskID) -> Iterator[Entry]:
    for path in files:
        yield from read_entries(path, advance=lambda count: bar.advance(task, count))


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.glob("*.yaml"))
    return path.stat().st_size if path.exists() else 0


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _summary(loaded: Loaded) -> str:
    text = f"{loaded.new:,} new, {loaded.changed:,} changed, {loaded.same:,} as they were."
    if loaded.bare:
        text += (
            f"\n{loaded.bare:,} of the new ones have no rating and no sources: they are drafts, readers don't see them."
        )
    if loaded.foreign:
        text += (
            f"\n{loaded.foreign:,} of the new ones are reviews by others: they are drafts, readers don't see them "
            "until a moderator has looked."
        )
    return text
