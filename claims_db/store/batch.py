"""Several steps inside one transaction of the claims store, and how a claim lies in a row."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from claims_db.curation import faults
from claims_db.errors import InvalidClaim, StaleClaim
from claims_db.exchange.fields import claim_from, fields_of
from claims_db.model import Claim, State
from claims_db.store.schema import claims, marks, store, versions

_AT_ONCE = 500

WITHDRAWN = "withdrawn"
"""State of a claim whose adding was taken back: only its history knows it."""


@dataclass(frozen=True, slots=True)
class ClaimVersion:
    """One saved version: the claim as it was, who saved it, when (UTC) and why, and the store's revision by it.

    `withdrawn` marks the version that took the claim back; its claim is as it was before, but retired.
    """

    claim: Claim
    by: str
    at: datetime
    revision: int
    why: str = ""
    withdrawn: bool = False


class Batch:
    """Reads and writes of one transaction; a store makes it, with the row of the store's revision locked."""

    def __init__(
        self, connection: AsyncConnection, *, revision: int, by: str, at: datetime, trusted: Collection[str] = ()
    ) -> None:
        self.connection = connection
        """The transaction itself, for whatever else must be saved with the claims or not at all."""
        self._trusted = trusted
        self._revision = revision
        self._by = by
        self._at = at.isoformat()

    async def newest(self, ids: Sequence[str]) -> dict[str, ClaimVersion]:
        """The newest versions of those of the claims `ids` that exist, what this batch has saved included.

        Of a claim that was withdrawn, the version that did so.
        """
        found: dict[str, ClaimVersion] = {}
        query = select(versions).join(claims, claims.c.revision == versions.c.revision)
        for first in range(0, len(ids), _AT_ONCE):
            rows = await self.connection.execute(query.where(claims.c.id.in_(ids[first : first + _AT_ONCE])))
            found |= {row.claim_id: read_version(row) for row in rows}
        return found

    async def save(self, given: Iterable[Claim], *, why: str = "") -> list[Claim]:
        """Append each claim as its next version and return them with these versions.

        Raises:
            InvalidClaim: a claim has faults; all of that claim are named.
            StaleClaim: the version of a claim is not the newest one.
        """
        pending = list(given)
        saved: list[Claim] = []
        for first in range(0, len(pending), _AT_ONCE):
            saved += await self._save_some(pending[first : first + _AT_ONCE], why)
        return saved

    async def at(self, wanted: Mapping[str, int]) -> dict[str, Claim]:
        """The claims as they were in the given versions; those that never had it are left out."""
        found: dict[str, Claim] = {}
        ids = list(wanted)
        for first in range(0, len(ids), _AT_ONCE):
            pairs = [(claim_id, wanted[claim_id]) for claim_id in ids[first : first + _AT_ONCE]]
            query = select(versions).where(tuple_(versions.c.claim_id, versions.c.version).in_(pairs))
            found |= {row.claim_id: read_claim(row) for row in await self.connection.execute(query)}
        return found

    async def withdraw(self, claim: Claim, *, why: str = "") -> Claim:
        """Take back a claim as if it had never been added; `history` still has it, and saving brings it back.

        Returns it as its history ends: retired.

        Raises:
            StaleClaim: the version of the claim is not the newest one.
        """
        return (await self._save_some([replace(claim, state=State.RETIRED)], why, state=WITHDRAWN))[0]

    async def mark(self, name: str) -> str | None:
        """A small fact about the store itself; None when it was never set."""
        value: str | None = await self.connection.scalar(select(marks.c.value).where(marks.c.name == name))
        return value

    async def set_mark(self, name: str, value: str) -> None:
        """Note a small fact about the store itself."""
        await self.connection.execute(delete(marks).where(marks.c.name == name))
        await self.connection.execute(insert(marks).values(name=name, value=value))

    async def _save_some(self, pending: list[Claim], why: str, *, state: str | None = None) -> list[Claim]:
        known = await self._versions({claim.id for claim in pending})
        newest = dict(known)
        saved: list[Claim] = []
        rows: list[dict[str, object]] = []
        for claim in pending:
            if found := faults(claim, trusted=self._trusted):
                raise InvalidClaim(claim.id, tuple(dict.fromkeys(fault.code for fault in found)))
            if claim.version != newest.get(claim.id, 0):
                raise StaleClaim(claim.id, claim.version, newest.get(claim.id, 0))
            newest[claim.id] = claim.version + 1
            self._revision += 1
            saved.append(replace(claim, version=claim.version + 1))
            rows.append(self._row(saved[-1], state or claim.state.value, why))
        await self._write(rows, known)
        return saved

    async def _versions(self, ids: set[str]) -> dict[str, int]:
        rows = await self.connection.execute(select(claims.c.id, claims.c.version).where(claims.c.id.in_(ids)))
        return {row.id: row.version for row in rows}

    def _row(self, claim: Claim, state: str, why: str) -> dict[str, object]:
        return {
            "revision": self._revision,
            "claim_id": claim.id,
            "version": claim.version,
            "state": state,
            "body": body_of(claim),
            "saved_by": self._by,
            "saved_at": self._at,
            "why": why,
        }

    async def _write(self, rows: list[dict[str, object]], known: dict[str, int]) -> None:
        if not rows:
            return
        await self.connection.execute(insert(versions), rows)
        last = {str(row["claim_id"]): row for row in rows}
        pointers = [
            {"of": claim_id, "new_revision": row["revision"], "new_version": row["version"], "new_state": row["state"]}
            for claim_id, row in last.items()
        ]
        added = [pointer for pointer in pointers if pointer["of"] not in known]
        moved = [pointer for pointer in pointers if pointer["of"] in known]
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("revision", "version", "state")}
        if added:
            await self.connection.execute(insert(claims).values(id=bindparam("of"), **values), added)
        if moved:
            await self.connection.execute(update(claims).where(claims.c.id == bindparam("of")).values(values), moved)
        await self.connection.execute(update(store).values(revision=self._revision))


def body_of(claim: Claim) -> str:
    """A claim as it lies in the store: JSON in ASCII, without its version."""
    return json.dumps(fields_of(claim), separators=(",", ":"))


def read_claim(row: Row[*tuple[Any, ...]]) -> Claim:
    """The claim of a row that has `body` and `version`."""
    return claim_from(json.loads(row.body), version=row.version)


def read_version(row: Row[*tuple[Any, ...]]) -> ClaimVersion:
    """The saved version of a whole row of `versions`."""
    at = datetime.fromisoformat(row.saved_at)
    return ClaimVersion(read_claim(row), row.saved_by, at, row.revision, row.why, row.state == WITHDRAWN)
