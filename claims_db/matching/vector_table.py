"""The wordings that have vectors, by claim, and which claims are nearest to a text.

Up to EXACT wordings every one is compared. Of more, those are compared in full whose signs agree most: one bit a
dimension in the learnt view. Of 100,000 mixtures of real vectors that finds 97 % of the nearest six claims.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.growing import Growing
from claims_db.matching.metric import Metric, lengths
from claims_db.matching.vector_memory import VectorMemory

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT = 100_000
"""Wordings up to which all are compared in full."""

COARSE = 500
"""Wordings that are compared in full where there are more."""

_NOWHERE = 0
"""The column of wordings that were taken out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wording that has a vector or waits for one; `counter` marks a near miss."""

    claim_id: str
    place: int
    text: str
    counter: bool


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near one text is to a claim, as cosines.

    `learnt` is that of the nearest wording (at `place`), `centre` that of the middle of all wordings, both after
    the metric; `plain` is the encoder's own for the nearest; `astray` is that of the nearest near miss, 0 without.
    """

    place: int
    learnt: float
    centre: float
    plain: float
    astray: float


@dataclass(slots=True)
class _Claim:
    """A claim's column; the lines of its wordings and the rows of its near misses, each by place."""

    column: int
    lines: dict[int, int] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class VectorTable:
    """Wordings in lines, claims in columns; both are used again when they are free. Vectors stay in `memory`."""

    def __init__(self, memory: VectorMemory, metric: Metric) -> None:
        self.memory = memory
        self.metric = metric
        self._known: dict[int, Wanted] = {}
        self._claims: dict[str, _Claim] = {}
        self._ids = [""]
        self._middles = Growing(np.float32)
        self._middles.append(np.ones(1, np.float32))
        self._rows, self._owners = Growing(np.int32), Growing(np.int32)
        self._spreads = Growing(np.float32)
        self._signs = Growing(np.uint64, -(-len(metric.centre) // 64))
        self._free_lines: list[int] = []
        self._free_columns: list[int] = []

    def texts(self) -> list[str]:
        """The wordings that are here."""
        return [row.text for row in self._known.values()]

    def put(self, wordings: Iterable[tuple[Wanted, int]]) -> None:
        """Add wordings that are not here, each with the row of its vector in the memory."""
        touched = {row.claim_id: self._put(row, number) for row, number in wordings}
        for claim in touched.values():
            self._settle(claim)

    def remove(self, place: int) -> None:
        """Take the wording at `place` out; nothing happens when it is not here."""
        row = self._known.pop(place, None)
        if row is None:
            return
        claim = self._claims[row.claim_id]
        if row.counter:
            del claim.counters[place]
        else:
            line = claim.lines.pop(place)
            self._owners.rows[line] = _NOWHERE
            self._free_lines.append(line)
        if not claim.lines and not claim.counters:
            del self._claims[row.claim_id]
            self._free_columns.append(claim.column)
        else:
            self._settle(claim)

    def near(self, vectors: "NDArray[np.float32]", only: Collection[str] | None = None) -> list["Near"]:
        """Compare vectors of texts with all claims; with those in `only` where it is not None."""
        asked = list(zip(vectors, self.metric.probes(vectors), strict=True))
        if only is not None or not self._claims:
            return [Near(self, *one, self._ordered(only or (), *one)) for one in asked]
        if len(self._rows) > EXACT:
            return [Near(self, *one, self._ordered(self._likely(*one), *one)) for one in asked]
        products = self.memory.products(np.stack([probe for _, probe in asked]))
        return [Near(self, *one, self._first(column, one[1])) for one, column in zip(asked, products.T, strict=True)]

    def to(self, claim_id: str, vector: "NDArray[np.float32]", probe: "NDArray[np.float32]") -> Nearness | None:
        """How near a claim is to a text; None when no wording of it is here."""
        claim = self._claims.get(claim_id)
        if claim is None or not claim.lines:
            return None
        lines = list(claim.lines.values())
        said = self.memory.vectors(self._rows.rows[lines])
        learnt = (said @ probe - self.metric.centre @ probe) / self._spreads.rows[lines]
        best = int(learnt.argmax())
        astray = 0.0
        if claim.counters:
            others = self.metric.apply(self.memory.vectors(list(claim.counters.values())))
            astray = float((others @ self.metric.apply(vector[None])[0]).max())
        return Nearness(
            place=list(claim.lines)[best],
            learnt=float(learnt[best]),
            centre=float(learnt.sum() / self._middles.rows[claim.column]),
            plain=float((said @ vector).max()),
            astray=astray,
        )

    def _put(self, row: Wanted, number: int) -> _Claim:
        claim = self._claims.get(row.claim_id) or self._open(row.claim_id)
        self._known[row.place] = row
        if row.counter:
            claim.counters[row.place] = number
            return claim
        moved = self.metric.moved(self.memory.vectors([number]))
        if self._free_lines:
            line = self._free_lines.pop()
        else:
            line = self._rows.append(np.zeros(1, np.int32))
            self._owners.append(np.zeros(1, np.int32))
            self._spreads.append(np.ones(1, np.float32))
            self._signs.append(_signs(moved))
        self._rows.rows[line], self._owners.rows[line] = number, claim.column
        self._spreads.rows[line], self._signs.rows[line] = lengths(moved)[0], _signs(moved)[0]
        claim.lines[row.place] = line
        return claim

    def _open(self, claim_id: str) -> _Claim:
        if self._free_columns:
            column = self._free_columns.pop()
        else:
            column = self._middles.append(np.ones(1, np.float32))
            self._ids.append("")
        self._ids[column] = claim_id
        claim = self._claims[claim_id] = _Claim(column)
        return claim

    def _settle(self, claim: _Claim) -> None:
        """Work out how long the sum of a claim's wordings is: its middle is the sum at length 1."""
        if claim.lines:
            learnt = self.metric.apply(self.memory.vectors(self._rows.rows[list(claim.lines.values())]))
            self._middles.rows[claim.column] = max(float(np.linalg.norm(learnt.sum(axis=0))), 1e-9)

    def _first(self, products: "NDArray[np.float32]", probe: "NDArray[np.float32]") -> list[str]:
        """The nearest claims, from the products of a probe with every row of the memory."""
        owners = self._owners.rows
        learnt = (products[self._rows.rows] - self.metric.centre @ probe) / self._spreads.rows
        nearness = np.full(len(self._ids), -2, np.float32)
        np.maximum.at(nearness, owners, learnt)
        nearness += np.bincount(owners, learnt, minlength=len(self._ids)) / self._middles.rows
        nearness[_NOWHERE] = -2
        columns = np.argpartition(-nearness, _ASKED)[:_ASKED] if len(nearness) > _ASKED else np.arange(len(nearness))
        found = sorted((-float(nearness[column]), self._ids[column]) for column in columns if nearness[column] > -2)
        return [claim_id for _, claim_id in found]

    def _likely(self, vector: "NDArray[np.float32]", probe: "NDArray[np.float32]") -> Collection[str]:
        """The claims with the nearest of the wordings whose signs agree most with those of a text."""
        apart = np.bitwise_count(self._signs.rows ^ _signs(self.metric.moved(vector[None])))
        lines = np.argpartition(apart.sum(axis=1, dtype=np.uint16), COARSE)[:COARSE]
        order = lines[np.argsort(-self._learnt(lines, probe))]
        owners = self._owners.rows[order]
        return list(dict.fromkeys(self._ids[column] for column in owners.tolist() if column != _NOWHERE))[:_RECHECKED]

    def _ordered(self, ids: Collection[str], vector: "NDArray[np.float32]", probe: "NDArray[np.float32]") -> list[str]:
        """Claims by falling nearness of their nearest wording and their middle together."""
        found = ((claim_id, self.to(claim_id, vector, probe)) for claim_id in ids)
        return [
            claim_id for _, claim_id in sorted((-one.learnt - one.centre, claim_id) for claim_id, one in found if one)
        ]

    def _learnt(self, lines: "list[int] | NDArray[np.int64]", probe: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Cosines of some wordings with a text in the learnt view."""
        said = self.memory.vectors(self._rows.rows[lines])
        found: NDArray[np.float32] = (said @ probe - self.metric.centre @ probe) / self._spreads.rows[lines]
        return found


_ASKED = 16
"""Claims that anybody may ask for as the nearest of one text."""

_RECHECKED = 32
"""Claims that are put in order by all their wordings where only some wordings were compared."""


class Near:
    """How near one text is to claims; what is not asked for is not worked out."""

    def __init__(
        self,
        table: VectorTable,
        vector: "NDArray[np.float32]",
        probe: "NDArray[np.float32]",
        nearest: Sequence[str],
    ) -> None:
        self._table = table
        self._vector, self._probe = vector, probe
        self._nearest = nearest

    def nearest(self, count: int) -> list[str]:
        """The claims that are nearest by their nearest wording and their middle together, at most `count`."""
        return list(self._nearest[:count])

    def to(self, claim_id: str) -> Nearness | None:
        """How near a claim is; None when it has no vectors."""
        return self._table.to(claim_id, self._vector, self._probe)


def _signs(rows: "NDArray[np.float32]") -> "NDArray[np.uint64]":
    """Which numbers of each row are positive, 64 a word."""
    bits = np.packbits(rows > 0, axis=1)
    padded = np.zeros((len(bits), -(-bits.shape[1] // 8) * 8), np.uint8)
    padded[:, : bits.shape[1]] = bits
    return padded.view(np.uint64)
