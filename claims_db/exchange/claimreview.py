"""Claims as schema.org ClaimReview in JSON-LD, as Google and Data Commons read and publish them.

Read is a single review, a list, an `@graph` or a DataFeed, or several of these one after the other, as in dumps with a
review a line; written is a DataFeed. Lists are read item by item. What we
wrote comes back as it was; reviews of others become drafts (see `claimreview_foreign`).
"""

import json
from collections.abc import Iterator
from typing import IO

from claims_db.errors import InvalidFile
from claims_db.exchange.claimreview_foreign import draft_of
from claims_db.exchange.claimreview_own import CONTEXT, OWN, Site, claim_in, thing_of
from claims_db.exchange.entry import Entry
from claims_db.exchange.fields import FieldFault
from claims_db.exchange.json_items import JsonItems
from claims_db.exchange.linked_data import CONTAINERS, SCHEMA, Node, field, is_a, things
from claims_db.model import Claim
from claims_db.reasons import Reason

_LISTS = frozenset(start + name for start in SCHEMA for name in CONTAINERS[:3])


def read(stream: IO[bytes], name: str) -> Iterator[Entry]:
    """Read the claims of `stream`, one after the other; `name` is what messages call the file.

    Other things than reviews are passed over, and so are reviews of others that are there a second time.

    Raises:
        InvalidFile: not UTF-8, not JSON, no review in it, or a review that is no claim; it names the review by its
            number, its line, and the field.
    """
    seen: dict[str, int] = {}
    for number, (line, thing) in enumerate(_things(stream, name), start=1):
        where = f"{name}, review {number} (line {line})"
        entry = _entry(thing, where)
        first = seen.setdefault(entry.claim.id, number)
        if first == number:
            yield entry
        elif not entry.foreign:
            raise InvalidFile(where, Reason("id_twice_review", said=entry.claim.id, place=str(first)))


class Writer:
    """Turns claims into the pieces of a file: `piece` for each claim, then `end`."""

    def __init__(self, site: Site | None = None) -> None:
        self._site = site or Site()
        self._begun = False

    def piece(self, claim: Claim) -> str:
        """What the file holds of one claim, after what comes before it."""
        before = ",\n" if self._begun else self._head()
        self._begun = True
        return before + _json({"@type": "DataFeedItem", "item": [thing_of(claim, self._site)]})

    def end(self) -> str:
        """What comes after the last claim."""
        return "\n]}\n" if self._begun else self._head() + "]}\n"

    def _head(self) -> str:
        head = {"@context": CONTEXT, "@type": "DataFeed", "name": f"Claims checked by {self._site.publisher}"}
        return _json(head)[:-1] + ', "dataFeedElement": [\n'


def _things(stream: IO[bytes], name: str) -> Iterator[tuple[int, Node]]:
    """Line and content of each review, and of each of our claims that is not published."""
    items = JsonItems(stream, name)
    found = empty = False
    while not (found or empty) or items.more():
        beside: dict[str, object] = {}
        begin, listed = 0, False
        for line, part, value in items.read(_LISTS):
            begin = begin or line
            if part and part not in _LISTS:
                beside[part] = value
                continue
            listed = True
            for thing in things(value, is_wanted=_is_wanted):
                found = True
                yield line, thing
        for thing in things(beside, is_wanted=_is_wanted):
            found = True
            yield begin, thing
        empty = empty or (not listed and is_a(beside, "DataFeed"))  # as we write one of no claims
        if not (found or empty or items.more()):
            raise InvalidFile(name, Reason("no_review"))


def _is_wanted(node: Node) -> bool:
    """Whether a thing is a review, or one of our claims; some dumps leave the kind of a review out."""
    return OWN in node or is_a(node, "ClaimReview") or field(node, "claimReviewed") is not None


def _entry(thing: Node, where: str) -> Entry:
    try:
        if OWN not in thing:
            return Entry(draft_of(thing), where, foreign=True)
        fields = thing[OWN]
        given = isinstance(fields, dict) and fields.get("state") is not None
        return Entry(claim_in(thing), where, state_given=given)
    except FieldFault as fault:
        raise InvalidFile(where, fault.told()) from None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
