"""Vectors of a whole base are made once, and kept without its words."""

import pytest

from claims_db.commands import encoding
from claims_db.commands.encoding import encode_claims
from claims_db.matching import ClaimIndex, match
from tests.claims_db.matching.encoders import ConceptEncoder
from tests.making import make_claim


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache folder of its own; every run is worth a file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(encoding, "WORTH_KEEPING", 1)
    return tmp_path / "cache"


def base(encoder, count=300):
    """An index of many claims."""
    claims = (make_claim(id=f"claim-{n}", statement=f"The bridge number {n} will close.") for n in range(count))
    return ClaimIndex.build(claims, encoder=encoder)


def test_the_next_run_need_not_encode_again(cache):
    """Every text is encoded once, also over runs; the file holds no words."""
    encoder = ConceptEncoder()
    first, second = base(encoder), base(encoder)
    encode_claims(first)
    made = len(encoder.encoded)

    encode_claims(second)

    assert made == len(set(encoder.encoded)) == len(encoder.encoded)
    assert (first.vectors.waiting, second.vectors.waiting) == (0, 0)
    assert match("переправа перекрита", first) == match("переправа перекрита", second)
    (file,) = (cache / "allegedly").iterdir()
    assert b"bridge" not in file.read_bytes()


def test_another_base_adds_to_what_is_kept(cache):
    """Two bases in turn do not push each other out."""
    encoder = ConceptEncoder()
    for count in (300, 310, 300, 310):
        encode_claims(base(encoder, count))

    assert len(encoder.encoded) == len(set(encoder.encoded))


def test_a_cache_that_cannot_be_used_costs_time_only(cache):
    """A broken file, or a file where the folder should be: vectors are made anew."""
    cache.write_text("not a folder")
    index = base(ConceptEncoder())

    encode_claims(index)

    assert index.vectors.waiting == 0


def test_a_base_too_large_is_not_encoded_beforehand(cache, monkeypatch):
    """Of such a base only what texts come close to in words gets vectors, when they come."""
    monkeypatch.setattr(encoding, "MOST", 10)
    index = base(ConceptEncoder())

    encode_claims(index)
    found = match("the bridge number 7 will close", index)

    assert found.matches[0].claim_id == "claim-7"
    assert index.vectors.waiting > 0
