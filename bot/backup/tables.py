"""Which tables a backup holds."""

from sqlalchemy import Table

from bot.store import ask_tables, digest_tables, group_tables, moderation_tables, reminder_tables, trial_tables
from claims_db.store import schema as claims_schema

PACKAGES = ("claims_db.store", "bot.store")
"""Whose tables they are; each has its own revision of its schema."""

ON_THEIR_WAY = frozenset(("inbox", "dead_letters", "dialogues", "notices"))
"""Tables of what will be done with in a moment: in yesterday's state it would be answered or sent a second time."""

LEFT_OUT = {"install": frozenset(("findings_key",))}
"""Rows that are made anew, by table and first column: findings kept for a database that was replaced must not fit."""

_METADATA = (
    claims_schema.metadata,
    ask_tables.asks.metadata,
    digest_tables.digests.metadata,
    group_tables.groups.metadata,
    moderation_tables.acts.metadata,
    reminder_tables.reminders.metadata,
    trial_tables.trials.metadata,
)


def names(*, moving: bool = True) -> frozenset[str]:
    """The tables by name, with those of what is on its way when the whole database moves."""
    every = frozenset(table.name for metadata in _METADATA for table in metadata.tables.values())
    return every if moving else every - ON_THEIR_WAY


def is_kept(table: Table, row: tuple[object, ...]) -> bool:
    """Whether a row belongs in a backup."""
    return row[0] not in LEFT_OUT.get(table.name, ())
