"""What a start needs of an index, in a folder: a snapshot of the claims, and the vectors of their wordings.

Losing any of it costs time, never an answer.
"""

import json
from contextlib import suppress
from pathlib import Path

from claims_db.exchange.fields import FieldFault, claim_from, fields_of
from claims_db.matching import ClaimIndex
from claims_db.matching.encoder import Encoder
from claims_db.matching.snapshot import BrokenSnapshot, Contents, read, write
from claims_db.matching.vector_memory import VectorMemory
from claims_db.model import Claim

SNAPSHOT = "claims.index"
"""File with the index."""

VECTORS = "claims.vectors"
"""File with the vectors of the wordings that did not come with the bot."""


class Kept:
    """The files in `folder`. `revision` and `stamp` are those of the snapshot read or written last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.revision = 0
        self.stamp = ""
        self._vectors = 0

    def index(self, encoder: Encoder | None) -> ClaimIndex:
        """The index that was kept.

        Raises:
            BrokenSnapshot: there is none, or it is of no use.
        """
        contents = read(self._folder / SNAPSHOT, _claim)
        self.revision, self.stamp = contents.revision, contents.stamp
        return ClaimIndex.of(contents, encoder=encoder, memory=self.vectors(encoder) if encoder else None)

    def vectors(self, encoder: Encoder) -> VectorMemory:
        """The vectors that came with the bot and those that were kept."""
        memory = VectorMemory.shipped(encoder.name)
        with suppress(OSError), (self._folder / VECTORS).open("rb") as stream:
            memory.load(stream)
        self._vectors = len(memory)
        return memory

    def contents(self, index: ClaimIndex, revision: int, stamp: str) -> Contents | None:
        """What `keep` has to write of an index at `revision`, where the store's fingerprint is `stamp`.

        None when that is written already, or the index has moved on. Takes milliseconds, and the index may change
        while the contents are written.
        """
        known = (self.revision, self.stamp) == (revision, stamp)
        return index.contents(stamp) if stamp and index.revision == revision and not known else None

    def keep(self, contents: Contents) -> None:
        """Write a snapshot; takes long for many claims. A folder that can't be written keeps nothing."""
        with suppress(OSError):
            write(self._folder / SNAPSHOT, contents, _body)
            self.revision, self.stamp = contents.revision, contents.stamp

    def keep_vectors(self, index: ClaimIndex) -> None:
        """Write the vectors of an index when there are new ones. A folder that can't be written keeps nothing."""
        with suppress(OSError):
            if index.vectors and len(index.vectors.memory) != self._vectors:
                known = VectorMemory(index.vectors.encoder.name)
                known.keep_from(index.vectors.memory, index.vectors.texts())
                known.save(self._folder / VECTORS)
                self._vectors = len(index.vectors.memory)


def _body(claim: Claim) -> bytes:
    return json.dumps([claim.version, fields_of(claim)], separators=(",", ":")).encode()


def _claim(body: bytes) -> Claim:
    try:
        version, fields = json.loads(body)
        return claim_from(fields, version=version)
    except FieldFault:
        raise BrokenSnapshot("broken") from None
