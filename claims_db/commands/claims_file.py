"""Read a base of claims from files and index it, for the commands that need no store."""

import os
from collections.abc import Iterator
from pathlib import Path

import typer

from claims_db.commands.encoding import encode_claims
from claims_db.commands.files import read_entries
from claims_db.errors import EncoderUnavailable
from claims_db.matching import ClaimIndex
from claims_db.matching.encoder import Encoder, load_encoder
from claims_db.model import Claim


def read_claims(path: Path) -> Iterator[Claim]:
    """Give the claims of a folder of YAML files, or of one file of any format, in the order of the files.

    Raises:
        InvalidFile: a file is none of these, can't be read, or holds something else than claims.
    """
    return (entry.claim for entry in read_entries(path))


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
