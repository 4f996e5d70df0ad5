"""What moderators did: append-only, each act with the digest of the one before, so that a changed byte shows.

An act is written in the transaction of the claims it saves: both are there or neither.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.moderation_tables import act_changes, acts

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ActChange:
    """What an act did to one claim: from version `before` (0: none) to version `after`.

    `stands_for` is the version whose content `after` has: itself, or for an undo an older one, 0 where the claim is
    gone again. `body_digest` is that of the claim as it was saved.
    """

    claim_id: str
    before: int
    after: int
    stands_for: int
    body_digest: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act: who (a code), when (seconds since 1970), what; `undoes` is the act that it takes back.

    `request` names what asked for it, "" where nothing does: a request is answered by one act at most.
    """

    seq: int
    at: float
    code: str
    kind: str
    destructive: bool = False
    undoes: int | None = None
    note: str = ""
    changes: tuple[ActChange, ...] = ()
    digest: str = ""
    request: str = ""


async def append(
    connection: AsyncConnection,
    *,
    at: float,
    code: str,
    kind: str,
    destructive: bool = False,
    undoes: int | None = None,
    note: str = "",
    changes: Sequence[ActChange] = (),
    request: str = "",
) -> Act:
    """Write the next act in the transaction of `connection`."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("LOCK TABLE acts IN SHARE ROW EXCLUSIVE MODE"))
    last = (await connection.execute(select(acts.c.seq, acts.c.digest).order_by(acts.c.seq.desc()).limit(1))).first()
    ordered = tuple(sorted(changes, key=lambda change: change.claim_id))
    seq = last.seq + 1 if last else 1
    bare = Act(seq, at, code, kind, destructive, undoes, note, ordered, request=request)
    act = replace(bare, digest=digest(bare, last.digest if last else ""))
    await connection.execute(
        insert(acts).values(
            seq=act.seq,
            at=at,
            code=code,
            kind=kind,
            destructive=int(destructive),
            undoes=undoes,
            note=note,
            digest=act.digest,
            request=request or None,
        )
    )
    if ordered:
        await connection.execute(insert(act_changes), [_change_row(act.seq, change) for change in ordered])
    return act


def digest(act: Act, before: str) -> str:
    """What the act's digest must be when the one before it has the digest `before`."""
    changes = [
        [change.claim_id, change.before, change.after, change.stands_for, change.body_digest] for change in act.changes
    ]
    told = [before, act.seq, act.at, act.code, act.kind, int(act.destructive), act.undoes, act.note, changes]
    if act.request:  # acts of earlier releases have none
        told.append(act.request)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def body_digest(body: str) -> str:
    """The digest of a claim as it lies in the store."""
    return hashlib.sha256(body.encode()).hexdigest()


async def last_act(connection: AsyncConnection, code: str, kinds: Iterable[str]) -> Act | None:
    """The newest act of somebody, of these kinds, that is not undone; None when there is none."""
    undone = select(acts.c.undoes).where(acts.c.undoes.is_not(None))
    query = select(acts).where(acts.c.code == code, acts.c.kind.in_(list(kinds)), acts.c.seq.not_in(undone))
    found = await read_acts(connection, query.order_by(acts.c.seq.desc()).limit(1))
    return found[0] if found else None


async def act_for(connection: AsyncConnection, request: str) -> Act | None:
    """The act that answered a request; None when none did."""
    found = await read_acts(connection, select(acts).where(acts.c.request == request))
    return found[0] if found else None


async def act_numbered(connection: AsyncConnection, seq: int) -> Act | None:
    """The act with a number; None when there is none."""
    found = await read_acts(connection, select(acts).where(acts.c.seq == seq))
    return found[0] if found else None


async def acts_on(connection: AsyncConnection, claim_id: str) -> list[Act]:
    """Every act on a claim, oldest first."""
    mine = select(act_changes.c.seq).where(act_changes.c.claim_id == claim_id)
    return await read_acts(connection, select(acts).where(acts.c.seq.in_(mine)).order_by(acts.c.seq))


async def stands_for(connection: AsyncConnection, versions: dict[str, int]) -> dict[str, int]:
    """For each claim's version the one whose content it has; 0 where that is no claim at all."""
    found = dict(versions)
    ids = sorted(versions)
    for first in range(0, len(ids), _AT_ONCE):
        query = select(act_changes).where(act_changes.c.claim_id.in_(ids[first : first + _AT_ONCE]))
        for row in await connection.execute(query):
            if row.after == versions[row.claim_id]:
                found[row.claim_id] = row.stands_for
    return found


async def destructive_since(connection: AsyncConnection, code: str, moment: float) -> int:
    """How many destructive acts somebody did after `moment`."""
    query = select(func.count()).where(acts.c.code == code, acts.c.destructive == 1, acts.c.at > moment)
    return int(await connection.scalar(query) or 0)


async def counts_since(connection: AsyncConnection, moment: float) -> dict[str, int]:
    """How many acts of each kind were done after `moment`; kinds that nobody did are left out."""
    query = select(acts.c.kind, func.count().label("number")).where(acts.c.at > moment).group_by(acts.c.kind)
    return {row.kind: row.number for row in await connection.execute(query)}


async def read_acts(connection: AsyncConnection, query: Select[Any]) -> list[Act]:
    """The acts that a query of `acts` gives, in its order, with their changes."""
    rows = (await connection.execute(query)).all()
    changes: dict[int, list[ActChange]] = {row.seq: [] for row in rows}
    seqs = list(changes)
    for first in range(0, len(seqs), _AT_ONCE):
        part = select(act_changes).where(act_changes.c.seq.in_(seqs[first : first + _AT_ONCE]))
        for row in await connection.execute(part):
            changes[row.seq].append(_read_change(row))
    return [_read(row, changes[row.seq]) for row in rows]


def _read(row: Row[Any], changes: list[ActChange]) -> Act:
    ordered = tuple(sorted(changes, key=lambda change: change.claim_id))
    told = (row.seq, row.at, row.code, row.kind, bool(row.destructive), row.undoes, row.note, ordered, row.digest)
    return Act(*told, request=row.request or "")


def _read_change(row: Row[Any]) -> ActChange:
    return ActChange(row.claim_id, row.before, row.after, row.stands_for, row.body_digest)


def _change_row(seq: int, change: ActChange) -> dict[str, object]:
    return {
        "seq": seq,
        "claim_id": change.claim_id,
        "before": change.before,
        "after": change.after,
        "stands_for": change.stands_for,
        "body_digest": change.body_digest,
    }
