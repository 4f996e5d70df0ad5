"""Whether readers get a claim: it is retired, comes back, or becomes part of another."""

from collections.abc import Collection
from dataclasses import replace

from bot.curation.acting import Acting
from bot.curation.errors import Refused, WrongState
from bot.curation.merging import merged, pointed_to
from bot.curation.proving import Proving
from bot.curation.values import Kind
from claims_db.curation import Problem
from claims_db.model import Claim, State


async def retire(acting: Acting, claim_id: str, reason: str, by: int) -> Claim:
    """Take a claim away from readers; see `Curator.retire`."""
    if not reason.strip():
        raise Refused((Problem("no_reason"),))
    async with acting.act(by, Kind.RETIRE) as act:
        claim = (await act.existing(claim_id)).claim
        act.destructive = claim.state is State.PUBLISHED
        if claim.state is State.RETIRED:
            raise WrongState(claim_id, claim.state, claim.merged_into)
        [saved] = await act.save([replace(claim, state=State.RETIRED)], why=reason.strip())
    return saved


async def restore(acting: Acting, proving: Proving, seen: Claim, by: int) -> Claim:
    """Give `seen`, the newest version a moment ago, to readers; see `Curator.restore`."""
    if seen.state is State.PUBLISHED:
        raise WrongState(seen.id, seen.state)
    wanted = replace(seen, state=State.PUBLISHED, merged_into="")
    prove = proving.conflicts if seen.state is State.RETIRED else proving.problems
    if problems := await prove(wanted):
        raise Refused(problems)
    async with acting.act(by, Kind.RESTORE if seen.state is State.RETIRED else Kind.PUBLISH) as act:
        [saved] = await act.save([wanted])
    return saved


async def merge(
    acting: Acting, from_id: str, into_id: str, by: int, *, related: Collection[str]
) -> tuple[Claim, Claim]:
    """Make one claim part of another; `related` names those that are related to it. See `Curator.merge`."""
    async with acting.act(by, Kind.MERGE, destructive=True) as act:
        part, whole = (await act.existing(from_id)).claim, (await act.existing(into_id)).claim
        if from_id == into_id or part.state is State.RETIRED:
            raise WrongState(from_id, part.state, part.merged_into)
        if whole.state is not State.PUBLISHED:
            raise WrongState(into_id, whole.state, whole.merged_into)
        gone, after = merged(part, whole)
        others = [row.claim for row in (await act.batch.newest(list(related))).values() if not row.withdrawn]
        moved = [pointed_to(claim, from_id, into_id) for claim in others if claim.id not in (from_id, into_id)]
        saved = await act.save([gone, after, *moved], why=f"{from_id} > {into_id}")
    return saved[0], saved[1]
