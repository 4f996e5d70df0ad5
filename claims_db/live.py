"""The claims that are matched now: a ClaimIndex in memory that follows the store."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from claims_db.batching import Batcher
from claims_db.errors import StoreUnavailable
from claims_db.kept import Kept
from claims_db.matching import ClaimIndex
from claims_db.matching.batch import Asked, match_batch
from claims_db.matching.citing import linked_to
from claims_db.matching.encoder import Encoder
from claims_db.matching.explaining import Explanation, explain
from claims_db.matching.matcher import prepare
from claims_db.matching.snapshot import BrokenSnapshot
from claims_db.matching.wordings import worded
from claims_db.model import Claim, Finding, State
from claims_db.store import ClaimStore

MATCH_TIMEOUT = 10.0
"""Seconds until a match, with the wait for those before it, is given up."""

BUILD_TIMEOUT = 900.0
"""Seconds until building the index, or bringing it up to date, is given up."""

KEPT_EVERY = 1000
"""Changes after which what the next start needs is kept again; it always is when the index is closed."""

WARM_AT_ONCE = 16
"""Wordings whose vectors are made at a time, beside the matching; what was made until the end is kept."""

TRIAL_TIMEOUT = 60.0
"""Seconds until the proof of a claim, with the wait for the matches before it, is given up."""

_Result = TypeVar("_Result")


class LiveIndex:
    """The published claims of a store, ready to be matched; every process has its own.

    Matching and changes run one after the other in one worker thread, so the event loop stays free and no match sees
    half a change. Texts that wait at the same moment are matched together.
    """

    def __init__(self, store: ClaimStore, *, encoder: Encoder | None = None, folder: Path | None = None) -> None:
        """Keep what a start needs in `folder`, an existing one; None: nothing is kept."""
        self._store = store
        self._encoder = encoder
        self._kept = Kept(folder) if folder else None
        self._started = "store"
        self._index = ClaimIndex(encoder=encoder)
        self._built = False
        self._changing = asyncio.Lock()
        self._warming: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._one_keeps = asyncio.Lock()
        self._closing = False
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="matching")
        self._batcher = Batcher(self._worker, self._match)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="keeping")
        self._encoding = ThreadPoolExecutor(1, thread_name_prefix="encoding")

    @property
    def revision(self) -> int:
        """The store's revision that is matched; 0 before the first refresh."""
        return self._index.revision

    @property
    def started_from(self) -> str:
        """What the index was built from: "snapshot", or "store" with the reason why the snapshot was of no use."""
        return self._started

    @property
    def encoder_name(self) -> str:
        """Which sentence vectors matching uses, "" for none, and how many are still to be made: findings differ."""
        vectors = self._index.vectors
        if vectors is None:
            return ""
        return f"{vectors.encoder.name}-{vectors.waiting}" if vectors.waiting else vectors.encoder.name

    def __len__(self) -> int:
        return len(self._index)

    def claim(self, claim_id: str) -> Claim | None:
        """The published claim as it is matched now; None when there is none."""
        return self._index.claim(claim_id)

    async def newest(self, limit: int) -> tuple[Claim, ...]:
        """The published claims that were checked last, at most `limit`, newest first.

        Raises:
            StoreUnavailable: the store can't be asked whether something has changed.
        """
        await self.refresh()
        return await self._run(self._index.newest, limit, seconds=MATCH_TIMEOUT)

    async def refresh(self) -> None:
        """Take over what was saved since the last time, by any process; one short query when nothing was.

        Raises:
            StoreUnavailable: the store can't be read; the index stays as it is.
        """
        if self._built and await self._store.revision() == self._index.revision:
            return
        async with self._changing:
            revision = await self._store.revision()
            if not self._built:
                await self._start(revision)
            if not self._built or revision < self._index.revision:  # lower: a backup was put in place
                await self._build(revision)
            elif revision > self._index.revision:
                changes = await self._store.changes_since(self._index.revision)
                await self._run(_apply, self._index, changes, revision, seconds=BUILD_TIMEOUT)
            if self._kept and revision - self._kept.revision >= KEPT_EVERY and not self._is_keeping():
                self._keeping = asyncio.create_task(self._keep())
            await self._warm()

    async def match(
        self,
        text: str,
        *,
        limit: int = 10,
        links: tuple[str, ...] = (),
        refreshed: bool = False,
        hurry: bool = False,
    ) -> Finding:
        """Match `text` with the claims that are published at this moment; `refreshed`: the caller has just looked.

        `links` are addresses that belong to the text but do not stand in it. With `hurry` less of the text is compared
        by meaning while many others wait, and the finding says so.

        Raises:
            StoreUnavailable: the store can't be asked whether something has changed.
            TimeoutError: matching took longer than MATCH_TIMEOUT.
        """
        since = time.monotonic() if hurry else None
        if not refreshed:
            await self.refresh()
        async with asyncio.timeout(MATCH_TIMEOUT):
            return await asyncio.wrap_future(self._batcher.ask(Asked(text, limit, links, since)))

    async def citing(self, text: str, *, links: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The ids of all claims with a source that `text`, or one of the `links` behind its words, leads to.

        Raises as `match` does.
        """
        await self.refresh()
        return await self._run(linked_to, text, self._index, links, seconds=MATCH_TIMEOUT)

    async def explain(self, text: str, *, limit: int = 10) -> tuple[Finding, tuple[Explanation, ...]]:
        """What `match` gives, with an explanation of each match.

        Raises:
            StoreUnavailable: the store can't be asked whether something has changed.
            TimeoutError: matching took longer than MATCH_TIMEOUT.
        """
        await self.refresh()
        return await self._run(partial(explain, limit=limit), text, self._index, seconds=MATCH_TIMEOUT)

    async def trial(self, claim: Claim, work: Callable[[Claim, ClaimIndex], _Result]) -> _Result:
        """What `work` finds out with `claim` in the index; no match of anybody else ever sees it there.

        Raises:
            StoreUnavailable: the store can't be asked whether something has changed.
            TimeoutError: it took longer than TRIAL_TIMEOUT.
        """
        await self.refresh()
        return await self._run(_try_out, self._index, claim, work, seconds=TRIAL_TIMEOUT)

    async def close(self) -> None:
        """Keep what the next start needs and let go of the worker thread; a match under way ends by itself."""
        self._closing = True
        # Not cancelled: a connection that is being opened then would stay open at the server for a minute.
        await asyncio.gather(*filter(None, (self._warming, self._keeping)), return_exceptions=True)
        if self._built:
            await self._keep()
        for thread in (self._worker, self._writer, self._encoding):
            thread.shutdown(wait=False, cancel_futures=True)

    def _match(self, waiting: Iterator[Asked]) -> Iterator[tuple[int, Finding | Exception]]:
        return match_batch(waiting, self._index)

    async def _start(self, revision: int) -> None:
        """Take what was kept, where it is of this store; the changes since are then taken over like any others."""
        if self._kept is None:
            return
        try:
            index = await self._run(self._kept.index, self._encoder, seconds=BUILD_TIMEOUT)
            if index.revision > revision or self._kept.stamp != await self._store.fingerprint(index.revision):
                raise BrokenSnapshot("foreign")
        except BrokenSnapshot as broken:
            self._kept.revision = -KEPT_EVERY
            self._started = f"store: {broken.reason} snapshot"
            return
        self._index, self._started = index, "snapshot"
        self._open()

    async def _build(self, revision: int) -> None:
        claims = await self._store.live_claims()
        memory = self._kept.vectors(self._encoder) if self._kept and self._encoder else None
        build = partial(ClaimIndex.build, revision=revision, encoder=self._encoder, memory=memory)
        self._index = await self._run(build, claims, seconds=BUILD_TIMEOUT)
        self._open()

    def _open(self) -> None:
        """Have everything at hand when the first text comes."""
        self._built = True
        self._worker.submit(prepare)

    async def _keep(self) -> None:
        """Write what the next start needs, beside the matching; what is in the way of it is in nobody else's."""
        if self._kept is None:
            return
        async with self._one_keeps:
            revision = self._index.revision
            with suppress(StoreUnavailable, TimeoutError):
                stamp = await self._store.fingerprint(revision)
                new = await self._run(self._kept.contents, self._index, revision, stamp, seconds=BUILD_TIMEOUT)
                if new:
                    await self._run(self._kept.keep, new, seconds=BUILD_TIMEOUT, on=self._writer)
                await self._run(self._kept.keep_vectors, self._index, seconds=BUILD_TIMEOUT)

    def _is_keeping(self) -> bool:
        return self._keeping is not None and not self._keeping.done()

    async def _warm(self) -> None:
        """Make the vectors that are missing, beside the matching."""
        if self._index.vectors and self._index.vectors.waiting and not self._is_warming():
            self._warming = asyncio.create_task(self._warm_up())

    def _is_warming(self) -> bool:
        return self._warming is not None and not self._warming.done()

    async def _warm_up(self) -> None:
        while (index := self._index).vectors and index.vectors.waiting:
            texts = await self._run(index.missing, WARM_AT_ONCE, seconds=BUILD_TIMEOUT)
            if texts:
                encode = index.vectors.encoder.encode
                made = await self._run(encode, texts, seconds=BUILD_TIMEOUT, on=self._encoding)
                await self._run(index.vectors.supply, texts, made, seconds=BUILD_TIMEOUT)
            if self._closing:
                return
        await self._keep()

    async def _run(
        self, work: Callable[..., _Result], *given: object, seconds: float, on: ThreadPoolExecutor | None = None
    ) -> _Result:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(seconds):
            return await loop.run_in_executor(on or self._worker, work, *given)


def _try_out(index: ClaimIndex, claim: Claim, work: Callable[[Claim, ClaimIndex], _Result]) -> _Result:
    """Run `work` with `claim` in the place of the version that is there, if any."""
    published = index.claim(claim.id)
    try:
        index.put(claim)
        if index.vectors:
            texts = list(worded(claim)) or [claim.statement]
            index.vectors.supply(texts, index.vectors.encoder.encode(texts))
        return work(claim, index)
    finally:
        if published:
            index.put(published)
        else:
            index.remove(claim.id)


def _apply(index: ClaimIndex, changes: Sequence[Claim], revision: int) -> None:
    """Bring the index to `revision`; only published claims stay in it."""
    for claim in changes:
        if claim.state is State.PUBLISHED:
            index.put(claim)
        else:
            index.remove(claim.id)
    index.revision = revision
