"""Readers who get a digest: how often, in which language, up to where they were told, and when the next is due."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "digests",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("every", sa.String(8), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.Column("due_on", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_digests"),
    )
    op.create_index("ix_digests_due_on_chat_id", "digests", ["due_on", "chat_id"])
