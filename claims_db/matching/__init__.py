"""Find the claims that a text makes, denies or asks about. Pure; CPU only, no I/O."""

from claims_db.matching.index import ClaimIndex
from claims_db.matching.matcher import match

__all__ = ["ClaimIndex", "match"]
