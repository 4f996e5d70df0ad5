"""The claims worth scoring are those that a look at every claim would choose."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims_db.commands.synthetic import Language
from claims_db.matching import ClaimIndex
from claims_db.matching.candidates import CLAIMS as CLAIMS_LOOKED_AT
from claims_db.matching.rarity import Rarities
from claims_db.matching.reading import Reading
from claims_db.matching.wordings import worded
from claims_db.matching.words import digests
from tests.making import make_claim

LANGUAGE = Language(3)
CLAIMS = list(LANGUAGE.claims(300))
INDEX = ClaimIndex.build(CLAIMS)
SMALL = CLAIMS[:60]
SMALL_INDEX = ClaimIndex.build(SMALL)
WORDS = sorted({word for claim in SMALL for word in claim.statement.rstrip(".").split()})
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12) | st.sampled_from(
    [claim.statement.rstrip(".").split() for claim in SMALL]
)
POSTS = [make(CLAIMS[n]) for make in (LANGUAGE.short_post, LANGUAGE.long_post) for n in range(0, 300, 30)]


def sequences(text: str) -> list[list[str]]:
    """The keys of the sentences of a text."""
    reading = Reading(text)
    return [reading.sequence(passage) for passage in reading.passages if passage.sentences == 1]


def told(keys: Sequence[str]) -> set[int]:
    """The numbers of keys and of pairs of neighbours."""
    return {int(number) for numbers in digests(keys) for number in numbers}


def plain_candidates(passages: Sequence[Sequence[str]]) -> list[str]:
    """The claims that share enough with one passage, the first first, ties in the order of the base."""
    known = {claim.id: told(row.order) for claim in SMALL for row in worded(claim).values()}
    counts = Counter(chain.from_iterable(known.values()))
    rarities = Rarities(lambda numbers: np.array([counts[int(number)] for number in numbers]))
    rarities.forget(len(SMALL))
    best = dict.fromkeys(known, 0.0)
    for keys in (list(filter(None, passage)) for passage in passages):
        words = {int(number) for number in digests(keys)[0]}
        worth = {n: float(rarities.of(np.array([counts[n]]))[0]) * (1 if n in words else 0.5) for n in told(keys)}
        for claim_id, numbers in known.items():
            best[claim_id] = max(best[claim_id], sum(worth[number] for number in sorted(numbers & worth.keys())))
    first, second, *_ = [*sorted(best.values(), reverse=True), 0.0]
    least = min(0.3 * first, second)
    near = [claim_id for claim_id, shared in best.items() if shared and shared >= least - 1e-9]
    return sorted(near, key=lambda claim_id: -round(best[claim_id], 9))[:CLAIMS_LOOKED_AT]


@pytest.mark.parametrize("post", POSTS)
def test_the_first_candidate_is_that_of_a_plain_scan(post):
    """The claim that shares most rarity with a sentence comes first, as when every claim is looked at."""
    passages = [{*keys} - {""} for keys in sequences(post)]

    def shared(keys: frozenset[str]) -> float:
        return max(sum(map(INDEX.rarity, keys & passage)) for passage in passages)

    best = max((row for claim in CLAIMS for row in worded(claim).values()), key=lambda row: shared(row.keys))
    found = INDEX.candidates(sequences(post))

    assert INDEX.wording(found[0]).claim_id == best.claim_id


@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_the_candidates_are_those_of_a_plain_sum(sentences):
    """Also where only one key meets a claim, and whichever sentence does: as if every claim had been summed up."""
    text = ". ".join(map(" ".join, sentences))
    assume(any(map(any, sequences(text))))
    places = SMALL_INDEX.candidates(sequences(text))

    found = list(dict.fromkeys(SMALL_INDEX.wording(place).claim_id for place in places))
    assert found == plain_candidates(sequences(text))


def test_a_buried_claim_is_found_in_a_base_of_its_words():
    """Where every single word is common, the words side by side tell which claim it is."""
    random = Random(5)
    words = [f"{a}{b}ary" for a in "bdfgklmnprst" for b in ("ano", "elu", "iru", "oka", "umi")]
    claims = [
        make_claim(
            id=f"claim-{n}",
            statement=" ".join(random.sample(words, 9)),
            statement_in={},
            phrasings=(),
            near_misses=(),
        )
        for n in range(3000)
    ]
    index = ClaimIndex.build(claims)
    around = [". ".join(" ".join(random.sample(words, 9)) for _ in range(10)) for _ in range(2)]

    found = index.candidates(sequences(f"{around[0]}. {claims[77].statement}. {around[1]}."))

    assert index.wording(found[0]).claim_id == "claim-77"
