"""The index holds exactly the claims it was given, in their newest version."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching import ClaimIndex, match
from claims_db.matching.vector_memory import VectorMemory
from tests.claims_db.matching.encoders import ConceptEncoder
from tests.making import make_claim

STATEMENTS = [
    "The harbour bridge closes for good in June 2026.",
    "The mayor sold the city library to a foreign bank.",
    "Tap water in the old town was poisoned on purpose.",
    "The harbour library was sold without a permit in June.",
]
TEXTS = [*STATEMENTS, "somebody sold a bridge in June", "water in the harbour", ""]
CLAIMS = st.builds(
    lambda number, statement: make_claim(id=f"claim-{number}", statement=statement, statement_in={}, phrasings=()),
    st.integers(0, 3),
    st.sampled_from(STATEMENTS),
)
STEPS = st.lists(st.tuples(st.booleans(), CLAIMS), max_size=12)


@given(STEPS)
def test_changing_an_index_equals_building_it_anew(steps):
    """After any puts and removals the answers are those of an index that never held anything else."""
    index, kept = ClaimIndex(), {}
    for put, claim in steps:
        if put:
            index.put(claim)
            kept[claim.id] = claim
        else:
            index.remove(claim.id)
            kept.pop(claim.id, None)
    fresh = ClaimIndex.build(kept.values())

    assert len(index) == len(kept)
    assert index.wordings == fresh.wordings
    assert [match(text, index) for text in TEXTS] == [match(text, fresh) for text in TEXTS]


def test_a_changed_claim_is_found_by_its_new_words_only():
    """An edit is seen by the very next text."""
    claim = make_claim(phrasings=(), statement_in={}, near_misses=())
    index = ClaimIndex.build([claim])
    index.put(replace(claim, statement="The ferry to the island is cancelled for the winter."))

    assert match("the ferry to the island is cancelled", index).matches
    assert match(claim.statement, index).matches == ()


def test_a_claim_not_in_the_index_is_none():
    """Asking for an unknown claim, and removing one, harm nothing."""
    index = ClaimIndex()
    index.remove("nobody")

    assert index.claim("nobody") is None


def test_vectors_are_made_a_few_at_a_time():
    """Warming in steps encodes each wording once, and says when it is done."""
    encoder = ConceptEncoder()
    index = ClaimIndex.build([make_claim()], encoder=encoder)

    assert not index.warm(2)
    assert index.warm()
    assert sorted(encoder.encoded) == sorted(index.texts())


def test_a_claim_without_vectors_is_compared_by_those_of_its_words():
    """Before warming, the few claims that words suggest get their vectors on the way."""
    encoder = ConceptEncoder()
    index = ClaimIndex.build([make_claim()], encoder=encoder)
    match("they shut some bridge in some harbour", index)

    assert set(index.texts()) & set(encoder.encoded)


def test_remembered_vectors_are_not_made_again(tmp_path):
    """What was saved is read by the next start; a broken file or that of another model is passed over."""
    encoder, path = ConceptEncoder(), tmp_path / "vectors.npz"
    first = ClaimIndex.build([make_claim()], encoder=encoder)
    first.warm()
    first.vectors.memory.save(path)
    encoder.encoded.clear()
    memory, other = VectorMemory(encoder.name), VectorMemory("another")
    with path.open("rb") as stream:
        assert memory.load(stream)
    with path.open("rb") as stream:
        assert not other.load(stream)
    second = ClaimIndex.build([make_claim()], encoder=encoder, memory=memory)

    assert second.warm(0)
    assert encoder.encoded == []
    assert match("shut the port crossing", second) == match("shut the port crossing", first)


def test_a_broken_file_of_vectors_is_passed_over(tmp_path):
    """Half a file gives no vectors and no failure."""
    path = tmp_path / "vectors.npz"
    path.write_bytes(b"PK\x03\x04 half")

    with path.open("rb") as stream:
        assert not VectorMemory("concepts").load(stream)
