"""Claims as a table: what spreadsheets make of it, and what broken or hostile tables get."""

import contextlib
import csv as standard
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.errors import InvalidFile
from claims_db.exchange import csv, csv_rows
from claims_db.exchange.csv_fields import COLUMNS
from claims_db.exchange.entry import Entry
from claims_db.model import Claim, Phrasing, Rating, Source, State
from tests.claims_db.strategies import claims
from tests.making import make_claim


def read(content: str | bytes) -> list[Entry]:
    raw = content.encode() if isinstance(content, str) else content
    return list(csv.read(io.BytesIO(raw), "claims.csv"))


def written(given_claims: list[Claim]) -> str:
    writer = csv.Writer()
    return "".join(map(writer.piece, given_claims)) + writer.end()


def saved_by_a_spreadsheet(table: str, delimiter: str) -> bytes:
    """The table as a program writes it that quotes every cell and has its own separator and line ends."""
    rows = standard.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""))
    out = io.StringIO(newline="")
    standard.writer(out, delimiter=delimiter, quoting=standard.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


SOME = st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id)


@given(SOME)
def test_export_then_import_gives_the_same_claims(given_claims: list[Claim]):
    """Every claim comes back whole, odd characters, further languages and states included."""
    assert [entry.claim for entry in read(written(given_claims))] == given_claims


@given(SOME, st.sampled_from(",;\t"))
def test_a_spreadsheet_in_between_changes_nothing(given_claims: list[Claim], delimiter: str):
    """Opened and saved with another separator, other quotes and without a byte order mark, the claims are the same."""
    table = saved_by_a_spreadsheet(written(given_claims), delimiter)

    assert [entry.claim for entry in read(table)] == given_claims


TRICKY = st.text("'\"=+-@,;|\t\n \\a＝", min_size=1, max_size=12).filter(str.strip)


@given(TRICKY, st.lists(TRICKY, max_size=3).map(tuple), st.sampled_from(",;\t"))
def test_no_cell_begins_like_a_formula(text: str, items: tuple[str, ...], expected: str):
    """Nothing of a claim is run by a spreadsheet, also not by one that expects another separator than ours."""
    table = written([make_claim(statement=text, appears=text, near_misses=items, tags=items, context={"pl": text})])

    cells = [cell for row in standard.reader(io.StringIO(table, newline=""), delimiter=expected) for cell in row]
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@", "＝"))]
    assert expected != "," or not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "＝"))]


def test_a_formula_is_kept_as_text_and_comes_back():
    """An apostrophe stands before it in the file, and only there."""
    claim = make_claim(statement='=HYPERLINK("https://example.org";"win")', appears="'=1", near_misses=("-5", "@x"))

    table = written([claim])

    assert "\"'=HYPERLINK(" in table
    assert [entry.claim for entry in read(table)] == [claim]


