"""Read a base of claims from files, for the commands that need no store."""

from collections.abc import Iterator
from pathlib import Path

from claims_db.errors import InvalidFile
from claims_db.exchange import jsonl, yaml
from claims_db.model import Claim


def read_claims(path: Path) -> Iterator[Claim]:
    """Give the claims of a folder of YAML files, of one YAML file, or of a JSONL file, in the order of the files.

    Raises:
        InvalidFile: a file is none of these, can't be read, or holds something else than claims.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise InvalidFile(str(path), "the folder has no .yaml file")
    for file in files:
        read = jsonl.read if file.suffix == ".jsonl" else yaml.read
        try:
            with file.open("rb") as stream:
                for entry in read(stream, str(file)):
                    yield entry.claim
        except OSError as error:
            raise InvalidFile(str(file), f"can't be read: {error.strerror}") from None
