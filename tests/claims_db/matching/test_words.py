"""Numbers of keys tell keys, and neighbours, apart."""

from itertools import pairwise, product

import numpy as np
import pytest

from claims_db.matching.words import KEY_LENGTH, digests, key_of


def test_different_keys_have_different_numbers():
    """Short and long keys of several alphabets."""
    keys = ["".join(letters) for length in range(1, KEY_LENGTH + 1) for letters in product("abежї", repeat=length)]

    assert len({*digests(keys)[0].tolist()}) == len(keys)


def test_neighbours_are_not_their_reverse():
    """Every pair of different words, in either order, has a number of its own."""
    keys = ["durov", "arest", "paris", "telegr"[:KEY_LENGTH], "7", "2024"]
    pairs = {pair: digests(pair)[1].tolist()[0] for pair in product(keys, repeat=2)}

    assert len({*pairs.values()}) == len(pairs)


@pytest.mark.parametrize("keys", [[], ["durov"], ["durov", "arest", "\ud800"]])
def test_numbers_do_not_depend_on_what_stands_beside(keys: list[str]):
    """One number for each key, one for each two neighbours, the same as alone; lone surrogates too."""
    words, pairs = digests(keys)

    assert words.tolist() == [digests([key])[0].tolist()[0] for key in keys]
    assert pairs.tolist() == [digests(pair)[1].tolist()[0] for pair in pairwise(keys)]


def test_first_bits_are_spread_evenly():
    """The index parts numbers by their first bits; a thousand short words leave few of 256 parts empty."""
    numbers = digests([f"{letter}{number}" for letter in "abcd" for number in range(250)])[0]

    assert len(np.unique(numbers >> np.uint64(56))) > 230


@pytest.mark.parametrize("word", ["ж", "же", "б", "би", "бы"])
def test_particles_say_nothing(word: str):
    """Also where a vowel went: "все ж" must not be met by any zzz."""
    assert key_of(word) == ""
