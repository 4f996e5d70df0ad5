"""The tables of the claims base (SQLAlchemy Core).

`versions` is append-only: the database itself refuses to change or delete a row. `claims` points to the
newest version of each claim. `store` is one row whose counter rises with each write; writers lock it first, so
versions become visible in the order of their revisions. `marks` are small facts about the store itself.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_REVISION = BigInteger().with_variant(Integer(), "sqlite")
_SLUG = String(60).with_variant(String(60, collation="C"), "postgresql")

store = Table(
    "store",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", _REVISION, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("revision", _REVISION, primary_key=True, autoincrement=False),
    Column("claim_id", _SLUG, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("body", Text, nullable=False),  # the claim as JSON in ASCII
    Column("saved_by", Text, nullable=False),
    Column("saved_at", String(32), nullable=False),  # UTC, ISO 8601
    Column("why", Text, nullable=False),
    UniqueConstraint("claim_id", "version"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", _SLUG, primary_key=True),
    Column("revision", _REVISION, ForeignKey("versions.revision"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Index(None, "revision"),
)

marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
