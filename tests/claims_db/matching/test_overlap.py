"""What groups of keys share with others is what holding each against each says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching.overlap import Overlap

KEYS = st.frozensets(st.sampled_from("abcdefgh"), max_size=6)


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=5), KEYS, KEYS)
def test_shared_rarity_is_that_of_the_common_keys(
    groups: list[list[str]], asked: frozenset[str], others: frozenset[str]
):
    """Repeats in a group count once; groups without a common key are left out."""
    found = Overlap(groups, asked | others).shared(asked, ord)

    expected = {number: sum(map(ord, asked & {*group})) for number, group in enumerate(groups)}
    assert found == {number: pytest.approx(worth) for number, worth in expected.items() if worth}
