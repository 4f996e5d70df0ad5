"""Claims as files that are sent through Telegram: read with bounds, written whole."""

import asyncio
import io
from collections.abc import Collection
from itertools import islice

from bot.curation.acting import Acting
from bot.curation.values import Imported, Kind
from claims_db.errors import InvalidFile
from claims_db.exchange.claimreview_own import Site
from claims_db.exchange.entry import Entry
from claims_db.exchange.formats import Format, format_of
from claims_db.loading import load_into, proven
from claims_db.model import Claim
from claims_db.reasons import Reason
from claims_db.store import ClaimStore

MAX_BYTES = 20_000_000
"""Bytes of a file: more a bot can't fetch from Telegram."""
MAX_CLAIMS = 20_000
"""Claims of one file; larger ones are for the command line."""
READ_TIMEOUT = 120.0
"""Seconds until reading a file is given up."""

_AT_ONCE = 200


async def read_file(data: bytes, name: str, *, trusted: Collection[str] = ()) -> list[Entry]:
    """The claims of a file, each fit to be stored; `name` tells of which kind it is. Off the event loop.

    Raises:
        InvalidFile: too large, of another kind, or wrong; it names the place.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFile(name, Reason("too_large", most=MAX_BYTES))
    entries = proven(format_of(name).read(io.BytesIO(data), name), trusted=trusted)
    found = await asyncio.wait_for(asyncio.to_thread(lambda: list(islice(entries, MAX_CLAIMS + 1))), READ_TIMEOUT)
    if len(found) > MAX_CLAIMS:
        raise InvalidFile(name, Reason("too_many", most=MAX_CLAIMS))
    return found


async def imported(acting: Acting, data: bytes, name: str, by: int, *, trusted: Collection[str] = ()) -> Imported:
    """Take the claims of a file as one act of `by`; raises as `read_file` and acts do."""
    entries = await read_file(data, name, trusted=trusted)
    async with acting.act(by, Kind.IMPORT) as act:
        loaded = await load_into(act.batch, entries, keep_changes=True)
        for before, after in loaded.changes:
            act.note_change(before, after)
        act.destructive = bool(loaded.changed)
        act.note = f"{loaded.new} {loaded.changed}"
    return Imported(loaded.new, loaded.changed, loaded.same, loaded.bare, loaded.foreign)


async def exported(store: ClaimStore, form: Format, site: Site) -> bytes:
    """Every claim in any state, as `form` writes them for `site`."""
    writer = form.writer(site)
    pieces: list[str] = []
    async with store.each_claim() as claims:
        part: list[Claim] = []
        async for claim in claims:
            part.append(claim)
            if len(part) == _AT_ONCE:
                pieces += await asyncio.to_thread(list, map(writer.piece, part))
                part = []
        pieces += await asyncio.to_thread(list, map(writer.piece, part))
    return ("".join(pieces) + writer.end()).encode()
