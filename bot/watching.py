"""How the bot is doing at this moment: what its process has counted, and what waits in the inbox that all share."""

import time
from dataclasses import dataclass

import structlog

from bot.delivery.inbox import Inbox
from bot.metrics import Figures, Metrics
from claims_db.errors import StoreUnavailable
from claims_db.live import LiveIndex

log = structlog.get_logger()

_UNKNOWN = -1.0


@dataclass(frozen=True, slots=True)
class State:
    """`waiting` updates and the age of the oldest in seconds; None for both when the inbox can't be read."""

    figures: Figures
    waiting: int | None
    oldest: float | None
    claims: int
    revision: int


class Watch:
    """Looks at the parts of a running bot."""

    def __init__(self, metrics: Metrics, inbox: Inbox, live: LiveIndex | None = None) -> None:
        """`live` is None in a process that only polls."""
        self._metrics = metrics
        self._inbox = inbox
        self._live = live
        self._waiting, self._oldest = _UNKNOWN, _UNKNOWN
        metrics.gauge("inbox_waiting", "Updates waiting or being handled; -1: unknown", lambda: self._waiting)
        metrics.gauge("inbox_oldest_seconds", "Age of the oldest of them; -1: unknown", lambda: self._oldest)
        if live is not None:
            metrics.gauge("claims", "Published claims that are matched", lambda: len(live))
            metrics.gauge("claims_revision", "Revision of the claims that are matched", lambda: live.revision)

    async def report(self) -> bytes:
        """Everything in Prometheus' text format, as it is now."""
        waiting, oldest = await self._look()
        self._waiting = _UNKNOWN if waiting is None else waiting
        self._oldest = _UNKNOWN if oldest is None else oldest
        return self._metrics.text()

    async def state(self) -> State:
        """The same in short, without the update that asks for it."""
        waiting, oldest = await self._look()
        waiting = max(0, waiting - 1) if waiting else waiting
        claims, revision = (len(self._live), self._live.revision) if self._live is not None else (0, 0)
        return State(self._metrics.figures(), waiting, oldest, claims, revision)

    async def _look(self) -> tuple[int | None, float | None]:
        try:
            first = await self._inbox.page(0, 1)
            waiting = await self._inbox.waiting()
        except StoreUnavailable:
            return None, None
        return waiting, max(0.0, time.time() - first[0].received_at) if first else 0.0
