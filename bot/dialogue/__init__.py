"""The guided dialogue of a moderator: one question a step, what was answered, what comes next. Pure.

A state is a plain value that fits into a row of a database, so a dialogue survives a restart. Every step has a turn
number; a button carries the one that it was made for, so that an old button changes nothing.
"""

from bot.dialogue.answers import answered, merged
from bot.dialogue.choices import chosen, entries, has
from bot.dialogue.states import (
    FIELD_STEPS,
    FORWARDS,
    MOST_REMOVABLE,
    OPTIONAL,
    ORDER,
    REPEATED,
    State,
    Step,
    new_claim,
    payload,
    restored,
)

__all__ = [
    "FIELD_STEPS",
    "FORWARDS",
    "MOST_REMOVABLE",
    "OPTIONAL",
    "ORDER",
    "REPEATED",
    "State",
    "Step",
    "answered",
    "chosen",
    "entries",
    "has",
    "merged",
    "new_claim",
    "payload",
    "restored",
]
