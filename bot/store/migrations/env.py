"""Alembic's entry to the bot's own tables."""

from bot.store.schema import metadata
from claims_db.store.migrating import run_environment

run_environment(metadata)
