"""What a post says otherwise than a claim is found where it is sure, and nothing else is called a difference.

differences.csv holds claims that were altered by hand, in three languages, with the kind of the difference and the
words that differ.
"""

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching import ClaimIndex, match
from claims_db.matching.differences import differences
from claims_db.matching.told import told_by
from claims_db.model import Decision, DifferenceKind
from tests.claims_db.test_cases import read_cases
from tests.claims_db.test_starter import starter_claims
from tests.making import make_claim

TOPICS = frozenset(("teleg", "durov"))
CLAIM = make_claim()


@cache
def altered():
    with Path(__file__).with_name("differences.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(csv.DictReader(rows))


@cache
def claims():
    return {claim.id: claim for claim in starter_claims()}


def found(text, claim=CLAIM):
    told = differences(told_by(text), claim, TOPICS.__contains__)
    return [(one.kind.value, one.said, one.known) for one in told]


def test_most_altered_claims_are_seen_as_altered():
    """At least nine in ten altered numbers, dates, names and roles are named with the very words that differ."""
    seen = [
        (row["kind"], row["said"]) in {(kind, said) for kind, said, _ in found(row["text"], claims()[row["claim"]])}
        for row in altered()
    ]

    assert len(seen) >= 70
    assert sum(seen) >= 0.9 * len(seen)


def test_no_wording_of_a_claim_differs_from_it():
    """What the claims themselves say is no difference."""
    wrong = [
        (text, found(text, claim))
        for claim in starter_claims()
        for text in (claim.statement, *claim.statement_in.values(), *(one.text for one in claim.phrasings))
        if found(text, claim)
    ]

    assert wrong == []


def test_other_words_for_a_claim_are_no_difference():
    """Paraphrases, with whatever they leave out or add, do not differ from their claim."""
    wrong = [
        (case.text, told)
        for case in read_cases()
        if case.claim != "none"
        if (told := found(case.text, claims()[case.claim]))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("The harbour bridge closes for good in June 2031.", ("date", "June 2031", "June 2026")),
        ("The harbour bridge closes for good in May 2026", ("date", "May 2026", "June 2026")),
        ("Портовий міст назавжди закривають у липні 2026 року.", ("date", "липні 2026", "червні 2026")),
        ("Портовый мост навсегда закрывают 3.10.2026", ("date", "3.10.2026", "июне 2026")),
    ],
)
def test_another_date_is_named(text, difference):
    """The date of the post and that of the claim, each in its own words."""
    assert found(text) == [difference]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour bridge closes for good on 14 June 2026",
        "The harbour bridge closes for good this June",
        "Built in 1931, the harbour bridge closes for good in June 2026",
        "they shut the harbour bridge forever, 20 years ago nobody would have dared",
    ],
)
def test_a_further_detail_is_no_difference(text):
    """A more exact date, a vaguer one, or a year of something else."""
    assert found(text) == []


FINE = make_claim(
    id="operator-fined",
    statement="Germany fined the ferry operator 18.5 million euros over 300 passengers.",
    statement_in={},
    phrasings=(),
    near_misses=(),
)


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Germany fined the ferry operator €18,5m", []),
        ("Germany fined the ferry operator nearly 19 million euros", []),
        ("Germany fined the ferry operator 18 500 000 euros over three hundred passengers", []),
        ("Berlin fined the ferry operator 18.5 million", []),
        ("Germany fined the ferry operator 45 million euros", [("number", "45 million euros", "18.5 million euros")]),
        ("Germany fined the ferry operator €45m", [("number", "€45m", "18.5 million euros")]),
        ("Germany fined the ferry operator over nine hundred passengers", [("number", "nine hundred", "300")]),
        ("Norway fined the ferry operator 18.5 million euros", [("name", "Norway", "Germany")]),
    ],
)
def test_numbers_are_compared_by_amount_and_unit(text, differs):
    """However a number is written, only another amount of the same thing differs."""
    assert found(text, FINE) == differs


INVITED = make_claim(
    id="macron-invited-putin",
    statement="Macron invited Putin to dinner in Paris.",
    statement_in={"uk": "Макрон запросив Путіна на вечерю до Парижа."},
    phrasings=(),
    near_misses=(),
)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Putin invited Macron to dinner in Paris", ["role"]),
        ("Macron was invited by Putin to dinner in Paris", ["role"]),
        ("Путін запросив Макрона на вечерю до Парижа", ["role"]),
        ("Putin was invited by Macron to dinner in Paris", []),
        ("Путіна запросив Макрон на вечерю до Парижа", []),
        ("Putin and Macron had dinner in Paris, Macron invited", []),
    ],
)
def test_swapped_roles_are_seen(text, roles):
    """Who acts is told by order in English and by endings in Ukrainian and Russian."""
    assert [kind for kind, _, _ in found(text, INVITED)] == roles


def test_a_text_that_differs_is_offered_never_asserted():
    """The very words with another number are worth a look at the claim, no more, and the match says what differs."""
    text = "News! The harbour bridge closes for good in June 2031."
    finding = match(text, ClaimIndex.build([CLAIM]))

    assert finding.decision is Decision.WEAK
    assert finding.sure == ()
    [difference] = finding.matches[0].differences
    assert difference.kind is DifferenceKind.DATE
    assert text[slice(*difference.span)] == difference.said == "June 2031"


@given(
    st.lists(st.sampled_from(["24", "08", "2024", "млн", "$", ".", ",", " ", "-", "May", "%", "сто", "\ud800", "x"]))
)
def test_any_text_can_be_read(pieces):
    """Whatever numbers and signs stand together, reading them never fails and spans lie inside the text."""
    text = "".join(pieces)
    for one in differences(told_by(text), FINE, TOPICS.__contains__):
        assert text[slice(*one.span)] == one.said
