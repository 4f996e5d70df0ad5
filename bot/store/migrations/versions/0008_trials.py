"""Trials of groups: who started them, what would have been said, what was thought of it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "trials",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("chat_id", number, nullable=False),
        sa.Column("admin_id", number),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("started_at", sa.Double, nullable=False),
        sa.Column("ends_at", sa.Double, nullable=False),
        sa.Column("ended_at", sa.Double),
        sa.Column("owes_report", sa.Boolean, nullable=False),
        sa.Column("unreachable", sa.Boolean, nullable=False),
        sa.Column("looked", sa.Integer, nullable=False),
        sa.Column("last_post", number, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trials"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_trials_chat_id", "trials", ["chat_id"], unique=True)
    op.create_index("ix_trials_admin_id", "trials", ["admin_id"])
    op.create_index("ix_trials_ended_at", "trials", ["ended_at"])
    _create_posts(number)


def _create_posts(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "trial_posts",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("trial_id", number, nullable=False),
        sa.Column("chat_id", number, nullable=False),
        sa.Column("message_id", number, nullable=False),
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("stance", sa.String(8), nullable=False),
        sa.Column("closeness", sa.String(12), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("at_strict", sa.Boolean, nullable=False),
        sa.Column("at_normal", sa.Boolean, nullable=False),
        sa.Column("at_open", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("told_at", sa.Double),
        sa.Column("verdict", sa.String(8)),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trial_posts"),
        sa.ForeignKeyConstraint(["trial_id"], ["trials.id"], name="fk_trial_posts_trial_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    unique = ["trial_id", "chat_id", "message_id"]
    op.create_index("ix_trial_posts_trial_id_chat_id_message_id", "trial_posts", unique, unique=True)
    op.create_index("ix_trial_posts_trial_id_claim_id", "trial_posts", ["trial_id", "claim_id"])
    op.create_index("ix_trial_posts_state", "trial_posts", ["state"])
