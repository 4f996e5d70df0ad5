"""The claims that are shipped with the program, and how they get into a store."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from importlib.resources.abc import Traversable

from claims_db.exchange import yaml
from claims_db.exchange.entry import Entry
from claims_db.loading import proven
from claims_db.model import Claim
from claims_db.store import ClaimStore, ClaimVersion

STARTER = "starter"
"""Who saved the shipped claims, and the name of the mark that remembers what was loaded."""

_REMEMBERED = 50  # releases whose claims are known to have been loaded


async def load_starter(store: ClaimStore, *, folder: Traversable | None = None) -> int:
    """Save the shipped claims that are new or newer, and return how many these were.

    A claim of which anybody else has saved the newest version is left alone. What this store has loaded once is not
    loaded again, so that an older release which runs for a while brings nothing back. One short look when there is
    nothing to do.

    Raises:
        InvalidFile: a shipped file is broken; it names file and place, and nothing is saved.
        StoreUnavailable: the store can't be read or written.
    """
    files = _files(folder or resources.files("claims_db") / STARTER)
    digest = _digest(files)
    if digest in (await store.mark(STARTER) or "").split():
        return 0
    shipped = {entry.claim.id: entry.claim for entry in proven(_entries(files))}
    async with store.batch(by=STARTER) as batch:
        newest = await batch.newest(list(shipped))
        wanted = [_next(claim, newest.get(claim.id)) for claim in shipped.values()]
        saved = await batch.save(claim for claim in wanted if claim is not None)
        loaded = (await batch.mark(STARTER) or "").split()
        await batch.set_mark(STARTER, "\n".join([*loaded, digest][-_REMEMBERED:]))
    return len(saved)


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def _entries(files: list[Traversable]) -> Iterator[Entry]:
    for file in files:
        with file.open("rb") as stream:
            yield from yaml.read(stream, file.name)


def _digest(files: list[Traversable]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _next(shipped: Claim, newest: ClaimVersion | None) -> Claim | None:
    """What to save for a shipped claim: nothing when the store has the same, or somebody's edit."""
    if newest is None:
        return shipped
    if newest.by != STARTER:
        return None
    claim = replace(shipped, version=newest.claim.version)
    return None if claim == newest.claim else claim
