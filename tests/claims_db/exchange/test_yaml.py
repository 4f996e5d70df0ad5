"""Claims as YAML in the form of the starter files."""

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.errors import InvalidFile
from claims_db.exchange import yaml
from claims_db.exchange.entry import Entry
from claims_db.model import Claim, Phrasing, Rating, State
from tests.claims_db.strategies import claims

HEAD = "schema: claims-starter/1\ntopic: bees\ntitle: Bees\n"
STARTER = Path(yaml.__file__).parents[1] / "starter"


def read(content: str | bytes) -> list[Entry]:
    raw = content.encode() if isinstance(content, str) else content
    return list(yaml.read(io.BytesIO(raw), "bees.yaml"))


def written(given_claims: list[Claim]) -> str:
    writer = yaml.Writer()
    return "".join(map(writer.piece, given_claims)) + writer.end()


@given(st.lists(claims(), max_size=3, unique_by=lambda claim: claim.id))
def test_export_then_import_gives_the_same_claims(given_claims: list[Claim]):
    """Every claim comes back whole, odd characters included."""
    assert [entry.claim for entry in read(written(given_claims))] == given_claims


@pytest.mark.parametrize("file", sorted(STARTER.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_starter_files_are_read(file: Path):
    """What is shipped is in the form that we read, and writing it loses nothing."""
    with file.open("rb") as stream:
        entries = list(yaml.read(stream, file.name))

    shipped = [entry.claim for entry in entries]
    assert shipped
    assert [entry.claim for entry in read(written(shipped))] == shipped


def test_values_are_what_was_written():
    """Nothing is taken for a truth value, a number or a date on the way."""
    [entry] = read(
        HEAD
        + """claims:
- id: bees
  claim: No
  phrasings:
    no: [no, yes, 2013]
  rating: false
  tags: [on, ~, 1_000, 2026-01-06]
  sources:
  - {publisher: P, title: 1e3, url: https://example.org, date: 2020-02, is_copy: true}
  date_checked: 2026-01-06
  next_review: '2026-02-06'
  evidence_until: 2013
""".replace("~, ", "'~', ")
    )

    claim = entry.claim
    assert claim.statement == "No"
    assert claim.phrasings == (Phrasing("no", "no"), Phrasing("yes", "no"), Phrasing("2013", "no"))
    assert claim.rating is Rating.FALSE
    assert claim.tags == ("on", "~", "1_000", "2026-01-06")
    assert (claim.sources[0].title, claim.sources[0].date, claim.sources[0].is_copy) == ("1e3", "2020-02", True)
    assert (str(claim.date_checked), str(claim.next_review), claim.evidence_until) == (
        "2026-01-06",
        "2026-02-06",
        "2013",
    )


def test_a_place_is_told_for_each_claim():
    """Later messages can say where a claim stands, and whether its file gave a state."""
    first, second = read(
        HEAD + "claims:\n- {id: a, claim: A., rating: true}\n\n- id: b\n  claim: B.\n  rating: true\n  state: retired\n"
    )

    assert (first.where, first.state_given) == ("bees.yaml, line 5", False)
    assert (second.where, second.state_given, second.claim.state) == ("bees.yaml, line 7", True, State.RETIRED)


def test_windows_files_are_read():
    """A byte order mark and CRLF are no fault."""
    content = (HEAD + "claims:\n- {id: a, claim: A., rating: true}\n").replace("\n", "\r\n")

    assert [entry.claim.id for entry in read(b"\xef\xbb\xbf" + content.encode())] == ["a"]


def test_a_field_without_a_value_is_missing():
    """`next_review:` with nothing behind it is the same as no such line."""
    [entry] = read(HEAD + "claims:\n- {id: a, claim: A., rating: true, next_review: , tags: null, context: ~}\n")

    assert entry.claim == Claim("a", "A.", rating=Rating.TRUE)


def claims_of(*fields: str) -> str:
    """A file with one good claim from line 5 on, and then the lines given."""
    return HEAD + "claims:\n- id: a\n  claim: A.\n  rating: 'true'\n" + "".join(f"{field}\n" for field in fields)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", None, "is empty"),
        ("# nothing\n", None, "is empty"),
        ("- a\n", 1, "the file is not a set of named fields"),
        ("schema: claims-starter/1\n", None, "claims is missing"),
        ("claims: []\nschema: claims-starter/1\n", 1, "schema: claims-starter/1 must come before the claims"),
        ("schema: claims-starter/2\nclaims: []\n", 1, "schema is not claims-starter/1"),
        (HEAD + "claims: 5\n", 4, "claims is not a list"),
        (HEAD + "claim: []\n", 4, "claim is not a field we know"),
        (HEAD + "topic: x\n", 4, "topic is given twice"),
        (claims_of("  colour: red"), 8, "a: colour is not a field we know"),
        (claims_of("  claim: B."), 8, "claim is given twice"),
        (claims_of("- id: b\n  claim: B."), 8, "b: rating is missing"),
        (claims_of("- id: b\n  claim: B.\n  rating: fals"), 10, "b: rating is not one of"),
        (claims_of("- id: a\n  claim: B.\n  rating: false"), 8, "the id a is already on line 5"),
        (claims_of("  sources:\n  - publisher: P\n    title: T\n    url: U"), 9, "a: sources[0].date is missing"),
        (claims_of("  sources:\n  - publisher: P\n    link: T"), 10, "a: sources[0].link is not a field we know"),
        (claims_of("  phrasings:\n    en:\n    - x\n    - [y]"), 11, "a: phrasings.en[1] is not a text"),
        (claims_of("  tags: &t [x]"), 8, "anchors and aliases are not allowed"),
        (claims_of("  tags: *t"), 8, "anchors and aliases are not allowed"),
        (claims_of("  appears: !!python/object:os.system x"), 8, "tags are not allowed"),
        (claims_of("  ? [x]\n  : y"), 8, "the name of a field is not a text"),
        (claims_of("  tags: [x"), 9, "is not YAML"),
        (claims_of("\ttags: x"), 8, "is not YAML"),
        (claims_of("  appears: '\x07'"), 8, "has a character that YAML forbids (U+0007)"),
        (claims_of("---", HEAD), 8, "a second document begins"),
        (claims_of("  tags: " + "[" * 12), 8, "is nested too deeply"),
    ],
    ids=range(26),
)
def test_a_broken_file_is_named_with_line_and_reason(content: str, line: int | None, reason: str):
    """Whoever edits a file is sent to the line that is wrong."""
    with pytest.raises(InvalidFile) as refused:
        read(content)

    assert refused.value.where == ("bees.yaml" if line is None else f"bees.yaml, line {line}")
    assert str(refused.value.reason).startswith(reason)


