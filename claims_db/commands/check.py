"""`check`: prove every claim."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table

from claims_db.commands.files import read_entries
from claims_db.commands.opening import CLAIMS_WRONG, expected_failures, open_store, trusted_hosts
from claims_db.curation import Problem, faults, problems
from claims_db.matching import ClaimIndex
from claims_db.model import Claim, State


@expected_failures
def run(
    claims: Annotated[
        Path | None, typer.Option(help="A file or folder to prove in place of the store.", exists=True)
    ] = None,
) -> None:
    """Prove every claim: each phrasing finds it, no near miss does, its sources are well-formed and enough.

    Of drafts and retired claims only the form is looked at. Exit status 1: something is wrong; 3: the database can't be
    used.
    """
    found = [entry.claim for entry in read_entries(claims)] if claims else asyncio.run(_stored())
    wrong = [(claim.id, problem) for claim, problem in _proofs(found)]
    if wrong:
        _print(wrong)
    typer.echo(_summary(found, len({claim_id for claim_id, _ in wrong})))
    if wrong:
        raise typer.Exit(CLAIMS_WRONG)


async def _stored() -> list[Claim]:
    async with open_store() as store:
        return await store.all_claims()


def _proofs(claims: list[Claim]) -> Iterator[tuple[Claim, Problem]]:
    index = ClaimIndex.build(claim for claim in claims if claim.state is State.PUBLISHED)
    known = {claim.id for claim in claims}
    trusted = trusted_hosts()
    console = Console(stderr=True)
    bar = track(claims, description="checking", console=console, transient=True, disable=not console.is_terminal)
    for claim in bar:
        found = (
            problems(claim, index, trusted=trusted)
            if claim.state is State.PUBLISHED
            else faults(claim, trusted=trusted)
        )
        # A related claim may have been retired since; that is no fault of this one.
        yield from ((claim, one) for one in found if one.code != "unknown_related" or one.detail not in known)


def _print(wrong: list[tuple[str, Problem]]) -> None:
    table = Table(Column("claim", overflow="fold"), Column("what is wrong", overflow="fold"))
    for claim_id, problem in wrong:
        table.add_row(claim_id, str(problem))
    Console().print(table, markup=False)


def _summary(claims: list[Claim], wrong: int) -> str:
    count = Counter(claim.state for claim in claims)
    text = f"{count[State.PUBLISHED]:,} published claims proven, {wrong:,} claims with something wrong."
    if others := len(claims) - count[State.PUBLISHED]:
        text += f" Form only: {others:,} ({count[State.DRAFT]:,} drafts, {count[State.RETIRED]:,} retired)."
    return text
