"""From the entries of files to claims in a store."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from claims_db.curation import faults
from claims_db.errors import InvalidFile
from claims_db.exchange.entry import Entry
from claims_db.model import Claim, State
from claims_db.reasons import Reason
from claims_db.store import Batch, ClaimStore, ClaimVersion

_AT_ONCE = 500


@dataclass(slots=True)
class Loaded:
    """What loading has done, in claims: `new`, `changed`, left as they were (`same`).

    Of the new ones, all of them drafts, `bare` are those of which the file had the wording only, and `foreign` those
    made of somebody else's review. `changes` are the claims
    before (None: there was none) and after, where they were asked for.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    bare: int = 0
    foreign: int = 0
    changes: list[tuple[ClaimVersion | None, Claim]] = field(default_factory=list)


def proven(entries: Iterable[Entry], *, trusted: Collection[str] = ()) -> Iterator[Entry]:
    """The same entries, each fit to be stored (see `faults`) and with an id of its own; a foreign one that came before
    is left out.

    Raises:
        InvalidFile: an entry is not; it names the place and all its faults.
    """
    seen: dict[str, str] = {}
    for entry in entries:
        claim = entry.claim
        if found := faults(claim, trusted=trusted):
            raise InvalidFile(entry.where, Reason("problems", subject=claim.id, problems=tuple(found)))
        if claim.id in seen and entry.foreign:
            continue
        if claim.id in seen:
            raise InvalidFile(entry.where, Reason("id_twice", said=claim.id, place=seen[claim.id]))
        seen[claim.id] = entry.where
        yield entry


async def load(store: ClaimStore, entries: Iterable[Entry], *, by: str) -> Loaded:
    """Save all entries that differ from the store, in one transaction: all or none.

    A retired claim stays retired unless the file gives a state. An entry that is bare changes the statement of a claim
    that is there and adds its phrasings; rating, sources and the rest stay. A foreign entry leaves a claim that is
    there alone.

    Raises:
        InvalidFile: from `entries`; nothing is saved then.
        InvalidClaim: an entry is not fit to be stored (see `proven`).
        StoreUnavailable: the store can't be read or written.
    """
    async with store.batch(by=by) as batch:
        return await load_into(batch, entries)


async def load_into(batch: Batch, entries: Iterable[Entry], *, keep_changes: bool = False) -> Loaded:
    """The same inside a transaction; `keep_changes` has the result hold every change."""
    loaded = Loaded()
    part: list[Entry] = []
    for entry in entries:
        part.append(entry)
        if len(part) == _AT_ONCE:
            await _load_part(batch, part, loaded, keep_changes=keep_changes)
            part = []
    await _load_part(batch, part, loaded, keep_changes=keep_changes)
    return loaded


async def _load_part(batch: Batch, part: list[Entry], loaded: Loaded, *, keep_changes: bool) -> None:
    stored = await batch.newest([entry.claim.id for entry in part])
    wanted: list[Claim] = []
    for entry in part:
        version = stored.get(entry.claim.id)
        here = version is not None and not version.withdrawn
        claim = _over(entry, version.claim, here=here) if version else entry.claim
        if here and version and claim == version.claim:
            loaded.same += 1
            continue
        wanted.append(claim)
        loaded.changed += here
        loaded.new += not here
        loaded.bare += entry.bare and not here
        loaded.foreign += entry.foreign and not here
    saved = await batch.save(wanted)
    if keep_changes:
        loaded.changes += [(stored.get(claim.id), claim) for claim in saved]


def _over(entry: Entry, stored: Claim, *, here: bool) -> Claim:
    """What the claim in the store becomes by an entry; of one that was withdrawn only the version counts."""
    claim = entry.claim
    if not here:
        return replace(claim, version=stored.version)
    if entry.foreign:
        return stored
    if entry.bare:
        added = tuple(phrasing for phrasing in claim.phrasings if phrasing not in stored.phrasings)
        if claim.statement != stored.statement:
            stored = replace(stored, statement=claim.statement, language=claim.language)
        return replace(stored, phrasings=stored.phrasings + added)
    state = State.RETIRED if stored.state is State.RETIRED and not entry.state_given else claim.state
    return replace(claim, version=stored.version, state=state)
