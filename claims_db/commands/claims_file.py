"""Read a base of claims from files and index it, for the commands that need no store."""

import os
from collections.abc import Iterator
from pathlib import Path

import typer

from claims_db.commands.encoding import encode_claims
from claims_db.errors import EncoderUnavailable, InvalidFile
from claims_db.exchange.formats import format_of
from claims_db.matching import ClaimIndex
from claims_db.matching.encoder import Encoder, load_encoder
from claims_db.model import Claim


def read_claims(path: Path) -> Iterator[Claim]:
    """Give the claims of a folder of YAML files, or of one file of any format, in the order of the files.

    Raises:
        InvalidFile: a file is none of these, can't be read, or holds something else than claims.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise InvalidFile(str(path), "the folder has no .yaml file")
    for file in files:
        kind = format_of(str(file))
        try:
            with file.open("rb") as stream:
                for entry in kind.read(stream, str(file)):
                    yield entry.claim
        except OSError as error:
            raise InvalidFile(str(file), f"can't be read: {error.strerror}") from None


def index_of(path: Path, *, lexical_only: bool) -> ClaimIndex:
    """The index of all claims that `read_claims` gives, with sentence vectors where they are wanted and installed."""
    index = ClaimIndex.build(read_claims(path), encoder=None if lexical_only else _encoder())
    encode_claims(index)
    return index


def _encoder() -> Encoder | None:
    """What SENTENCE_ENCODER asks for, as in the bot."""
    try:
        return load_encoder(os.environ.get("SENTENCE_ENCODER") or "auto")
    except EncoderUnavailable as error:
        typer.echo(f"no sentence vectors ({error.reason}): matching by words alone", err=True)
        return None
