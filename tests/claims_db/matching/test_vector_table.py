"""Vectors of claims are compared as a plain scan of them would, however they came and went."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.matching import vector_table
from claims_db.matching.metric import Metric
from claims_db.matching.vector_memory import VectorMemory
from claims_db.matching.vector_table import VectorTable, Wanted

SIZE = 64
RANDOM = np.random.default_rng(7)
DIRECTIONS = np.linalg.qr(RANDOM.normal(size=(SIZE, 5)))[0].T.astype(np.float32)
METRIC = Metric(
    RANDOM.normal(size=SIZE).astype(np.float32) / 20, DIRECTIONS, np.linspace(0.2, 0.9, 5, dtype=np.float32)
)


def units(count, seed=1):
    """Vectors of length 1, in clusters as those of claims are."""
    random = np.random.default_rng(seed)
    middles = random.normal(size=(count // 4 + 1, SIZE))
    rows = (middles[np.arange(count) % len(middles)] + random.normal(size=(count, SIZE)) * 0.4).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def table_of(wordings, vectors):
    """A table of some wordings, one vector each."""
    memory = VectorMemory("test")
    memory.keep([row.text for row in wordings], vectors)
    table = VectorTable(memory, METRIC)
    table.put((row, memory.row(row.text)) for row in wordings)
    return table


def plainly(wordings, memory, asked):
    """Nearness by claim: of the nearest wording, of the middle, plain, and of the nearest near miss."""
    found = {}
    for claim_id in {row.claim_id for row in wordings if not row.counter}:
        own = [row for row in wordings if row.claim_id == claim_id]
        said = np.stack([memory.recall(row.text) for row in own if not row.counter])
        learnt, one = METRIC.apply(said), METRIC.apply(asked[None])[0]
        middle = learnt.sum(axis=0) / np.linalg.norm(learnt.sum(axis=0))
        misses = [METRIC.apply(memory.recall(row.text)[None])[0] @ one for row in own if row.counter]
        found[claim_id] = ((learnt @ one).max(), middle @ one, (said @ asked).max(), max(misses, default=0.0))
    return found


ACTS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 11), st.booleans()), min_size=1, max_size=40)


@settings(max_examples=60)
@given(ACTS)
def test_any_history_gives_what_a_plain_scan_gives(acts):
    """Lines and columns are used again; what was taken out never counts."""
    vectors = units(12)
    memory = VectorMemory("test")
    memory.keep([f"text {n}" for n in range(12)], vectors)
    table, here = VectorTable(memory, METRIC), {}
    for claim, number, counter in acts:
        place = claim * 100 + number
        if place in here:
            table.remove(place)
            del here[place]
        else:
            here[place] = Wanted(f"claim-{claim}", place, f"text {number}", counter)
            table.put([(here[place], memory.row(f"text {number}"))])
    asked = units(2, seed=3)

    expected = [plainly(list(here.values()), memory, one) for one in asked]

    for near, known in zip(table.near(asked), expected, strict=True):
        order = sorted(known, key=lambda claim_id: (-known[claim_id][0] - known[claim_id][1], claim_id))
        scores = [sum(known[claim_id][:2]) for claim_id in near.nearest(3)]
        assert scores == pytest.approx([sum(known[claim_id][:2]) for claim_id in order[:3]], abs=1e-4)
        for claim_id, (learnt, centre, plain, astray) in known.items():
            one = near.to(claim_id)
            assert (one.learnt, one.centre, one.plain, one.astray) == pytest.approx(
                (learnt, centre, plain, astray), abs=1e-4
            )
        assert near.to("nobody") is None


def test_in_a_large_base_the_nearest_claims_are_still_found(monkeypatch):
    """Where only the wordings are compared whose signs agree most, nine in ten of the nearest six are found, and nearly
    always the first.
    """
    wordings = [Wanted(f"claim-{n // 2}", n, f"text {n}", counter=False) for n in range(4000)]
    table = table_of(wordings, units(4000))
    asked = units(4000)[::80] + RANDOM.normal(size=(50, SIZE)).astype(np.float32) * 0.05
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    exact = [near.nearest(6) for near in table.near(asked)]
    monkeypatch.setattr(vector_table, "EXACT", 0)

    coarse = [near.nearest(6) for near in table.near(asked)]

    shared = [len(set(one) & set(other)) / 6 for one, other in zip(exact, coarse, strict=True)]
    assert sum(shared) / len(shared) >= 0.9
    assert sum(one[0] == other[0] for one, other in zip(exact, coarse, strict=True)) >= 48


def test_only_the_claims_that_are_named_are_compared():
    """While vectors are missing, what has some is not the nearest for that alone."""
    wordings = [Wanted(f"claim-{n}", n, f"text {n}", counter=False) for n in range(8)]
    table = table_of(wordings, units(8))

    near = table.near(units(8)[:1], only=("claim-5", "claim-6", "nobody"))[0]

    assert set(near.nearest(6)) == {"claim-5", "claim-6"}


def test_an_empty_table_is_near_to_nothing():
    """A base without claims has no nearest ones."""
    near = VectorTable(VectorMemory("test"), METRIC).near(units(1))[0]

    assert near.nearest(6) == []


def test_the_same_text_in_two_claims_has_one_vector():
    """Both claims are as near."""
    rows = [Wanted("one", 1, "text", counter=False), Wanted("two", 2, "text", counter=False)]
    memory = VectorMemory("test")
    memory.keep(["text"], units(1))
    table = VectorTable(memory, METRIC)
    table.put((row, memory.row(row.text)) for row in rows)

    near = table.near(units(1))[0]

    assert (len(memory), near.nearest(2)) == (1, ["one", "two"])
    assert near.to("one").learnt == near.to("two").learnt
