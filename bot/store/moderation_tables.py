"""The tables of moderators, their acts, what they know files by, and their unfinished dialogues (SQLAlchemy Core).

`acts` and `act_changes` are append-only: the database itself refuses to change or delete a row, and each act holds
the digest of the one before. Acts name people by a code; `moderator_codes` alone tells whose it is, and forgets
after two years. Moments are seconds since 1970, UTC.
"""

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from bot.store.schema import metadata

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_SLUG = String(60)

moderators = Table(
    "moderators",
    metadata,
    Column("user_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("since", Double, nullable=False),
    Column("added_by", _NUMBER, nullable=False),
)

freezes = Table(
    "freezes",
    metadata,
    Column("user_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("until", Double, nullable=False),
)

moderator_codes = Table(
    "moderator_codes",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("user_id", _NUMBER, nullable=False),
    Column("last_act_at", Double, nullable=False),
    Index(None, "user_id"),
)

acts = Table(
    "acts",
    metadata,
    Column("seq", _NUMBER, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("code", String(16), nullable=False),  # who did it
    Column("kind", String(16), nullable=False),
    Column("destructive", SmallInteger, nullable=False),
    Column("undoes", _NUMBER, ForeignKey("acts.seq", name="fk_acts_undoes"), unique=True),
    Column("note", Text, nullable=False),
    Column("digest", String(64), nullable=False),  # of this row, its changes, and the digest before
    Column("request", String(40)),  # that it answered, for acts that must not be repeated
    Index(None, "code", "seq"),
    Index(None, "request", unique=True),
)

act_changes = Table(
    "act_changes",
    metadata,
    Column("seq", _NUMBER, ForeignKey("acts.seq", name="fk_act_changes_seq"), primary_key=True, autoincrement=False),
    Column("claim_id", _SLUG, primary_key=True),
    Column("before", Integer, nullable=False),  # version of the claim, 0: there was none
    Column("after", Integer, nullable=False),
    Column("stands_for", Integer, nullable=False),  # the version whose content `after` has; 0: none again
    Column("body_digest", String(64), nullable=False),  # of the claim as it was saved
    Index(None, "claim_id", "after"),
)

known_media = Table(
    "known_media",
    metadata,
    Column("file_id", String(80), primary_key=True),  # Telegram's `file_unique_id`
    Column("claim_id", _SLUG, primary_key=True),
    Column("added_by", String(16), nullable=False),  # a code, as in `acts`
    Column("at", Double, nullable=False),
    Index(None, "claim_id"),
)

dialogues = Table(
    "dialogues",
    metadata,
    Column("token", String(16), primary_key=True),
    Column("chat_id", _NUMBER, nullable=False),
    Column("user_id", _NUMBER, nullable=False),
    Column("payload", Text, nullable=False),  # JSON in ASCII
    Column("at", Double, nullable=False),
    Index(None, "chat_id", "user_id", "at"),
    Index(None, "at"),
)
