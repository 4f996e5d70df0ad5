"""What can go wrong with claims; words are chosen where the language is known.

ClaimsError
├── InvalidClaim        a claim that may not be stored; carries every problem
├── StaleClaim          somebody saved a newer version meanwhile
├── UnknownClaim        no claim has this id
├── InvalidFile         a file that can't be read as claims; carries place and reason
├── EncoderUnavailable  a model for sentence vectors can't be loaded; carries the reason
└── StoreUnavailable    the database can't be opened, read or written
    └── StoreLocked     another process holds it
"""

from claims_db.reasons import Reason


class ClaimsError(Exception):
    """Base of all errors of the claims base."""


class InvalidClaim(ClaimsError):
    """A claim that may not be stored; `problems` holds every stable code ("no_source"), not only the first."""

    def __init__(self, claim_id: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"{claim_id}: {', '.join(problems)}")
        self.claim_id = claim_id
        self.problems = problems


class StaleClaim(ClaimsError):
    """A save from an old copy: `given` is its version, `newest` the stored one."""

    def __init__(self, claim_id: str, given: int, newest: int) -> None:
        super().__init__(f"{claim_id}: version {given} given, {newest} is the newest")
        self.claim_id = claim_id
        self.given = given
        self.newest = newest


class UnknownClaim(ClaimsError):
    """No claim has this id."""

    def __init__(self, claim_id: str) -> None:
        super().__init__(claim_id)
        self.claim_id = claim_id


class InvalidFile(ClaimsError):
    """A file that can't be read as claims: `where` names it, then maybe ", line 3", ", row 3", ", review 3 (line 9)".

    `reason` is what is wrong, as a code with facts where it is about what the file holds.
    """

    def __init__(self, where: str, reason: Reason | str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class EncoderUnavailable(ClaimsError):
    """The model that sentence vectors are made with can't be loaded; `reason` names the kind of failure."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoreUnavailable(ClaimsError):
    """The database can't be opened, read or written; `reason` says why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoreLocked(StoreUnavailable):
    """Another process holds the database."""
