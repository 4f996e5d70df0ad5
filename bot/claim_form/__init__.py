"""A claim in one message: text to values, values to text, values to a claim. Pure, no words for people."""

from bot.claim_form.applying import misses, next_stale, to_claim
from bot.claim_form.reading import parse
from bot.claim_form.values import FIELDS, Fault, Form, Removal
from bot.claim_form.writing import form_of, written
from claims_db.slug import slug

__all__ = [
    "FIELDS",
    "Fault",
    "Form",
    "Removal",
    "form_of",
    "misses",
    "next_stale",
    "parse",
    "slug",
    "to_claim",
    "written",
]
