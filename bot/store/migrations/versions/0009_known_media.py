"""Pictures and other files that go round with a claim, and which one came with a text of the queue."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "known_media",
        sa.Column("file_id", sa.String(80), nullable=False),
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("added_by", sa.String(16), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "claim_id", name="pk_known_media"),
    )
    op.create_index("ix_known_media_claim_id", "known_media", ["claim_id"])
    op.add_column("ask_entries", sa.Column("file_id", sa.String(80)))
