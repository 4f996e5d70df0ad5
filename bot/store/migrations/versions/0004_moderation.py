"""Moderators, dialogues and acts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEPT = ("acts", "act_changes")
_SQLITE = (
    "CREATE TRIGGER {0}_keep_update BEFORE UPDATE ON {0} BEGIN SELECT RAISE(ABORT, '{0} are never changed'); END",
    "CREATE TRIGGER {0}_keep_delete BEFORE DELETE ON {0} BEGIN SELECT RAISE(ABORT, '{0} are never deleted'); END",
)
_POSTGRES = (
    "CREATE FUNCTION {0}_keep() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '{0} are never changed or deleted'; END $$",
    "CREATE TRIGGER {0}_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION {0}_keep()",
)


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    _create_people(number)
    _create_acts(number)
    op.create_table(
        "dialogues",
        sa.Column("token", sa.String(16), nullable=False),
        sa.Column("chat_id", number, nullable=False),
        sa.Column("user_id", number, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_dialogues"),
    )
    op.create_index("ix_dialogues_chat_id_user_id_at", "dialogues", ["chat_id", "user_id", "at"])
    op.create_index("ix_dialogues_at", "dialogues", ["at"])


def _create_people(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "moderators",
        sa.Column("user_id", number, autoincrement=False, nullable=False),
        sa.Column("since", sa.Double, nullable=False),
        sa.Column("added_by", number, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_moderators"),
    )
    op.create_table(
        "freezes",
        sa.Column("user_id", number, autoincrement=False, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_freezes"),
    )
    op.create_table(
        "moderator_codes",
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("user_id", number, nullable=False),
        sa.Column("last_act_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_moderator_codes"),
    )
    op.create_index("ix_moderator_codes_user_id", "moderator_codes", ["user_id"])


def _create_acts(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "acts",
        sa.Column("seq", number, autoincrement=False, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("destructive", sa.SmallInteger, nullable=False),
        sa.Column("undoes", number),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_acts"),
        sa.ForeignKeyConstraint(["undoes"], ["acts.seq"], name="fk_acts_undoes"),
        sa.UniqueConstraint("undoes", name="uq_acts_undoes"),
    )
    op.create_index("ix_acts_code_seq", "acts", ["code", "seq"])
    op.create_table(
        "act_changes",
        sa.Column("seq", number, autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.String(60), nullable=False),
        sa.Column("before", sa.Integer, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("stands_for", sa.Integer, nullable=False),
        sa.Column("body_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", "claim_id", name="pk_act_changes"),
        sa.ForeignKeyConstraint(["seq"], ["acts.seq"], name="fk_act_changes_seq"),
    )
    op.create_index("ix_act_changes_claim_id_after", "act_changes", ["claim_id", "after"])
    statements = _POSTGRES if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for table in _KEPT:
        for statement in statements:
            op.execute(statement.format(table))
