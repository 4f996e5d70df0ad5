"""Claims, their versions and the store's revision."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE_TRIGGERS = (
    "CREATE TRIGGER versions_keep_update BEFORE UPDATE ON versions"
    " BEGIN SELECT RAISE(ABORT, 'versions are never changed'); END",
    "CREATE TRIGGER versions_keep_delete BEFORE DELETE ON versions"
    " BEGIN SELECT RAISE(ABORT, 'versions are never deleted'); END",
)
_POSTGRES_TRIGGERS = (
    "CREATE FUNCTION versions_keep() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'versions are never changed or deleted'; END $$",
    "CREATE TRIGGER versions_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON versions"
    " FOR EACH STATEMENT EXECUTE FUNCTION versions_keep()",
)


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    slug = sa.String(60).with_variant(sa.String(60, collation="C"), "postgresql")
    counter = op.create_table(
        "store",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_store"),
    )
    op.bulk_insert(counter, [{"id": 1, "revision": 0}])
    op.create_table(
        "versions",
        sa.Column("revision", number, autoincrement=False, nullable=False),
        sa.Column("claim_id", slug, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("saved_at", sa.String(32), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("revision", name="pk_versions"),
        sa.UniqueConstraint("claim_id", "version", name="uq_versions_claim_id_version"),
    )
    op.create_table(
        "claims",
        sa.Column("id", slug, nullable=False),
        sa.Column("revision", number, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.ForeignKeyConstraint(["revision"], ["versions.revision"], name="fk_claims_revision"),
    )
    op.create_index("ix_claims_revision", "claims", ["revision"])
    op.create_table(
        "marks",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )
    postgres = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRES_TRIGGERS if postgres else _SQLITE_TRIGGERS:
        op.execute(statement)
