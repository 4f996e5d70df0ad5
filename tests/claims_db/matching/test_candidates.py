"""The claims worth scoring are those that a look at every claim would choose."""

from random import Random

import pytest

from claims_db.commands.synthetic import Language
from claims_db.matching import ClaimIndex
from claims_db.matching.reading import Reading
from claims_db.matching.wordings import worded
from tests.making import make_claim

LANGUAGE = Language(3)
CLAIMS = list(LANGUAGE.claims(300))
INDEX = ClaimIndex.build(CLAIMS)
POSTS = [make(CLAIMS[n]) for make in (LANGUAGE.short_post, LANGUAGE.long_post) for n in range(0, 300, 30)]


def sequences(text: str) -> list[list[str]]:
    """The keys of the sentences of a text."""
    reading = Reading(text)
    return [reading.sequence(passage) for passage in reading.passages if passage.sentences == 1]


@pytest.mark.parametrize("post", POSTS)
def test_the_first_candidate_is_that_of_a_plain_scan(post):
    """The claim that shares most rarity with a sentence comes first, as when every claim is looked at."""
    passages = [{*keys} - {""} for keys in sequences(post)]

    def shared(keys: frozenset[str]) -> float:
        return max(sum(map(INDEX.rarity, keys & passage)) for passage in passages)

    best = max((row for claim in CLAIMS for row in worded(claim).values()), key=lambda row: shared(row.keys))
    found = INDEX.candidates(sequences(post))

    assert INDEX.wording(found[0]).claim_id == best.claim_id


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
