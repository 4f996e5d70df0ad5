"""`export`: write all stored claims, in any state, to a file."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from claims_db.commands.opening import expected_failures, open_store
from claims_db.errors import InvalidFile
from claims_db.exchange.claimreview_own import Site
from claims_db.exchange.formats import SUFFIXES, Writer, format_of


@expected_failures
def run(
    file: Annotated[Path, typer.Argument(help=f"Where to: a name in {', '.join(SUFFIXES)}, or - for YAML on stdout.")],
    publisher: Annotated[str, typer.Option(help="ClaimReview: who has checked the claims.")] = Site().publisher,
    pages: Annotated[str, typer.Option(help="ClaimReview: address that a claim's id is put after.")] = "",
) -> None:
    """Write all stored claims, drafts and retired ones too, with their state.

    Exit status 1: the file can't be written; 3: the database can't be used. The file is whole or untouched.
    """
    try:
        kind = format_of("-.yaml" if str(file) == "-" else file.name)
    except InvalidFile as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from None
    count = asyncio.run(_export(file, kind.writer(Site(publisher, pages))))
    typer.echo(f"{count:,} claims written.", err=True)


async def _export(file: Path, writer: Writer) -> int:
    count = 0
    async with open_store() as store, store.each_claim() as claims:
        with _out(file) as out:
            async for claim in claims:
                out.write(writer.piece(claim).encode())
                count += 1
            out.write(writer.end().encode())
    return count


@contextmanager
def _out(file: Path) -> Iterator[IO[bytes]]:
    """Where to write; a file appears under its name only when all is in it."""
    if str(file) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        raise InvalidFile(str(file), f"can't be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
