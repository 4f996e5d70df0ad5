"""Vectors of the wordings in an index: made when first needed, kept by claim, compared all at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from claims_db.matching.encoder import Encoder
from claims_db.matching.metric import Metric, load_metric
from claims_db.matching.vector_memory import VectorMemory

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 32
"""Texts that are encoded in one call."""

AT_ONCE = 24
"""Missing vectors of wordings that one query may wait for."""


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


class Vectors:
    """Vectors by claim. Nothing is computed before `warm`; a wording without vector is not compared."""

    def __init__(self, encoder: Encoder, memory: VectorMemory) -> None:
        self.encoder = encoder
        self.memory = memory
        self._metric: Metric | None = None
        self._expected: dict[int, None] = {}
        self._waiting: dict[int, Wanted] = {}
        self._plain: dict[int, NDArray[np.float32]] = {}
        self._known: dict[int, Wanted] = {}
        self._table: _Table | None = None

    def expect(self, slots: Iterable[int]) -> None:
        """Remember claims, by any number, whose wordings are not read yet."""
        self._expected.update(dict.fromkeys(slots))

    def expected(self, most: int | None = None) -> list[int]:
        """Some of the claims whose wordings are not read yet, at most `most` of them (None: all)."""
        return list(islice(self._expected, most))

    def is_expected(self, slot: int) -> bool:
        """Whether the wordings of a claim are not read yet."""
        return slot in self._expected

    def add(self, slot: int, wordings: Iterable[Wanted]) -> None:
        """Remember that the wordings of a claim need vectors."""
        self._expected.pop(slot, None)
        self._waiting.update((wanted.place, wanted) for wanted in wordings)

    def remove(self, place: int) -> None:
        """Forget the wording at `place`."""
        self._waiting.pop(place, None)
        if self._known.pop(place, None):
            del self._plain[place]
            self._table = None

    @property
    def waiting(self) -> int:
        """How many wordings have no vector yet; at least so many while not every claim is read."""
        return len(self._waiting) + len(self._expected)

    def texts(self) -> list[str]:
        """The wordings that have vectors."""
        return [row.text for row in self._known.values()]

    def warm(self, most: int | None = None) -> None:
        """Find or compute the vectors that are missing; compute `most` of them at a time (None: all)."""
        for place in list(self._waiting):
            self._adopt(place)
        wanted = list(self._waiting.values())[:most]
        for at in range(0, len(wanted), BATCH):
            part = wanted[at : at + BATCH]
            texts = [row.text for row in part]
            self.memory.keep(texts, self.encoder.encode(texts))
            for row in part:
                self._adopt(row.place)

    def _adopt(self, place: int) -> bool:
        vector = self.memory.recall(self._waiting[place].text)
        if vector is not None:
            self._plain[place] = vector
            self._known[place] = self._waiting.pop(place)
            self._table = None
        return vector is not None

    def near(self, texts: Sequence[str], claims: Mapping[str, Sequence[int]]) -> list["Near"]:
        """Compare each text with claims.

        With every vector at hand all claims are compared. Otherwise only `claims` (the places of their wordings by
        id, the most promising first), and at most AT_ONCE of their missing vectors are computed for it.
        """
        if self._metric is None:
            self._metric = load_metric(self.encoder)
        if self.waiting:
            table = self._some(claims, self._metric)
        else:
            table = self._table = self._table or _Table(list(self._known.values()), self._plain, self._metric)
        plain = self.encoder.encode(texts)
        return table.near(plain, self._metric.apply(plain))

    def _some(self, claims: Mapping[str, Sequence[int]], metric: Metric) -> "_Table":
        """The vectors of some claims, whose other wordings are left out."""
        places = [place for own in claims.values() for place in own]
        missing = [place for place in places if place in self._waiting and not self._adopt(place)][:AT_ONCE]
        if missing:
            texts = [self._waiting[place].text for place in missing]
            self.memory.keep(texts, self.encoder.encode(texts))
            for place in missing:
                self._adopt(place)
        return _Table([self._known[place] for place in places if place in self._known], self._plain, metric)


class _Table:
    """All vectors in rows, claim by claim, its near misses last."""

    def __init__(self, known: list[Wanted], plain: "dict[int, NDArray[np.float32]]", metric: Metric) -> None:
        said = sorted((row for row in known if not row.counter), key=lambda row: (row.claim_id, row.place))
        counter = sorted((row for row in known if row.counter), key=lambda row: (row.claim_id, row.place))
        self._ids, self._starts = _starts(said)
        self._counter_ids, self._counter_starts = _starts(counter)
        self._places = [row.place for row in said]
        self._ends = [*self._starts[1:], len(said)]
        self._columns = {claim_id: column for column, claim_id in enumerate(self._ids)}
        self._counter_columns = {claim_id: column for column, claim_id in enumerate(self._counter_ids)}
        if not said:
            return
        self._plain = np.stack([plain[row.place] for row in said])
        self._learnt = metric.apply(self._plain)
        self._counter = metric.apply(np.stack([plain[row.place] for row in counter])) if counter else None
        sums = np.add.reduceat(self._learnt, self._starts)
        self._centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)

    def near(self, plain: "NDArray[np.float32]", learnt: "NDArray[np.float32]") -> list["Near"]:
        if not self._places:
            return [Near(self, *[np.zeros(0, np.float32)] * 4) for _ in plain]
        astray = np.zeros((len(plain), 0), np.float32)
        if self._counter is not None:
            astray = np.maximum.reduceat(learnt @ self._counter.T, self._counter_starts, axis=1)
        compared = zip(plain @ self._plain.T, learnt @ self._learnt.T, learnt @ self._centres.T, astray, strict=True)
        return [Near(self, *rows) for rows in compared]

    def closest(self, learnt: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Of cosines with each wording, the largest of each claim."""
        best: NDArray[np.float32] = np.maximum.reduceat(learnt, self._starts)
        return best

    def id(self, column: int) -> str:
        """The claim of a column."""
        return self._ids[column]

    def columns(self, claim_id: str) -> tuple[int | None, int | None]:
        """The columns of a claim and of its near misses; None where it has none."""
        return self._columns.get(claim_id), self._counter_columns.get(claim_id)

    def rows(self, column: int) -> slice:
        """The rows with the wordings of a claim."""
        return slice(self._starts[column], self._ends[column])

    def place(self, row: int) -> int:
        """The place of the wording in a row."""
        return self._places[row]


