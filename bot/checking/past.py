"""Claims as they were: what an answer that was given then was made from."""

from collections import OrderedDict

from claims_db.model import Claim, State
from claims_db.store import ClaimStore

_MOST_KEPT = 200


class PastClaims:
    """The published claims of earlier revisions of the store. Raises StoreUnavailable when it can't be read."""

    def __init__(self, store: ClaimStore) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[str, int], Claim | None] = OrderedDict()

    async def at(self, claim_id: str, revision: int) -> Claim | None:
        """A claim as readers were shown it at `revision`; None where it was not published then."""
        key = (claim_id, revision)
        if key not in self._kept:
            self._kept[key] = await self._read(claim_id, revision)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    async def _read(self, claim_id: str, revision: int) -> Claim | None:
        until_then = [one.claim for one in await self._store.history(claim_id) if one.revision <= revision]
        return until_then[-1] if until_then and until_then[-1].state is State.PUBLISHED else None