def test_a_claim_is_one_row_of_the_documented_columns():
    """A table of one claim has the names of the columns and one row, and begins as spreadsheets need it for UTF-8."""
    table = written([make_claim()])

    rows = list(standard.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert table.startswith("\ufeffid,claim,")
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2


def test_every_column_is_documented():
    """Who makes a table finds all its columns in docs/formats.md."""
    documented = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    bare = {column.replace("[en]", "[uk]").replace("[ru]", "[uk]") for column in COLUMNS}

    assert [column for column in sorted(bare) if f"`{column}`" not in documented] == []


def test_a_table_made_by_hand_is_read():
    """Few columns in any order, semicolons, a list in a cell, dates as a spreadsheet in Kyiv writes them."""
    table = (
        "ID;Rating;claim;phrasings;phrasings[uk];context[uk];sources;date_checked\n"
        'a;false;A.;"one\n\n[uk] два";три;Так.;"https://example.org/ | News | Title | 31.12.2025 | is_copy";6.05.2026\n'
        ";;;\n"
    )

    [entry] = read(table)

    assert entry == Entry(
        Claim(
            "a",
            "A.",
            phrasings=(Phrasing("one", "en"), Phrasing("два", "uk"), Phrasing("три", "uk")),
            rating=Rating.FALSE,
            context={"uk": "Так."},
            sources=(Source("News", "Title", "https://example.org/", "2025-12-31", is_copy=True),),
            date_checked=make_claim().date_checked,
        ),
        "claims.csv, row 2",
    )


def test_a_table_without_ratings_holds_bare_drafts():
    """Wordings alone reach nobody before somebody has rated them."""
    [entry] = read("id,claim\na,A.\n")

    assert (entry.claim.state, entry.bare) == (State.DRAFT, True)


def test_a_state_is_taken_where_it_is_given():
    """An empty cell is no word about a claim that was retired meanwhile."""
    silent, retired = read("id,claim,rating,state\na,A.,true,\nb,B.,true, retired \n")

    assert (silent.claim.state, silent.state_given) == (State.PUBLISHED, False)
    assert (retired.claim.state, retired.state_given) == (State.RETIRED, True)


def test_the_line_that_names_the_separator_is_no_row():
    """Some spreadsheets begin with it; the row numbers are still those that people see."""
    [entry] = read("sep=;\r\nid;claim\r\na;A.\r\n")

    assert (entry.claim.id, entry.where) == ("a", "claims.csv, row 2")


HEAD = "id,claim,rating,context[en],sources,date_checked,further_languages\n"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("b,,false", "b: claim is missing"),
        (",B.,false", "id is missing"),
        ("b,B.,", "b: rating is missing"),
        ("b,B.,wrong", "b: rating is not one of: true, "),
        ("b,B.,false,,,5/6/2026", "b: date_checked is not a date of the form YYYY-MM-DD"),
        ("b,B.,false,,News | Title", "b: sources, line 1, title is missing"),
        ("b,B.,false,,https://x.example/ | N | T | 2024 | by: me", "b: sources, line 1 has a part that is none of"),
        ("b,B.,false,,,,pl: nie", "b: further_languages, line 1 is not of the form"),
        ("b,B.,false,C.,,,context[en] | D.", "b: further_languages, line 1 gives context[en] a second time"),
        ("b,B.,false,,,,,,beyond", "cell 9 is in a column without a name"),
        ("a,B.,false", "the id a is already in row 2"),
        ('b,"B.', "is not CSV: a quotation mark is left open"),
        ('b,"B."x,', "is not CSV: text follows a closing quotation mark"),
        ("b\rc,B.", "is not CSV: it has line breaks of an old kind"),
        (b"b,\xff", "is not UTF-8; save the table as “CSV UTF-8”"),
        (b"b,\0", "is not UTF-8"),
        ("b," + "x" * csv_rows.MAX_ROW, "is longer than 4,194,304 bytes"),
        ('b,"' + "x\n" * (3 << 20), "is longer than 4,194,304 bytes; is a quotation mark left open?"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else value[:30].decode("latin-1"),
)
def test_a_hostile_or_broken_row_is_named(row: str | bytes, reason: str):
    """One bad row ends the reading with its number, its column and what is wrong, whatever it holds."""
    raw = row.encode() if isinstance(row, str) else row

    with pytest.raises(InvalidFile) as refused:
        read((HEAD + "a,A.,true\n").encode() + raw)

    assert refused.value.where == "claims.csv, row 3"
    assert str(refused.value.reason).startswith(reason)


@pytest.mark.parametrize(
    ("head", "where", "reason"),
    [
        ("", "claims.csv", "is empty"),
        ("\n\na,b", "claims.csv", "has a blank row where columns must be named"),
        ("a,b\n", "claims.csv, row 1", "there is no column “a”"),
        ("id,claim,\x1b[2J\n", "claims.csv, row 1", "there is no column “�[2j”"),
        ("id,claim,id\n", "claims.csv, row 1", "the column id is there twice"),
        ("claim,rating\n", "claims.csv, row 1", "the column id is missing"),
        (b"\xff\xfei\0d\0", "claims.csv, row 1", "is not UTF-8"),
        ("id," * 2_000_000, "claims.csv, row 1", "is longer than"),
    ],
    ids=["empty", "blank", "unknown", "terminal", "twice", "no-id", "utf-16", "long"],
)
def test_a_first_row_that_names_no_columns_is_explained(head: str | bytes, where: str, reason: str):
    """What is wrong with the names of the columns is said, not guessed at."""
    with pytest.raises(InvalidFile) as refused:
        read(head)

    assert refused.value.where == where
    assert str(refused.value.reason).startswith(reason)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: ("id,claim,sources\n" + text).encode()))
def test_any_bytes_are_claims_or_a_named_fault(content: bytes):
    """Nothing a file can hold is an unexpected error."""
    with contextlib.suppress(InvalidFile):
        read(content)
