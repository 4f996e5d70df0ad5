"""Keeps the examples of fit_score.py in a file: to collect them takes minutes, to fit on them seconds."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from fit_examples import Example, Found

from claims_db.matching.features import NAMES


def keep(examples: Sequence[Example], path: Path) -> None:
    """Write the examples, their features in one table, .npz."""
    found = [part for one in examples for part in one.found]
    about = [
        {"kind": one.kind, "group": one.group, "gold": sorted(one.gold), "ids": [part.ids for part in one.found]}
        for one in examples
    ]
    with path.open("wb") as stream:
        np.savez_compressed(
            stream, rows=np.concatenate([part.rows for part in found]), names=np.array(NAMES), about=json.dumps(about)
        )


def kept(path: Path) -> Iterator[Example]:
    """The examples of a file. Raises ValueError when they have other features than those of now."""
    with np.load(path, allow_pickle=False) as stored:
        rows, names, about = stored["rows"], stored["names"].tolist(), json.loads(str(stored["about"]))
    if names != list(NAMES):
        raise ValueError("these examples have other features; collect them anew")
    at = 0
    for one in about:
        found = []
        for ids in one["ids"]:
            found.append(Found(tuple(ids), rows[at : at + len(ids)]))
            at += len(ids)
        yield Example(one["kind"], one["group"], frozenset(one["gold"]), (found[0], found[1]))
