"""Near-duplicates find each other, different claims do not, and the cost stays bounded."""

import random
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.gathering import Gatherer
from claims_db.exchange import yaml
from tests.claims_db.matching.encoders import ConceptEncoder

BASE = "Telegram will become paid next month, forward this message to ten friends to stay free"


@pytest.fixture(scope="module")
def statements():
    folder = resources.files("claims_db") / "starter"
    claims = []
    for file in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")):
        with (folder / file).open("rb") as stream:
            claims += [entry.claim for entry in yaml.read(stream, file)]
    return claims


@pytest.mark.parametrize(
    "copy",
    [
        BASE.upper(),
        f"Friends, look what they write: {BASE}",
        f"{BASE}!!! Share before it is removed 🔥🔥",
        BASE.replace("become", "becme").replace("message", "mesage"),
        "".join(char + "\u200b" for char in BASE),
        BASE.replace("a", "а").replace("o", "о"),
        f"{BASE} 17",
    ],
    ids=["capitals", "preface", "appendix", "typos", "invisible", "look-alikes", "number"],
)
def test_a_copy_finds_its_entry(copy):
    """What people do to a text when they send it on does not make another text of it."""
    gatherer = Gatherer()
    gatherer.put(1, BASE)

    assert gatherer.find(copy) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/news/7?utm_source=x", "Example.org/news/7", True),
        ("is it true? https://example.org/news/7", "IS IT TRUE (https://www.example.org/news/7/)", True),
        ("https://example.org/news/7", "https://example.org/news/8", False),
        ("is it true? https://example.org/news/7", "is it true? https://example.org/news/8", False),
        ("is it true? https://example.org/news/7", "is it true?", False),
        (BASE, f"{BASE} https://example.org/news/7", True),
    ],
)
@pytest.mark.parametrize("encoder", [None, ConceptEncoder()], ids=["words", "vectors"])
def test_a_bare_link_is_gathered_by_its_page(one, other, same, encoder):
    """Whoever asks about a page is never told what was found about another; many words count more than links."""
    gatherer = Gatherer(encoder)
    gatherer.put(1, one)
    gatherer.warm(10)

    assert gatherer.find(other) == (1 if same else None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BASE, "Telegram will never become paid next month, do not forward this message to ten friends"),
        ("The bridge costs 5 million", "The bridge costs 50 million"),
        (BASE, "Telegram moves its servers to the moon next month, says the message of ten friends"),
        ("The mayor resigned", "The mayor was re-elected"),
        ("ok", "no"),
    ],
    ids=["denied", "number", "other claim", "short", "tiny"],
)
def test_another_claim_is_another_entry(one, other):
    """Whoever asks one thing is never told the answer to another."""
    gatherer = Gatherer()
    gatherer.put(1, one)

    assert gatherer.find(other) is None


def test_no_two_of_the_starter_claims_are_taken_for_one(statements):
    """Eighty-four claims about the same few people stay eighty-four entries, in each language."""
    for language in ("en", "uk", "ru"):
        gatherer = Gatherer()
        for number, claim in enumerate(statements):
            text = claim.statement if language == "en" else claim.statement_in[language]
            assert gatherer.find(text) is None, text
            gatherer.put(number, text)


def test_ten_thousand_near_duplicates_make_few_entries():
    """A flood of slightly different copies is a handful of entries for the checkers."""
    chance = random.Random(7)
    extra = ["please", "look", "at", "this", "quickly", "my", "dear", "friends", "and", "family", "now", "today"]
    gatherer = Gatherer()
    for number in range(10_000):
        added = " ".join(chance.choices(extra, k=chance.randint(0, 6)))
        text = (f"{BASE} {added} {number}", f"#{number} {BASE}", BASE.replace("ten", str(number)))[number % 3]
        if gatherer.find(text) is None:
            gatherer.put(number, text)

    assert len(gatherer) < 20


def test_a_long_queue_costs_no_more_comparisons():
    """However many entries share a text's words, only a bounded number is looked at."""
    gatherer = Gatherer()
    for number in range(3_000):
        gatherer.put(number, f"story {number} about the harbour bridge and the mayor of the town")

    class Counting(dict):
        looks = 0

        def __getitem__(self, key):
            Counting.looks += 1
            return super().__getitem__(key)

    gatherer._entries = Counting(gatherer._entries)
    gatherer.find("the harbour bridge and the mayor have a story about another town somewhere else")

    assert Counting.looks <= 25


def test_a_removed_entry_is_found_no_more():
    """A text that was taken back gathers nobody."""
    gatherer = Gatherer()
    gatherer.put(1, BASE)
    gatherer.put(2, "The river behind the brewery turned violet after the festival")

    gatherer.remove(1)
    gatherer.remove(1)

    assert gatherer.find(BASE) is None
    assert 1 not in gatherer
    assert len(gatherer) == 1


class Meanings:
    """An encoder that knows one sentence in two languages."""

    name, size = "meanings", 4

    def encode(self, texts):
        rows = [[1, 0, 0, 0] if "hamster" in text or "Хом" in text else [0, 1, 0, 0] for text in texts]
        return np.array(rows, dtype=np.float32)


def test_vectors_gather_languages_also_after_a_restart():
    """With sentence vectors a text and its translation are one entry; those read from before are warmed bit by bit."""
    gatherer = Gatherer(Meanings())
    gatherer.put(1, "The hamster from the zoo won the chess championship")
    gatherer.put(2, "The river behind the brewery turned violet after the festival")
    before = gatherer.find("Хом'як із зоопарку виграв чемпіонат із шахів")

    done = [gatherer.warm(1), gatherer.warm(1)]

    assert before is None
    assert done == [False, True]
    assert gatherer.find("Хом'як із зоопарку виграв чемпіонат із шахів") == 1


@given(st.lists(st.text(max_size=60), max_size=8), st.text(max_size=60))
def test_any_text_can_be_put_and_looked_for(texts, text):
    """Nothing that people can send makes the queue fail, and every entry finds itself."""
    gatherer = Gatherer()
    for number, one in enumerate(texts):
        gatherer.put(number, one)

    assert gatherer.find(text) in {None, *range(len(texts))}
    for one in texts:
        assert gatherer.find(one) is not None
