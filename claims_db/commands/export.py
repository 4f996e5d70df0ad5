"""`export`: write all stored claims, in any state, to a file."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from claims_db.commands.opening import SUFFIXES, expected_failures, open_store
from claims_db.errors import InvalidFile
from claims_db.exchange import jsonl, yaml


@expected_failures
def run(
    file: Annotated[Path, typer.Argument(help="Where to: a name in .yaml, .yml or .jsonl, or - for YAML on stdout.")],
) -> None:
    """Write all stored claims, drafts and retired ones too, with their state.

    Exit status 1: the file can't be written; 3: the database can't be used. The file is whole or untouched.
    """
    if str(file) != "-" and file.suffix not in SUFFIXES:
        raise typer.BadParameter(f"the name must end in one of {', '.join(SUFFIXES)}", param_hint="FILE")
    count = asyncio.run(_export(file))
    typer.echo(f"{count:,} claims written.", err=True)


async def _export(file: Path) -> int:
    writer = jsonl.Writer() if file.suffix == ".jsonl" else yaml.Writer()
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
