"""The table of chats that are reminded of overdue claims (SQLAlchemy Core)."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from bot.store.schema import metadata

reminders = Table(
    "reminders",
    metadata,
    Column("chat_id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("last_day", String(10), nullable=False),  # of the last reminder, YYYY-MM-DD; empty before the first
)
