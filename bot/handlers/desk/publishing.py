"""Making public what a dialogue has prepared; pressing twice, or being asked twice, does it once."""

from dataclasses import replace

import structlog

from bot.asking.queue import Queue
from bot.curation import Conflict, Curator, Refused
from bot.dialogue import State
from claims_db.errors import StaleClaim
from claims_db.model import Claim
from claims_db.model import State as ClaimState
from claims_db.text import guess_language

log = structlog.get_logger()


class Publishing:
    """Publishes, and closes the entry of the queue that was answered by it."""

    def __init__(self, curator: Curator, queue: Queue | None = None) -> None:
        self._curator = curator
        self._queue = queue

    async def publish(self, state: State, by: int, *, as_draft: bool = False) -> Claim | Conflict:
        """The claim as it is saved now, or what somebody else changed meanwhile; raises as the curator does.

        `as_draft`: a draft that is changed stays one.
        """
        if state.claim_id:
            done = await self._curator.edit(
                state.claim_id, state.form, by, base_version=state.base, publish=not as_draft
            )
        else:
            done = await self._publish_new(state, by)
        if isinstance(done, Claim):
            log.info("claim_published", new=not state.claim_id, draft=done.state is ClaimState.DRAFT)
            await self._close(state, done)
        return done

    async def add_phrasing(self, state: State, by: int) -> Claim:
        """Add the wording of the dialogue to the claim that it is; raises as the curator does."""
        phrasing = state.form.phrasings[-1]
        language = phrasing.language or guess_language(phrasing.text) or "en"
        done = await self._curator.add_phrasing(state.claim_id, phrasing.text, language, by)
        if isinstance(done, Conflict):
            raise StaleClaim(state.claim_id, done.newest.version - 1, done.newest.version)
        log.info("phrasing_added")
        await self._close(state, done)
        return done

    async def _publish_new(self, state: State, by: int) -> Claim:
        claim = await self._curator.draft(state.form)
        try:
            return await self._curator.publish(claim, by)
        except Refused:
            stored = await self._curator.claim(claim.id)
            if stored is not None and replace(stored, version=claim.version) == claim:
                return stored  # it was published, and the word of it got lost
            raise

    async def _close(self, state: State, claim: Claim) -> None:
        """Those who sent the entry hear of the claim; an entry that is closed or gone needs nothing."""
        if self._queue is None or not state.entry:
            return
        try:
            await self._queue.close(state.entry, claim.id)
        except LookupError:
            log.warning("entry_not_closed")
