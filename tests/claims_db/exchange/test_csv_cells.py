"""What stands in a cell comes out of it as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.exchange.csv_cells import guarded, items_in, joined, lines_of, parts_in, unguarded
from tests.claims_db.strategies import ANY_TEXT

TRICKY = st.text("'\"=+-@,;|\t\n \\[]ab＝", max_size=12)


@given(ANY_TEXT | TRICKY)
def test_a_guard_is_taken_away_again(text: str):
    """Every text comes back, also one that begins with apostrophes of its own."""
    assert unguarded(guarded(text)) == text


@given(st.lists(ANY_TEXT | TRICKY, max_size=4))
def test_a_list_in_a_cell_comes_back(items: list[str]):
    """Line breaks, spaces and quotes inside an item, and empty items, are kept."""
    assert items_in(lines_of(items)) == items


@given(st.lists(ANY_TEXT | TRICKY, min_size=1, max_size=5))
def test_parts_of_a_line_come_back(parts: list[str]):
    """Bars inside a part are kept, and a line is one line."""
    line = joined(parts)

    assert "\n" not in line
    assert parts_in(line) == parts


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'=1", "=1"), ("''=1", "'=1"), ("'tis", "'tis"), ("=1", "=1"), ("a,'-b", "a,-b"), ("a\r\nb\rc", "a\nb\nc")],
)
def test_only_a_guard_is_taken_away(cell: str, text: str):
    """What people type stays, formula or apostrophe; line breaks of any kind become one."""
    assert unguarded(cell) == text


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", [""]),
        (" a |b| ", ["a", "b", ""]),
        ('"a | b" | c', ["a | b", "c"]),
        ('"a" and "b" | c', ['"a" and "b"', "c"]),
        (r'"bad \x" | c', [r'"bad \x"', "c"]),
    ],
)
def test_what_people_type_between_bars_is_read(line: str, parts: list[str]):
    """Quotes count only where they hold a whole part."""
    assert parts_in(line) == parts


@pytest.mark.parametrize(
    ("line", "count"),
    [("|" * 500_000, 500_001), ("x" + " " * 500_000 + "y" + '"' * 500_000, 1), ('"\\"|' * 200_000, 200_001)],
)
def test_a_line_made_to_be_slow_is_read_in_one_pass(line: str, count: int):
    """Bars, spaces and quotes without end cost what their length costs."""
    assert len(parts_in(line)) == count
