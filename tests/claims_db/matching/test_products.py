"""Rows are multiplied by weights alike, whatever the processor has for it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.matching.e5.products import has_tiles, product


@pytest.mark.skipif(not has_tiles(), reason="the processor has no tiles")
@settings(max_examples=60)
@given(st.integers(1, 90), st.integers(1, 12), st.integers(1, 12), st.integers(0, 9))
def test_tiles_give_what_numpy_gives(rows, inputs, outputs, seed):
    """Numbers are cut to eight binary digits on both sides, so that a product is off by 1 part in 128 at most."""
    random = np.random.default_rng(seed)
    given_rows = random.standard_normal((rows, 32 * inputs), np.float32)
    weights = random.standard_normal((32 * inputs, 32 * outputs), np.float32)

    on_tiles, by_numpy = product(weights, tiles=True)(given_rows), product(weights, tiles=False)(given_rows)

    assert on_tiles.dtype == by_numpy.dtype == np.float32
    assert (np.abs(on_tiles - by_numpy) <= np.abs(given_rows) @ np.abs(weights) / 128).all()


@pytest.mark.parametrize("tiles", [False, pytest.param(True, marks=pytest.mark.skipif(not has_tiles(), reason="none"))])
def test_products_are_new_rows(tiles):
    """What is given stays as it is, and what is gotten may be written to."""
    rows, weights = np.ones((3, 32), np.float32), np.eye(32, dtype=np.float32)
    times = product(weights, tiles=tiles)

    found = times(rows)
    found += 1

    assert (found == 2).all()
    assert (rows == 1).all()
    assert (times(rows) == 1).all()
