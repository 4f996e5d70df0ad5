"""The written cases of tests/cases.csv against the starter claims, by words alone so that it is the same everywhere.

Columns of cases.csv: `text`, `lang`, `claim` (id, or "none"), `tier` (strong: near-verbatim or a clear paraphrase;
medium: other words; weak: far off; none: no claim), `note` ("denies", "asks", or what makes the case hard).
The file is edited by hand.
Beside it stands cases_result.csv, what matching says of each case today. After a wanted change of matching, write
it anew and read the difference:

    ./dev python -m tests.claims_db.test_cases
"""

import csv
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import pytest

from claims_db.matching import match
from claims_db.model import Decision, Finding, Match, Stance
from tests.claims_db.test_starter import starter_claims, starter_index

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases.csv"
RESULT = ROOT / "tests" / "cases_result.csv"
COLUMNS = ("text", "decision", "claim", "stance")


class Case(NamedTuple):
    """One row of cases.csv."""

    text: str
    lang: str
    claim: str
    tier: str
    note: str


@cache
def read_cases() -> tuple[Case, ...]:
    with CASES.open(encoding="utf-8", newline="") as rows:
        return tuple(Case(**row) for row in csv.DictReader(rows))


@cache
def find_all() -> tuple[tuple[Case, Finding], ...]:
    return tuple((case, match(case.text, starter_index())) for case in read_cases())


def as_rows(found: Iterable[tuple[Case, Finding]]) -> list[tuple[str, ...]]:
    """Give what is frozen of each case; a text without an answer has neither claim nor stance."""
    rows: list[tuple[str, ...]] = []
    for case, finding in found:
        if finding.decision is Decision.NONE:
            rows.append((case.text, finding.decision.value, "", ""))
        else:
            rows.append((case.text, finding.decision.value, finding.matches[0].claim_id, finding.stance.value))
    return rows


def first_score(case: Case, finding: Finding) -> float:
    """Give the best score, whatever the claim; 0.0 where nothing was found."""
    return max((hit.score for hit in finding.matches), default=0.0)


def score_of_right(case: Case, finding: Finding) -> float:
    """Give the score of the case's own claim; 0.0 where it was not found."""
    return max((hit.score for hit in finding.matches if hit.claim_id == case.claim), default=0.0)


def sure_first(finding: Finding) -> Match | None:
    """Give the first match when it may be answered unasked."""
    return finding.matches[0] if finding.decision in (Decision.STRONG, Decision.SEVERAL) else None


def mean(score: Callable[[Case, Finding], float], tier: str) -> float:
    return fmean(score(case, finding) for case, finding in find_all() if case.tier == tier)


def test_cases_are_well_formed():
    """Every case names a claim of the base or none, a known tier and language; no text stands twice."""
    ids = {claim.id for claim in starter_claims()}
    cases = read_cases()

    assert {case.claim for case in cases} - ids == {"none"}
    assert ids - {case.claim for case in cases} == set()
    assert {case.tier for case in cases} == {"strong", "medium", "weak", "none"}
    assert {case.lang for case in cases} == {"en", "uk", "ru"}
    assert len({case.text for case in cases}) == len(cases)
    assert all((case.claim == "none") == (case.tier == "none") for case in cases)


def test_no_case_repeats_a_stored_text():
    """Cases measure matching only when they are no copies of what the claims hold."""
    stored = {
        text.casefold()
        for claim in starter_claims()
        for text in (
            claim.statement,
            *claim.statement_in.values(),
            *claim.near_misses,
            *(p.text for p in claim.phrasings),
        )
    }

    assert [case.text for case in read_cases() if case.text.casefold() in stored] == []


def test_results_are_the_frozen_ones():
    """A change of matching shows in the diff of cases_result.csv, never by surprise."""
    with RESULT.open(encoding="utf-8", newline="") as rows:
        frozen = {row["text"]: tuple(row[column] for column in COLUMNS) for row in csv.DictReader(rows)}
    now = {row[0]: row for row in as_rows(find_all())}

    changed = [f"{frozen.get(text)} -> {now.get(text)}" for text in frozen | now if frozen.get(text) != now.get(text)]

    assert changed == [], "wanted? ./dev python -m tests.claims_db.test_cases"


def test_scores_of_the_right_claim_fall_with_the_tiers():
    """The further the words are from a claim, the less sure is the claim of being the right one."""
    assert mean(score_of_right, "strong") > mean(score_of_right, "medium") > mean(score_of_right, "weak")


@pytest.mark.xfail(reason="matching by words scores hard negatives above texts that share no word")
def test_first_scores_are_lowest_where_there_is_no_claim():
    """Even texts far off a claim score higher than texts that make none."""
    means = [mean(first_score, tier) for tier in ("strong", "medium", "weak", "none")]

    assert means == sorted(means, reverse=True)


def test_clear_cases_find_their_claim_first():
    """A near-verbatim or clearly paraphrased post has its claim at the top."""
    missed = [
        case.text
        for case, finding in find_all()
        if case.tier == "strong" and [hit.claim_id for hit in finding.matches[:1]] != [case.claim]
    ]

    assert missed == []


def test_texts_without_a_claim_get_no_sure_answer():
    """Chatter, advertisements and other news about the same names are never answered unasked."""
    loud = [
        (case.text, hit.claim_id)
        for case, finding in find_all()
        if case.claim == "none" and (hit := sure_first(finding))
    ]

    assert loud == []


def test_far_texts_are_not_answered_with_another_claim():
    """A text too far off to be recognised gets no sure answer about something else."""
    wrong = [
        (case.text, hit.claim_id)
        for case, finding in find_all()
        if case.tier == "weak" and (hit := sure_first(finding)) and hit.claim_id != case.claim
    ]

    assert wrong == []


@pytest.mark.parametrize("note", ["denies", "asks"])
def test_denials_and_questions_are_not_taken_for_the_claim(note):
    """A text that denies or asks is never answered surely as if it asserted the claim."""
    taken = [
        case.text
        for case, finding in find_all()
        if case.note == note and (hit := sure_first(finding)) and hit.stance is Stance.ASSERTS
    ]

    assert taken == []


def test_assertions_are_not_taken_for_denials():
    """A clear case that states a claim is never answered surely as if it denied it."""
    taken = [
        case.text
        for case, finding in find_all()
        if case.tier == "strong"
        and case.note not in ("denies", "asks")
        and (hit := sure_first(finding))
        and hit.stance is Stance.NEGATES
    ]

    assert taken == []


def write_result() -> None:
    with RESULT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(as_rows(find_all()))


if __name__ == "__main__":
    write_result()
