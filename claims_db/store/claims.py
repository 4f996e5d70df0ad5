"""The claims in a database: every save appends a version, the newest one is what counts.

`ClaimStore` states the promises; `SqlClaimStore` keeps them in SQLite and PostgreSQL with one code path.
"""

from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Protocol

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncResult

from claims_db.model import Claim, State
from claims_db.store.batch import WITHDRAWN, Batch, ClaimVersion, read_claim, read_version
from claims_db.store.revision import look_at_revision
from claims_db.store.schema import claims, marks, store, versions
from claims_db.store.transactions import glancing, reading, writing

_AT_ONCE = 500

_FEW = 8
"""Changes that are read at once, as mostly there is but one."""


class ClaimStore(Protocol):
    """Every save appends a version and raises the revision by one; nothing is ever deleted.

    Every method may raise StoreUnavailable. `by` names who saves: a stable, non-empty handle ("starter", "import"),
    never a person's name.
    """

    async def revision(self) -> int:
        """How many versions were ever saved; it rises with each write."""
        ...

    async def claim(self, claim_id: str) -> Claim | None:
        """The newest version of a claim in any state; None when there is none (never was, or withdrawn)."""
        ...

    async def live_claims(self) -> list[Claim]:
        """The published claims, by id."""
        ...

    async def all_claims(self) -> list[Claim]:
        """The newest version of every claim in any state, by id."""
        ...

    def each_claim(self) -> AbstractAsyncContextManager[AsyncIterator[Claim]]:
        """Like `all_claims`, one by one inside a block, for bases of any size; one consistent state of the store."""
        ...

    async def changes_since(self, revision: int) -> list[Claim]:
        """The newest version of each claim that was saved after `revision`, in the order of saving.

        A claim that was withdrawn comes retired.
        """
        ...

    async def fingerprint(self, revision: int) -> str:
        """A short text that tells the store, as it was at `revision`, from any other; empty when it never was there."""
        ...

    async def history(self, claim_id: str) -> list[ClaimVersion]:
        """All versions of a claim, oldest first; empty when there never was one."""
        ...

    async def save(self, claim: Claim, *, by: str, why: str = "") -> Claim:
        """Append `claim` as its next version and return it with that version; durable on return.

        Raises:
            InvalidClaim: the claim has faults (`claims_db.curation.faults`); all of them are named.
            StaleClaim: `claim.version` is not the newest one (0 for a new claim).
        """
        ...

    async def save_all(self, claims: Iterable[Claim], *, by: str, why: str = "") -> list[Claim]:
        """Save all of them, or none when one of them is refused as `save` would."""
        ...

    def batch(self, *, by: str) -> AbstractAsyncContextManager[Batch]:
        """One transaction of several steps: all saves in it count, or none when the block raises.

        No other writer comes between. Not to be nested.
        """
        ...

    async def mark(self, name: str) -> str | None:
        """A small fact about the store itself; None when it was never set (`Batch.set_mark`)."""
        ...


class SqlClaimStore:
    """ClaimStore in the database behind `engine`; `migrate(engine, package="claims_db.store")` makes its tables.

    Sources may lie at the `host:port` in `trusted_hosts` too, although their ports are unusual.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        trusted_hosts: Collection[str] = (),
    ) -> None:
        self._engine = engine
        self._now = now
        self._trusted = frozenset(trusted_hosts)
        self._look = look_at_revision(engine)

    async def revision(self) -> int:
        """How many versions were ever saved; cheap enough to be asked for every post."""
        return await self._look()

    async def claim(self, claim_id: str) -> Claim | None:
        """The newest version of a claim in any state."""
        async with reading(self._engine) as connection:
            row = (await connection.execute(_present().where(claims.c.id == claim_id))).first()
        return read_claim(row) if row else None

    async def live_claims(self) -> list[Claim]:
        """The published claims, by id."""
        return await self._all(_newest().where(claims.c.state == State.PUBLISHED.value).order_by(claims.c.id))

    async def all_claims(self) -> list[Claim]:
        """The newest version of every claim in any state, by id."""
        return await self._all(_present().order_by(claims.c.id))

    def each_claim(self) -> AbstractAsyncContextManager[AsyncIterator[Claim]]:
        """The newest version of every claim, one by one inside a block."""
        return self._streamed(_present().order_by(claims.c.id))

    async def changes_since(self, revision: int) -> list[Claim]:
        """The newest version of each claim that was saved after `revision`."""
        query = _newest().where(claims.c.revision > revision).order_by(claims.c.revision)
        async with glancing(self._engine) as connection:
            rows = (await connection.execute(query.limit(_FEW + 1))).all()
        return list(map(read_claim, rows)) if len(rows) <= _FEW else await self._all(query)

    async def fingerprint(self, revision: int) -> str:
        """A digest of what was saved at `revision`, and when; empty when nothing was."""
        query = select(versions).where(versions.c.revision == revision)
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).first()
        return blake2b(repr(tuple(row)).encode(), digest_size=16).hexdigest() if row else ""

    async def history(self, claim_id: str) -> list[ClaimVersion]:
        """All versions of a claim, oldest first."""
        query = select(versions).where(versions.c.claim_id == claim_id).order_by(versions.c.version)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return [read_version(row) for row in rows]

    async def save(self, claim: Claim, *, by: str, why: str = "") -> Claim:
        """Append `claim` as its next version."""
        return (await self.save_all([claim], by=by, why=why))[0]

    async def save_all(self, claims: Iterable[Claim], *, by: str, why: str = "") -> list[Claim]:
        """Save all of them or none."""
        async with self.batch(by=by) as batch:
            return await batch.save(claims, why=why)

    @asynccontextmanager
    async def batch(self, *, by: str) -> AsyncIterator[Batch]:
        """One transaction of several steps."""
        if not by:
            raise ValueError("a save needs somebody who did it")
        async with writing(self._engine) as connection:
            revision = await connection.scalar(select(store.c.revision).with_for_update())
            yield Batch(connection, revision=int(revision or 0), by=by, at=self._now(), trusted=self._trusted)

    async def mark(self, name: str) -> str | None:
        """A small fact about the store itself."""
        async with reading(self._engine) as connection:
            value: str | None = await connection.scalar(select(marks.c.value).where(marks.c.name == name))
            return value

    async def _all(self, query: Select[str, int]) -> list[Claim]:
        async with self._streamed(query) as found:
            return [claim async for claim in found]

    @asynccontextmanager
    async def _streamed(self, query: Select[str, int]) -> AsyncIterator[AsyncIterator[Claim]]:
        async with reading(self._engine) as connection, connection.stream(query) as rows:
            yield _decoded(rows)


async def _decoded(rows: AsyncResult[str, int]) -> AsyncIterator[Claim]:
    async for part in rows.partitions(_AT_ONCE):
        for row in part:
            yield read_claim(row)


def _newest() -> Select[str, int]:
    """Body and version of the newest version of each claim."""
    return select(versions.c.body, versions.c.version).join(claims, claims.c.revision == versions.c.revision)


def _present() -> Select[str, int]:
    """The same without those that were withdrawn."""
    return _newest().where(claims.c.state != WITHDRAWN)