class Near:
    """How near one text is to claims; what is not asked for is not worked out."""

    def __init__(
        self,
        table: _Table,
        plain: "NDArray[np.float32]",
        learnt: "NDArray[np.float32]",
        centre: "NDArray[np.float32]",
        astray: "NDArray[np.float32]",
    ) -> None:
        self._table = table
        self._plain, self._learnt, self._centre, self._astray = plain, learnt, centre, astray

    def nearest(self, count: int) -> list[str]:
        """The claims that are nearest by their nearest wording and their middle together, at most `count`."""
        if not len(self._centre):
            return []
        far = -self._table.closest(self._learnt) - self._centre
        columns = np.argpartition(far, count)[:count] if len(far) > count else np.arange(len(far))
        order = np.lexsort((columns, far[columns]))
        return [self._table.id(column) for column in columns[order].tolist()]

    def to(self, claim_id: str) -> Nearness | None:
        """How near a claim is; None when it has no vectors."""
        column, counter = self._table.columns(claim_id)
        if column is None:
            return None
        rows = self._table.rows(column)
        best = rows.start + int(self._learnt[rows].argmax())
        return Nearness(
            place=self._table.place(best),
            learnt=float(self._learnt[best]),
            centre=float(self._centre[column]),
            plain=float(self._plain[rows].max()),
            astray=0.0 if counter is None else float(self._astray[counter]),
        )


def _starts(rows: list[Wanted]) -> tuple[list[str], list[int]]:
    """Each claim once, and the first of its rows."""
    ids: list[str] = []
    starts: list[int] = []
    for at, row in enumerate(rows):
        if not ids or ids[-1] != row.claim_id:
            ids.append(row.claim_id)
            starts.append(at)
    return ids, starts
