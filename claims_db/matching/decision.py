"""What may be done with the matches of a text. Pure."""

from collections.abc import Sequence

from claims_db.model import Decision, Match

STRONG = 0.93
"""Least score of an answer given unasked."""

WEAK = 0.2
"""Least score of a claim that is worth offering."""


def decide(matches: Sequence[Match]) -> Decision:
    """Decide for matches that come best first, one a claim."""
    sure = sum(match.score >= STRONG for match in matches)
    if sure:
        return Decision.SEVERAL if sure > 1 else Decision.STRONG
    return Decision.WEAK if matches and matches[0].score >= WEAK else Decision.NONE
