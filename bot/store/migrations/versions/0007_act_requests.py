"""Which request an act answered, so that one that is handled again does nothing twice."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("acts", sa.Column("request", sa.String(40)))
    op.create_index("ix_acts_request", "acts", ["request"], unique=True)