@pytest.mark.parametrize("opening", ["[", "{a: {b: ", "- "])
def test_endless_nesting_is_refused(opening: str):
    """Nesting far beyond what a claim needs ends the reading, not the program."""
    with pytest.raises(InvalidFile, match=r"is nested too deeply|is not YAML"):
        read(claims_of("  tags:\n  " + opening * 100_000))


def test_other_encodings_are_refused():
    """A file in another encoding is not read as nonsense."""
    for encoding in ("utf-16", "cp1251"):
        with pytest.raises(InvalidFile, match=r"line [16]: is not UTF-8"):
            read(claims_of().replace("A.", "Бджоли").encode(encoding))


def test_one_endless_claim_is_refused():
    """A single text can't fill the memory; any number of claims of usual size may follow each other."""
    with pytest.raises(InvalidFile, match="one claim is longer than"):
        read(claims_of("  appears: " + "x" * 5_000_000))

    many = "".join(f"- id: c{n}\n  claim: {'x' * 4000}\n  rating: 'true'\n" for n in range(2000))
    assert len(read(HEAD + "claims:\n" + many)) == 2000


@given(st.text(max_size=200), st.booleans())
def test_any_text_is_claims_or_a_named_fault(content: str, headed: bool):
    """Nothing a file can hold is an unexpected error."""
    with contextlib.suppress(InvalidFile):
        read((HEAD + "claims:\n" if headed else "").encode() + content.encode("utf-8", "surrogatepass"))
