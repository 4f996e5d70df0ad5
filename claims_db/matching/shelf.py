"""The claims of an index by id and by slot, whole and folded (see wordings.fold); those of a snapshot are read when
they are first asked for.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from claims_db.model import Claim

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pieces:
    """Strings of bytes, one after the other: number n is `joined[ends[n - 1]:ends[n]]`."""

    joined: memoryview
    ends: "NDArray[np.uint64]"

    def __getitem__(self, number: int) -> bytes:
        begin = int(self.ends[number - 1]) if number else 0
        return bytes(self.joined[begin : int(self.ends[number])])


@dataclass(frozen=True, slots=True)
class Stored:
    """Claims by slot, nothing for an empty one: `bodies` that `read` turns into claims, and what they are folded to."""

    ids: tuple[str, ...]
    bodies: Pieces
    folded: Pieces
    read: Callable[[bytes], Claim]


class Shelf:
    """Claims with the slots that postings know them by. `freshness` has a number for each slot, see `newest`."""

    def __init__(self, stored: Stored | None = None, freshness: Iterable[int] = ()) -> None:
        self.freshness = array("q", freshness)
        ids = stored.ids if stored else ()
        self._stored = stored
        self._slots = {claim_id: slot for slot, claim_id in enumerate(ids) if claim_id}
        self._ids = list(ids)
        self._claims: list[Claim | None] = [None] * len(ids)
        self._folded: list[bytes | None] = [None] * len(ids)

    def copy(self) -> "Shelf":
        """The same claims, which later changes of either do not touch in the other; what is stored is shared."""
        twin = Shelf()
        twin.freshness, twin._stored, twin._slots = self.freshness[:], self._stored, self._slots.copy()
        twin._ids, twin._claims, twin._folded = self._ids.copy(), self._claims.copy(), self._folded.copy()
        return twin

    def __len__(self) -> int:
        return len(self._slots)

    def __iter__(self) -> Iterator[Claim]:
        return map(self.at, self._slots.values())

    def slots(self) -> Iterator[tuple[str, int]]:
        """Every id with its slot."""
        return iter(self._slots.items())

    def newest(self, limit: int) -> list[Claim]:
        """The claims that were checked last, at most `limit`, newest first; then by the date of their sources."""
        last = nlargest(limit, self._slots.items(), key=lambda pair: (self.freshness[pair[1]], pair[0]))
        return [self.at(slot) for _, slot in last]

    def slot(self, claim_id: str) -> int | None:
        """Where a claim is; None when it is not here."""
        return self._slots.get(claim_id)

    def id(self, slot: int) -> str:
        """The id of the claim in a slot; empty when it is not in use."""
        return self._ids[slot] if slot < len(self._ids) else ""

    def at(self, slot: int) -> Claim:
        """The claim in a slot that is in use."""
        claim = self._claims[slot]
        if claim is None:
            if self._stored is None:
                raise LookupError(slot)
            return self._stored.read(self._stored.bodies[slot])
        return claim

    def folded(self, slot: int) -> bytes:
        """What the claim in a slot that is in use is folded to."""
        folded = self._folded[slot]
        if folded is None:
            if self._stored is None:
                raise LookupError(slot)
            return self._stored.folded[slot]
        return folded

    def body(self, slot: int) -> bytes | None:
        """The claim in a slot as the snapshot has it; None when it came later."""
        return self._stored.bodies[slot] if self._stored and self._claims[slot] is None else None

    def put(self, slot: int, claim: Claim, folded: bytes) -> None:
        """Place a claim whose id is not here, with what it is folded to, in a slot that is not in use."""
        more = slot + 1 - len(self._ids)
        if more > 0:
            self._ids += [""] * more
            self._claims += [None] * more
            self._folded += [None] * more
            self.freshness.extend([0] * more)
        self._slots[claim.id] = slot
        self._ids[slot] = claim.id
        self._claims[slot] = claim
        self._folded[slot] = folded
        self.freshness[slot] = _freshness(claim)

    def remove(self, claim_id: str) -> None:
        """Take a claim away that is here."""
        slot = self._slots.pop(claim_id)
        self._ids[slot] = ""
        self._claims[slot] = None
        self._folded[slot] = None


def _freshness(claim: Claim) -> int:
    """A number that rises with the day of the check, then with `evidence_until` (YYYY, YYYY-MM or YYYY-MM-DD)."""
    checked = claim.date_checked.toordinal() if claim.date_checked else 0
    until = claim.evidence_until.replace("-", "").ljust(8, "0")[:8]
    return checked * 10**8 + (int(until) if until.isdecimal() else 0)
