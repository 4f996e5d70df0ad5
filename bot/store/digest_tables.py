"""The table of readers who get a digest of what was newly checked (SQLAlchemy Core)."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from bot.store.schema import metadata

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

digests = Table(
    "digests",
    metadata,
    Column("chat_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("every", String(8), nullable=False),  # day or week
    Column("language", String(8), nullable=False),  # of the reader's Telegram, unless they chose one with /language
    Column("revision", _NUMBER, nullable=False),  # of the store, up to which the reader was told
    Column("due_on", String(10), nullable=False),  # YYYY-MM-DD; the next one goes out on this day or later
    Index(None, "due_on", "chat_id"),
)
