"""Who wants a digest, and how often."""

from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from bot.digest.schedule import following
from bot.store.digests import Digest, Digests, Every
from claims_db.store import ClaimStore

log = structlog.get_logger()


class Wishes:
    """What readers choose. Both methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self, digests: Digests, store: ClaimStore, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._digests = digests
        self._store = store
        self._now = now

    async def of(self, chat_id: int) -> Every | None:
        """How often a reader gets a digest; None for never, as it is until they choose."""
        digest = await self._digests.of(chat_id)
        return digest.every if digest else None

    async def choose(self, chat_id: int, every: Every | None, language: str) -> None:
        """Send a reader a digest as often, of what comes from now on, the first one tomorrow or later; or never."""
        if every is None:
            await self._digests.stop(chat_id)
        else:
            due_on = following(self._now().date())[every]
            await self._digests.want(Digest(chat_id, every, language, await self._store.revision(), due_on))
        log.info("digest_chosen", every=every or "never")
