"""Inbox, dead letters, readers' choices, answers sent and judgements."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    _create_inbox(number)
    op.create_table(
        "install",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_install"),
    )
    op.create_table(
        "readers",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_readers"),
    )
    _create_answers(number)


def _create_inbox(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", number, autoincrement=True, nullable=False),
        sa.Column("update_id", number, nullable=False),
        sa.Column("chat_id", number),
        sa.Column("album", sa.Text),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("received_at", sa.Double, nullable=False),
        sa.Column("done_at", sa.Double),
        sa.PrimaryKeyConstraint("seq", name="pk_inbox"),
        sa.UniqueConstraint("update_id", name="uq_inbox_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_state_seq", "inbox", ["state", "seq"])
    op.create_index("ix_inbox_chat_id_state_seq", "inbox", ["chat_id", "state", "seq"])
    op.create_index("ix_inbox_done_at", "inbox", ["done_at"])
    op.create_table(
        "dead_letters",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("update_id", number),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dead_letters"),
    )
    op.create_index("ix_dead_letters_at", "dead_letters", ["at"])


def _create_answers(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "answers",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("reply_message_id", number, autoincrement=False, nullable=False),
        sa.Column("post_message_id", number, nullable=False),
        sa.Column("claim_ids", sa.Text, nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "reply_message_id", name="pk_answers"),
    )
    op.create_index("ix_answers_chat_id_post_message_id", "answers", ["chat_id", "post_message_id"])
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_table(
        "judgements",
        sa.Column("reader_key", sa.String(64), nullable=False),
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("instead", sa.String(60)),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("reader_key", "claim_id", name="pk_judgements"),
    )
    op.create_index("ix_judgements_claim_id", "judgements", ["claim_id"])
    op.create_index("ix_judgements_at", "judgements", ["at"])
