"""Which claim stands in the place of one that was merged away."""

from collections.abc import Iterable

from claims_db.live import LiveIndex
from claims_db.model import Claim
from claims_db.store import ClaimStore

_LONGEST_CHAIN = 10
"""Merges that are followed from a claim that is gone to the one that it became part of."""


class Survivors:
    """Follows merges. Raises StoreUnavailable when the claims can't be read."""

    def __init__(self, store: ClaimStore, live: LiveIndex) -> None:
        self._store = store
        self._live = live

    async def of(self, claim_id: str) -> str:
        """The published claim that one became part of; itself where it is published, or became part of none."""
        at = claim_id
        for _ in range(_LONGEST_CHAIN):
            if self._live.claim(at) is not None:
                return at
            there = await self._store.claim(at)
            if there is None or not there.merged_into:
                break
            at = there.merged_into
        return claim_id

    async def claim(self, claim_id: str) -> Claim | None:
        """The same as a claim; None where none is published."""
        return self._live.claim(await self.of(claim_id))

    async def parts(self, claim_id: str, among: Iterable[str]) -> list[str]:
        """Those of `among` in whose place `claim_id` stands now, itself first."""
        others = [one for one in among if one != claim_id and self._live.claim(one) is None]
        return [claim_id, *[one for one in others if await self.of(one) == claim_id]]
