"""What has become of the claims since a reader last heard of them: which are new, and which are rated otherwise."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.model import Claim, Rating, State
from claims_db.store.batch import read_claim
from claims_db.store.schema import claims, versions
from claims_db.store.transactions import reading

MOST = 10_000
"""Changed claims that are looked at, the last ones: an import may change any number."""
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class News:
    """One published claim, by the store's revision of its newest version.

    `before` is the rating that it was published with earlier, another one than now; None: it was not published then.
    """

    revision: int
    before: Rating | None = None

    @property
    def place(self) -> tuple[bool, int]:
        """Where it stands among other news: changed ratings before new claims, the newest of each first."""
        return self.before is None, -self.revision


class ClaimNews:
    """Reads the claims' history. Both methods raise StoreUnavailable when the database can't be read."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def between(self, since: int, until: int) -> tuple[News, ...]:
        """What is published and was saved last after the revision `since` and not after `until`, in its order.

        A claim that was edited and kept its rating is no news. At most MOST; empty when nothing has changed.
        """
        changed = await self._changed(since, until)
        earlier = {before: revision for revision, before in changed if before is not None}
        before = await self._ratings(list(earlier))
        now = await self._ratings(list(earlier.values()))
        rated = [News(revision, before[old]) for old, revision in earlier.items() if before[old] is not now[revision]]
        new = [News(revision) for revision, old in changed if old is None]
        return tuple(sorted(rated + new, key=lambda one: one.place))

    async def claims(self, news: Sequence[News]) -> list[tuple[News, Claim]]:
        """The claims of a few news, in their order."""
        query = select(versions.c.revision, versions.c.body, versions.c.version)
        async with reading(self._engine) as connection:
            rows = await connection.execute(query.where(versions.c.revision.in_([one.revision for one in news])))
            found = {row.revision: read_claim(row) for row in rows}
        return [(one, found[one.revision]) for one in news]

    async def _changed(self, since: int, until: int) -> list[tuple[int, int | None]]:
        """Revisions of the newest versions, and of the published ones of the same claims that were there at `since`."""
        last, earlier = versions.alias(), versions.alias()
        then = select(func.max(last.c.revision)).where(last.c.claim_id == claims.c.id, last.c.revision <= since)
        published = (earlier.c.revision == then.scalar_subquery()) & (earlier.c.state == State.PUBLISHED.value)
        query = (
            select(claims.c.revision, earlier.c.revision.label("before"))
            .select_from(claims.outerjoin(earlier, published))
            .where(claims.c.revision > since, claims.c.revision <= until, claims.c.state == State.PUBLISHED.value)
            .order_by(claims.c.revision.desc())
            .limit(MOST)
        )
        async with reading(self._engine) as connection:
            return [(row.revision, row.before) for row in await connection.execute(query)]

    async def _ratings(self, revisions: Sequence[int]) -> dict[int, Rating]:
        found: dict[int, Rating] = {}
        for first in range(0, len(revisions), _AT_ONCE):
            part = revisions[first : first + _AT_ONCE]
            query = select(versions.c.revision, versions.c.body).where(versions.c.revision.in_(part))
            async with reading(self._engine) as connection:
                rows = await connection.execute(query)
                found |= {row.revision: Rating(json.loads(row.body)["rating"]) for row in rows}
        return found
