"""What readers send to the checkers, who wants to hear, what answers named, and who was forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    _create_entries(number)
    _create_asks(number)
    _create_answer_claims(number)
    _create_notices(number)
    op.create_table(
        "followed",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_followed"),
    )
    op.create_table(
        "forgotten",
        sa.Column("reader_key", sa.String(64), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("reader_key", name="pk_forgotten"),
    )


def _create_entries(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "ask_entries",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("candidates", sa.Text, nullable=False),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("channel_post", number),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("claim_id", sa.String(60)),
        sa.Column("reason", sa.String(16)),
        sa.Column("demand", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.Double, nullable=False),
        sa.Column("later_until", sa.Double, nullable=False),
        sa.Column("closed_at", sa.Double),
        sa.Column("card_chat_id", number),
        sa.Column("card_message_id", number),
        sa.Column("card_at", sa.Double, nullable=False),
        sa.Column("card_says", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ask_entries"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ask_entries_state_opened_at", "ask_entries", ["state", "opened_at"])
    op.create_index("ix_ask_entries_digest", "ask_entries", ["digest"])
    op.create_index("ix_ask_entries_claim_id", "ask_entries", ["claim_id"])
    op.create_index("ix_ask_entries_closed_at", "ask_entries", ["closed_at"])
    op.create_index("ix_ask_entries_card_chat_id_card_message_id", "ask_entries", ["card_chat_id", "card_message_id"])


def _create_asks(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "asks",
        sa.Column("entry_id", number, autoincrement=False, nullable=False),
        sa.Column("reader_key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("chat_id", number),
        sa.Column("post_message_id", number),
        sa.Column("hears", sa.Boolean, nullable=False),
        sa.Column("about_claim", sa.String(60)),
        sa.Column("verdict", sa.String(16)),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("told_at", sa.Double),
        sa.Column("told_rating", sa.String(16)),
        sa.Column("news_version", sa.Integer),
        sa.PrimaryKeyConstraint("entry_id", "reader_key", name="pk_asks"),
        sa.ForeignKeyConstraint(["entry_id"], ["ask_entries.id"], name="fk_asks_entry_id", ondelete="CASCADE"),
    )
    op.create_index("ix_asks_reader_key_at", "asks", ["reader_key", "at"])
    op.create_index("ix_asks_hears_told_at", "asks", ["hears", "told_at"])


def _create_answer_claims(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "answer_claims",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("reply_message_id", number, autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("place", sa.SmallInteger, nullable=False),
        sa.Column("stance", sa.String(8), nullable=False),
        sa.Column("closeness", sa.String(12)),
        sa.Column("rating", sa.String(16), nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "reply_message_id", "claim_id", name="pk_answer_claims"),
    )
    op.create_index("ix_answer_claims_claim_id_revision", "answer_claims", ["claim_id", "revision"])


def _create_notices(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "notices",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("chat_id", number),
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("edit_message_id", number),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("not_before", sa.Double, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("key", name="uq_notices_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notices_state_not_before", "notices", ["state", "not_before"])
    op.create_index("ix_notices_chat_id", "notices", ["chat_id"])
