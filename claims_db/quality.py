"""How good the matches of labelled texts are. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims_db.model import Decision, Finding, Stance

DEPTH = 5
"""Matches of a text that average precision looks at."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the claims it makes (none: it must get no match) and what it does with them.

    `must_not_confirm`: the text denies the claims, and an answer must not read as if it made them.
    """

    id: str
    text: str
    gold: frozenset[str]
    kind: str = "-"
    language: str = "-"
    stance: str = ""
    must_not_confirm: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A labelled text and what was found in it."""

    asked: Labelled
    found: Finding

    @property
    def score(self) -> float:
        """The score of the first match, 0 without one."""
        return self.found.matches[0].score if self.found.matches else 0.0

    @property
    def right(self) -> bool:
        """Whether the first match is a claim that the text makes."""
        return bool(self.found.matches) and self.found.matches[0].claim_id in self.asked.gold

    @property
    def sure(self) -> bool:
        """Whether the text would be answered unasked."""
        return self.found.decision in (Decision.STRONG, Decision.SEVERAL)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Name every figure that the texts allow; shares of 1, and counts. Empty for no texts.

    Recall at a share of false alarms is that of right first matches above the score which only that share of the
    texts without a claim passes.
    """
    asked = [one for one in outcomes if one.asked.gold]
    unasked = [one for one in outcomes if not one.asked.gold]
    found: dict[str, float] = {"texts with a claim": len(asked), "texts without": len(unasked)} if outcomes else {}
    if asked:
        found |= {
            "right first claim": _share(one.right for one in asked),
            "right among the first three": _share(_among(one, 3) for one in asked),
            "average precision at 5": sum(map(_average_precision, asked)) / len(asked),
            "strong and right": _share(one.sure and one.right for one in asked),
        }
    if asked and unasked:
        strong = [one for one in outcomes if one.sure]
        found |= {
            "right of all strong": _share(one.right for one in strong) if strong else 0.0,
            "false strong answers": sum(one.sure for one in unasked),
        }
        found |= {f"found at {share:.0%} false alarms": _recall(asked, unasked, share) for share in (0.0, 0.01, 0.05)}
    if outcomes:
        found["calibration error"] = calibration_error(outcomes)
    return found | _stances(asked)


def calibration(outcomes: Sequence[Outcome]) -> list[tuple[float, float, int]]:
    """Mean score of the first match, share of right ones, and number, for each tenth of the scores that occurs."""
    bins: dict[int, list[Outcome]] = {}
    for one in outcomes:
        if one.found.matches:
            bins.setdefault(min(int(one.score * 10), 9), []).append(one)
    return [
        (sum(one.score for one in group) / len(group), _share(one.right for one in group), len(group))
        for _, group in sorted(bins.items())
    ]


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """How far scores are from the share of right first matches, on average over the texts."""
    rows = calibration(outcomes)
    total = sum(number for *_, number in rows)
    return sum(abs(score - share) * number for score, share, number in rows) / total if total else 0.0


def precision_recall(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    """Recall and precision of the first matches for every threshold, by rising recall; empty without claims."""
    ranked = sorted(outcomes, key=lambda one: -one.score)
    wanted = sum(bool(one.asked.gold) for one in outcomes)
    points: list[tuple[float, float]] = []
    right = 0
    for number, one in enumerate(ranked, 1):
        right += one.right
        if wanted:
            points.append((right / wanted, right / number))
    return points


def _stances(asked: Sequence[Outcome]) -> dict[str, float]:
    denied = [one for one in asked if one.asked.must_not_confirm]
    asserted = [one for one in asked if one.asked.stance == Stance.ASSERTS]
    found: dict[str, float] = {}
    if denied:
        found["denials recognised"] = _share(one.found.stance is Stance.NEGATES for one in denied)
        found["denials answered as confirmed"] = sum(
            one.sure and one.right and one.found.stance is Stance.ASSERTS for one in denied
        )
    if asserted:
        found["assertions taken for denials"] = _share(
            one.right and one.found.stance is Stance.NEGATES for one in asserted
        )
    return found


def _among(one: Outcome, depth: int) -> bool:
    return bool(one.asked.gold & {match.claim_id for match in one.found.matches[:depth]})


def _average_precision(one: Outcome) -> float:
    hits, total = 0, 0.0
    for rank, match in enumerate(one.found.matches[:DEPTH], 1):
        if match.claim_id in one.asked.gold:
            hits += 1
            total += hits / rank
    return total / min(len(one.asked.gold), DEPTH)


def _recall(asked: Sequence[Outcome], unasked: Sequence[Outcome], share: float) -> float:
    scores = sorted((one.score for one in unasked), reverse=True)
    threshold = scores[min(int(share * len(scores)), len(scores) - 1)]
    return _share(one.right and one.score > threshold for one in asked)


def _share(flags: Iterable[bool]) -> float:
    values = list(flags)
    return sum(values) / len(values)
