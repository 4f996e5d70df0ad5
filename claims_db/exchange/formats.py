"""The formats of files with claims, and which one a file has by its name. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Protocol

from claims_db.errors import InvalidFile
from claims_db.exchange import claimreview, csv, jsonl, yaml
from claims_db.exchange.claimreview_own import Site
from claims_db.exchange.entry import Entry
from claims_db.model import Claim
from claims_db.reasons import Reason


class Writer(Protocol):
    """Turns claims into the pieces of a file."""

    def piece(self, claim: Claim) -> str:
        """What the file holds of one claim."""

    def end(self) -> str:
        """What comes after the last claim."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: what people call it, how its name ends (the first is used for new files), and how it is read
    and written. `writer` is told who publishes, which only a ClaimReview says.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[IO[bytes], str], Iterator[Entry]]
    writer: Callable[[Site], Writer]


FORMATS = (
    Format("yaml", (".yaml", ".yml"), yaml.read, lambda _: yaml.Writer()),
    Format("jsonl", (".jsonl",), jsonl.read, lambda _: jsonl.Writer()),
    Format("csv", (".csv",), csv.read, lambda _: csv.Writer()),
    Format("claimreview", (".json", ".jsonld"), claimreview.read, claimreview.Writer),
)
SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)


def format_named(name: str) -> Format | None:
    """The format that people call so, in small letters; None for another one."""
    return next((one for one in FORMATS if one.name == name), None)


def format_of(file: str) -> Format:
    """The format of a file by the end of its name, in letters of any size.

    Raises:
        InvalidFile: the name tells of none.
    """
    for one in FORMATS:
        if file.lower().endswith(one.suffixes):
            return one
    raise InvalidFile(file, Reason("no_kind", said=", ".join(SUFFIXES)))
