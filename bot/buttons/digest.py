"""The button that shows more of a digest: which one it is, and which of its claims was shown last. Pure."""

import re
from dataclasses import dataclass

from bot.buttons.readers import Action, Verb

_SUBJECT = re.compile(r"more-(\d{1,12})-(\d{1,12})-([cn])(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Onward:
    """The digest of what was saved after `since` and not after `until`; `place` is that of the last claim shown.

    A place is whether the claim was new, and its revision, negative: as the claims of a digest are ordered.
    """

    since: int
    until: int
    place: tuple[bool, int]

    def __str__(self) -> str:
        new, revision = self.place
        return str(Action(Verb.DIGEST, f"more-{self.since}-{self.until}-{'n' if new else 'c'}{-revision}"))


def read_onward(subject: str) -> Onward | None:
    """What the button of a digest stands for; None for any other."""
    found = _SUBJECT.fullmatch(subject)
    if found is None:
        return None
    since, until, kind, revision = found.groups()
    return Onward(int(since), int(until), (kind == "n", -int(revision)))
