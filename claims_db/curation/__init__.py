"""What keeps a claim from being stored, what keeps it from readers, and what an editor should look at again. Pure.

A problem is a stable code with a detail (the field, the address, the phrasing); the words for people are
chosen where their language is known.
"""

from claims_db.curation.form import CHAIN_LETTER, MAX_CONTEXT, MAX_ID, PHRASINGS, faults, is_address, is_date, remarks
from claims_db.curation.problem import Problem
from claims_db.curation.proof import problems, trial

__all__ = [
    "CHAIN_LETTER",
    "MAX_CONTEXT",
    "MAX_ID",
    "PHRASINGS",
    "Problem",
    "faults",
    "is_address",
    "is_date",
    "problems",
    "remarks",
    "trial",
]
