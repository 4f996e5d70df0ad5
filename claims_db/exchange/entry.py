"""One claim as it stands in a file."""

from dataclasses import dataclass

from claims_db.model import Claim


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim read from a file; `where` names file and line for messages.

    `state_given` tells that the file names the state; without it a published claim is meant, unless the store
    has it retired. `bare` marks a claim of which the file holds the wording only: no rating, no sources.
    `foreign` marks a draft made of somebody else's review: it is only ever added, never put over a claim that is there.
    """

    claim: Claim
    where: str
    state_given: bool = False
    bare: bool = False
    foreign: bool = False
