"""An index that starts from a file is the one that was written."""

import json
import stat
from dataclasses import replace
from datetime import date

import pytest

from claims_db.commands.synthetic import Language
from claims_db.exchange.fields import claim_from, fields_of
from claims_db.matching import ClaimIndex, match
from claims_db.matching.snapshot import BrokenSnapshot, read, write
from tests.making import make_claim

CLAIMS = [*Language(2).claims(40), make_claim(date_checked=date(2026, 1, 2), evidence_until="2025-12")]


def body(claim):
    """A claim as bytes."""
    return json.dumps(fields_of(claim)).encode()


def claim(given):
    """A claim of bytes."""
    return claim_from(json.loads(given))


@pytest.fixture
def path(tmp_path):
    """A snapshot of an index that has seen changes."""
    index = ClaimIndex.build(CLAIMS, revision=7)
    index.remove("claim-3")
    index.put(replace(CLAIMS[4], statement="The ferry is cancelled for the winter."))
    write(tmp_path / "claims.index", index.contents("here"), body)
    return tmp_path / "claims.index"


def changed(index):
    """The same changes to any index, and what is found then."""
    index.put(make_claim(id="later", statement="The lighthouse was sold to a foreign bank."))
    index.remove("claim-9")
    index.remove(CLAIMS[-1].id)
    texts = [CLAIMS[0].statement, CLAIMS[3].statement, CLAIMS[9].statement, "the ferry is cancelled", "lighthouse sold"]
    return [match(text, index) for text in texts]


def test_the_index_read_is_the_index_written(path):
    """Claims, order of freshness and answers are the same, and stay so through the same changes."""
    expected = ClaimIndex.build(CLAIMS)
    expected.remove("claim-3")
    expected.put(replace(CLAIMS[4], statement="The ferry is cancelled for the winter."))
    contents = read(path, claim)
    index = ClaimIndex.of(contents)

    assert (contents.stamp, index.revision, len(index), index.wordings) == ("here", 7, 40, expected.wordings)
    assert index.newest(3) == expected.newest(3)
    assert sorted(one.id for one in index.claims()) == sorted(one.id for one in expected.claims())
    assert changed(index) == changed(expected)


def test_what_was_read_can_be_written_again(path):
    """Changes on top of a snapshot are in the next one."""
    index = ClaimIndex.of(read(path, claim))
    expected = changed(index)
    write(path, index.contents("there"), body)

    assert [match(CLAIMS[0].statement, again) for again in (index, ClaimIndex.of(read(path, claim)))] == expected[
        :1
    ] * 2


def test_changes_while_it_is_written_are_not_in_it(tmp_path):
    """What was to be written is one moment of the index, however long writing takes."""
    index = ClaimIndex.build(CLAIMS, revision=7)
    index.remove("claim-3")
    before = match(CLAIMS[4].statement, index)
    contents = index.contents("here")
    changed(index)
    index.put(replace(CLAIMS[4], statement="The ferry is cancelled for the winter."))
    write(tmp_path / "claims.index", contents, body)
    again = ClaimIndex.of(read(tmp_path / "claims.index", claim))

    assert sorted(one.id for one in again.claims()) == sorted(one.id for one in CLAIMS if one.id != "claim-3")
    assert match(CLAIMS[4].statement, again) == before


def test_an_empty_index_is_kept_too(tmp_path):
    """A base without claims starts as quickly."""
    write(tmp_path / "claims.index", ClaimIndex(revision=2).contents(""), body)

    assert len(ClaimIndex.of(read(tmp_path / "claims.index", claim))) == 0


def test_only_the_owner_can_read_it(path):
    """Drafts and sources of a base are nobody else's business."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("at", [0, 20, 40, 200, -1])
def test_a_changed_byte_is_noticed(path, at):
    """Damage anywhere makes the file useless, never wrong."""
    data = bytearray(path.read_bytes())
    data[at] ^= 0x41
    path.write_bytes(data)

    with pytest.raises(BrokenSnapshot):
        read(path, claim)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"claims index\n\0\0\0", b"x" * 5000])
def test_other_files_are_no_snapshots(path, data):
    """Whatever else has the name is passed over."""
    path.write_bytes(data)

    with pytest.raises(BrokenSnapshot, match="broken"):
        read(path, claim)


def test_half_a_file_is_noticed(path):
    """A disk that filled up leaves nothing that is believed."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(BrokenSnapshot, match="broken"):
        read(path, claim)


def test_a_missing_file_is_told_from_a_broken_one(tmp_path):
    """The first start is no fault."""
    with pytest.raises(BrokenSnapshot, match="missing"):
        read(tmp_path / "claims.index", claim)
