"""A JSON value in a stream is cut as a whole parser would cut it."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from claims_db.exchange.json_items import JsonItems

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.text('"\\[]{},: aї\n', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=10,
)


class Slow(io.BytesIO):
    """A stream that gives one byte at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(1)


def items(value: object, *, indent: int | None = None) -> list[tuple[str, object]]:
    stream = Slow(json.dumps(value, ensure_ascii=False, indent=indent).encode())
    return [(field, item) for _, field, item in JsonItems(stream, "f").read({"list"})]


@given(st.lists(VALUES, max_size=4), st.sampled_from([None, 1]))
def test_a_list_is_its_items(values: list[object], indent: int | None):
    """Wherever the stream is cut, brackets and quotes inside texts included."""
    assert items(values, indent=indent) == [("", value) for value in values]


@given(st.dictionaries(st.text("ab", max_size=2), VALUES, max_size=3), st.lists(VALUES, max_size=3))
def test_an_object_is_its_fields_and_the_items_of_named_lists(fields: dict[str, object], values: list[object]):
    """A named list comes item by item, each other field whole, in the order of the file."""
    assert items(fields | {"list": values}) == [*fields.items(), *(("list", value) for value in values)]


def test_the_line_of_an_item_is_known():
    """Messages lead to it."""
    stream = io.BytesIO(b'{"a": 1,\n\n"list": [1,\n 2]}')

    assert [line for line, _, _ in JsonItems(stream, "f").read({"list"})] == [1, 3, 4]
