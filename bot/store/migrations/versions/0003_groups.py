"""Settings of groups, what was said where, messages to be deleted, cards chosen inline."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "groups",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("look", sa.String(16), nullable=False),
        sa.Column("strictness", sa.String(16), nullable=False),
        sa.Column("cooldown", sa.Integer, nullable=False),
        sa.Column("quiet", sa.Boolean, nullable=False),
        sa.Column("delete_after", sa.Integer, nullable=False),
        sa.Column("channel_posts", sa.Boolean, nullable=False),
        sa.Column("guessed", sa.String(8), nullable=False),
        sa.Column("may_write", sa.Boolean, nullable=False),
        sa.Column("greeted_at", sa.Double),
        sa.Column("changed_at", sa.Double),
        sa.Column("left_at", sa.Double),
        sa.Column("moved_to", number),
        sa.PrimaryKeyConstraint("chat_id", name="pk_groups"),
    )
    op.create_index("ix_groups_left_at", "groups", ["left_at"])
    _create_small_tables(number)


def _create_small_tables(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "group_mentions",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "claim_id", name="pk_group_mentions"),
    )
    op.create_index("ix_group_mentions_at", "group_mentions", ["at"])
    op.create_table(
        "group_deletions",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("message_id", number, autoincrement=False, nullable=False),
        sa.Column("due_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_group_deletions"),
    )
    op.create_index("ix_group_deletions_due_at", "group_deletions", ["due_at"])
    op.create_table(
        "inline_choices",
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name="pk_inline_choices"),
    )
