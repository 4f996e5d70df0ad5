"""The bot's own tables (SQLAlchemy Core).

`inbox` holds updates from their arrival until they are handled; the words in them go when they are, the row stays
48 hours so that a second delivery is recognised. `dead_letters` tell of updates that could not be handled, without
what was in them. Moments are seconds since 1970, UTC.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"})

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

inbox = Table(
    "inbox",
    metadata,
    Column("seq", _NUMBER, primary_key=True, autoincrement=True),  # order of arrival
    Column("update_id", _NUMBER, nullable=False, unique=True),
    Column("chat_id", _NUMBER),  # whose order it belongs to, if anybody's
    Column("album", Text),
    Column("payload", Text, nullable=False),  # JSON in ASCII; empty once it is done
    Column("state", String(8), nullable=False),  # new, done or dead
    Column("tries", SmallInteger, nullable=False),  # starts that have not ended yet
    Column("received_at", Double, nullable=False),
    Column("done_at", Double),
    Index(None, "state", "seq"),
    Index(None, "chat_id", "state", "seq"),
    Index(None, "done_at"),
    sqlite_autoincrement=True,
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("update_id", _NUMBER),
    Column("kind", String(40), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Index(None, "at"),
)

install = Table(
    "install",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

readers = Table(
    "readers",
    metadata,
    Column("chat_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("language", String(8), nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("chat_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("reply_message_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("post_message_id", _NUMBER, nullable=False),
    Column("claim_ids", Text, nullable=False),  # a JSON list
    Column("revision", _NUMBER, nullable=False),
    Column("language", String(8), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", Double, nullable=False),
    Index(None, "chat_id", "post_message_id"),
    Index(None, "at"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("reader_key", String(64), primary_key=True),
    Column("claim_id", String(60), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("instead", String(60)),
    Column("at", Double, nullable=False),
    Index(None, "claim_id"),
    Index(None, "at"),
)
