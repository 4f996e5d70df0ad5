"""The tables about groups. Nothing in them is about a person. Moments are seconds since 1970, UTC.

A group that became a supergroup keeps a row that says where it `moved_to`, so that whatever still names the old one
finds the new one.
"""

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Integer, String, Table

from bot.store.schema import metadata

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

groups = Table(
    "groups",
    metadata,
    Column("chat_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("language", String(8), nullable=False),  # empty: automatic
    Column("look", String(16), nullable=False),
    Column("strictness", String(16), nullable=False),
    Column("cooldown", Integer, nullable=False),
    Column("quiet", Boolean, nullable=False),
    Column("delete_after", Integer, nullable=False),
    Column("channel_posts", Boolean, nullable=False),
    Column("guessed", String(8), nullable=False),  # language of whoever added the bot, empty: unknown
    Column("may_write", Boolean, nullable=False),
    Column("greeted_at", Double),
    Column("changed_at", Double),  # when an admin last chose something
    Column("left_at", Double),
    Column("moved_to", _NUMBER),
    Index(None, "left_at"),
)

group_mentions = Table(
    "group_mentions",
    metadata,
    Column("chat_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("claim_id", String(60), primary_key=True),
    Column("at", Double, nullable=False),
    Index(None, "at"),
)

group_deletions = Table(
    "group_deletions",
    metadata,
    Column("chat_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("message_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("due_at", Double, nullable=False),
    Index(None, "due_at"),
)

inline_choices = Table(
    "inline_choices",
    metadata,
    Column("claim_id", String(60), primary_key=True),
    Column("number", Integer, nullable=False),
)
