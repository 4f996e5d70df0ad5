"""Wordings that an editor should look at again; nothing here keeps a claim from readers. Pure."""

from collections.abc import Iterator

from claims_db.curation.problem import Problem
from claims_db.model import Claim


def wording_remarks(claim: Claim) -> tuple[Problem, ...]:
    """Every questionable wording of a claim, with the place as detail."""
    return tuple(_remarks(claim))


def _remarks(claim: Claim) -> Iterator[Problem]:
    yield from ()
