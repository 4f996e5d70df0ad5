"""Why an act of a moderator was not done; words are chosen where the language is known.

CurationError
├── Refused      the claim has problems; carries all of them
├── WrongState   the claim is not in a state in which this can be done to it
└── Frozen       too many destructive acts; nothing can be changed for a while
Besides these: NotAllowed (bot.roles), UnknownClaim, InvalidFile and StoreUnavailable (claims_db.errors).
"""

from claims_db.curation import Problem
from claims_db.model import State


class CurationError(Exception):
    """Base of what keeps an act from being done."""


class Refused(CurationError):
    """A claim that may not be published like this; `problems` holds all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class WrongState(CurationError):
    """A claim of which `state` (or being merged into `merged_into`) does not allow the act."""

    def __init__(self, claim_id: str, state: State, merged_into: str = "") -> None:
        super().__init__(f"{claim_id}: {state.value}")
        self.claim_id = claim_id
        self.state = state
        self.merged_into = merged_into


class Frozen(CurationError):
    """A moderator who may change nothing until a moment (seconds since 1970); `now` tells that it began just now."""

    def __init__(self, until: float, *, now: bool = False) -> None:
        super().__init__("frozen")
        self.until = until
        self.now = now
