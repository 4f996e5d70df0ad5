"""Whether the record of acts is what was written: every digest is computed again, from the first act on."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.acts import Act, body_digest, digest, read_acts
from bot.store.moderation_tables import act_changes, acts
from claims_db.store.database import reading
from claims_db.store.schema import versions

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Audited:
    """How many acts are as they were written, and the first one that is not (None: all are).

    `reason` is then "missing" (an act is gone), "changed" (an act or its changes), or "claim_changed" (a version that
    the act saved).
    """

    acts: int
    broken: int | None = None
    reason: str = ""


async def verify(engine: AsyncEngine) -> Audited:
    """Go through the whole record, in one consistent state of the database.

    Raises:
        StoreUnavailable: the database can't be used.
    """
    async with reading(engine) as connection:
        last, before = 0, ""
        while part := await read_acts(
            connection, select(acts).where(acts.c.seq > last).order_by(acts.c.seq).limit(_AT_ONCE)
        ):
            lost = await _lost_bodies(connection, part[0].seq, part[-1].seq)
            for act in part:
                if reason := _fault(act, last, before, lost):
                    return Audited(last, last + 1 if reason == "missing" else act.seq, reason)
                last, before = act.seq, act.digest
        stray = await connection.scalar(select(func.count()).where(act_changes.c.seq > last))
        return Audited(last, last + 1, "missing") if stray else Audited(last)


def _fault(act: Act, last: int, before: str, lost: set[int]) -> str:
    if act.seq != last + 1:
        return "missing"
    if act.digest != digest(act, before):
        return "changed"
    return "claim_changed" if act.seq in lost else ""


async def _lost_bodies(connection: AsyncConnection, first: int, last: int) -> set[int]:
    """The acts of which a saved version is gone or is not what it was."""
    saved = (versions.c.claim_id == act_changes.c.claim_id) & (versions.c.version == act_changes.c.after)
    query = (
        select(act_changes.c.seq, act_changes.c.body_digest, versions.c.body)
        .outerjoin(versions, saved)
        .where(act_changes.c.seq.between(first, last))
    )
    rows = await connection.execute(query)
    return {row.seq for row in rows if row.body is None or body_digest(row.body) != row.body_digest}
