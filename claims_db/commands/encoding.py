"""Sentence vectors for a whole base of claims: made once, on every core, and kept for the next run."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from claims_db.matching import ClaimIndex
from claims_db.matching.vector_memory import VectorMemory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claims_db.matching.encoder import Encoder

MOST = 100_000
"""Wordings whose vectors are made beforehand; of a larger base only what texts come close to in words is encoded."""

KEPT = 200_000
"""Vectors that are kept for the next run, about 80 MB; when they are more, only those of this run."""

WORTH_KEEPING = 200
"""New vectors from which the next run is spared anything worth a file."""

KEPT_EVERY = 20
"""Batches after which what was made is kept, so that a run that is cut off is not begun anew."""

_TOGETHER = 256
"""Texts that are encoded at a time; those of one length come together."""


def encode_claims(index: ClaimIndex) -> None:
    """Give every wording its vector, with a bar where there is somebody to see it; nothing to do without an encoder."""
    if index.vectors is None or index.wordings > MOST:
        return
    vectors, file = index.vectors, _file(index.vectors.encoder.name)
    known = VectorMemory(vectors.encoder.name)
    with suppress(OSError), file.open("rb") as stream:
        known.load(stream)
    vectors.recall(known)
    missing = vectors.missing()
    with _bar() as bar:
        task = bar.add_task("sentence vectors of claims", total=len(missing))
        for number, (texts, made) in enumerate(_encoded(vectors.encoder, missing), 1):
            vectors.supply(texts, made)
            bar.advance(task, len(texts))
            if number % KEPT_EVERY == 0:
                _keep(vectors.memory, known, file)
    if len(missing) >= WORTH_KEEPING:
        _keep(vectors.memory, known, file)


def _encoded(encoder: "Encoder", texts: Sequence[str]) -> "Iterator[tuple[list[str], NDArray[np.float32]]]":
    """Batches of texts of similar length, with their vectors."""
    ordered = sorted(texts, key=len)
    for at in range(0, len(ordered), _TOGETHER):
        batch = ordered[at : at + _TOGETHER]
        yield batch, encoder.encode(batch)


def _keep(made: VectorMemory, known: VectorMemory, file: Path) -> None:
    """Write the vectors of this run, and those of runs before it while there is room; where that can't be, nothing."""
    if len(made) + len(known) <= KEPT:
        made, new = known, made
        made.add(new)
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.save(file)


def _file(encoder: str) -> Path:
    """Where vectors of an encoder are kept: in the user's cache, because they belong to no database."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(cache) / "allegedly" / f"vectors-{blake2b(encoder.encode(), digest_size=6).hexdigest()}.npz"


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
