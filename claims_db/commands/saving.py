"""What it takes from saving a claim in SQLite until a match finds it, for `bench`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from claims_db.live import LiveIndex
from claims_db.model import Claim, Source
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine, sqlite_url

_SOURCE = Source(publisher="Example", title="Example", url="https://example.org/", date="2026", supports="Example")
"""What every claim in a store needs."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Milliseconds of CPU time, and by the clock with the waits for the disk; whether the match found the claim."""

    spent: float
    waited: float
    found: bool


async def saved_to_found(there: Sequence[Claim], new: Sequence[Claim]) -> list[Saved]:
    """Save each of the `new` claims beside those that are `there`, all with ids of their own, and match its statement.

    When saving has returned, the claim is on the disk; the match sees what any process has saved until then.
    """
    with TemporaryDirectory() as folder:
        engine = open_engine(sqlite_url(Path(folder) / "bench.sqlite3"))
        await migrate(engine, package="claims_db.store")
        store = SqlClaimStore(engine)
        live = LiveIndex(store)
        try:
            await store.save_all(_sourced(there), by="bench")
            await live.match("")  # when the preparations of a start are over
            return [await _saved(claim, store, live) for claim in _sourced(new)]
        finally:
            await live.close()
            await engine.dispose()


def _sourced(claims: Sequence[Claim]) -> Iterator[Claim]:
    return (replace(claim, sources=(_SOURCE,)) for claim in claims)


async def _saved(claim: Claim, store: SqlClaimStore, live: LiveIndex) -> Saved:
    began, spent = perf_counter(), process_time()
    await store.save(claim, by="bench")
    matches = (await live.match(claim.statement)).matches
    spent, waited = process_time() - spent, perf_counter() - began
    return Saved(spent * 1000, waited * 1000, claim.id in {match.claim_id for match in matches})
