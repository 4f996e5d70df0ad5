"""Claims kept in SQLite or PostgreSQL, version after version."""

from claims_db.store.batch import Batch, ClaimVersion
from claims_db.store.claims import ClaimStore, SqlClaimStore

__all__ = ["Batch", "ClaimStore", "ClaimVersion", "SqlClaimStore"]
