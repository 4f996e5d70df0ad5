"""Alembic's entry to the tables of the claims base."""

from claims_db.store.migrating import run_environment
from claims_db.store.schema import metadata

run_environment(metadata)
