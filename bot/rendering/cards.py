"""What a card of the moderators' queue shows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.store.ask_rows import Entry
from claims_db.model import Claim


@dataclass(frozen=True, slots=True)
class Card:
    """All that moderators are shown of an entry.

    `languages`: people by the language they are answered in. `candidates`: the closest claims that are published, and
    `claim` the one that it was linked to. `verdicts`: what readers said of a claim they were shown with this text, by
    claim and verdict ("same", "different", ...). `shown_until` is when it comes up again, if it was put off.
    """

    entry: Entry
    languages: Mapping[str, int] = field(default_factory=dict)
    candidates: tuple[Claim, ...] = ()
    claim: Claim | None = None
    verdicts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    judged: Mapping[str, Claim] = field(default_factory=dict)
    put_off: bool = False
