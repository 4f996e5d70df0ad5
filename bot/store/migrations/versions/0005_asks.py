"""What readers send to the checkers, and who wants to hear."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pass
