"""The part of the inbox that is in memory, as one line for each chat.

A chat that floods holds few places; the rest of its updates stays on the disk until those are handled, while the
window goes on to the updates of others behind them.
"""

from collections.abc import Iterable, Sequence

import structlog

from bot.delivery.inbox import Inbox, Queued
from bot.delivery.line import Line
from bot.metrics import Metrics

log = structlog.get_logger()

SIZE = 1_000
"""Updates in memory at most, but for the few that lines with a rest on the disk take in at their turn."""
SHARE = 20
"""Updates of one chat in memory at most; more than an album has, so that one is seen whole."""
TRIES = 3
"""Processes that may end while they work on an update; then it is taken for the reason."""
_PAGE = 200


class Window:
    """Lines of updates, filled from the inbox in the order of arrival. Loading raises StoreUnavailable."""

    def __init__(self, inbox: Inbox, metrics: Metrics | None = None) -> None:
        self._inbox = inbox
        self._metrics = metrics or Metrics()
        self._lines: dict[int | str, Line] = {}
        self._hungry: dict[int | str, Line] = {}
        self._held = 0
        self._seen = 0  # every waiting update up to this seq is in memory or the rest of a line
        self._may_have_more = True
        self._heard = 0  # how often it was told to look again

    def __len__(self) -> int:
        return self._held

    @property
    def empty(self) -> bool:
        """Whether there is no line at all."""
        return not self._lines

    @property
    def wants_more(self) -> bool:
        """Whether `load` would have something to do."""
        return bool(self._hungry) or (self._may_have_more and self._held <= SIZE - _PAGE)

    def look_again(self) -> None:
        """There may be something new in the inbox."""
        self._may_have_more = True
        self._heard += 1

    async def load(self, now: float) -> Iterable[Line]:
        """Take in some more; the lines that have grown. `now` is the time of the event loop."""
        grown: dict[int | str, Line] = {}
        for line in list(self._hungry.values()):
            await self._refill(line, now)
            del self._hungry[line.key]
            self._drop_if_empty(line)
            grown[line.key] = line
        if self._may_have_more and self._held <= SIZE - _PAGE:
            heard = self._heard
            page = await self._inbox.page(self._seen, _PAGE)
            self._may_have_more = len(page) == _PAGE or self._heard > heard  # what came meanwhile may not be in it
            for queued in await self._without_crashers(page):
                self._add(queued, now, grown)
            self._seen = page[-1].seq if page else self._seen
        return grown.values()

    def finish(self, line: Line, parts: Sequence[Queued]) -> None:
        """These are handled."""
        line.remove(parts)
        self._held -= len(parts)
        if line.hungry:
            self._hungry[line.key] = line
        self._drop_if_empty(line)

    def _add(self, queued: Queued, now: float, grown: dict[int | str, Line]) -> None:
        key = f"update {queued.update_id}" if queued.chat_id is None else queued.chat_id
        line = self._lines.setdefault(key, Line(key, queued.chat_id))
        if line.rest_after is None and len(line.waiting) >= SHARE:
            line.rest_after = line.waiting[-1].seq
        if line.rest_after is None:
            line.add(queued, now)
            self._held += 1
            grown[key] = line

    async def _refill(self, line: Line, now: float) -> None:
        if line.rest_after is None or line.chat_id is None:
            return
        limit = SHARE - len(line.waiting)
        page = await self._inbox.page_of(line.chat_id, line.rest_after, self._seen, limit)
        for queued in await self._without_crashers(page):
            line.add(queued, now)
            self._held += 1
        line.rest_after = page[-1].seq if len(page) == limit else None

    async def _without_crashers(self, page: Sequence[Queued]) -> list[Queued]:
        crashers = [queued.update_id for queued in page if queued.tries >= TRIES]
        if crashers:
            await self._inbox.dead(crashers, "crashed")
            self._metrics.gave_up("crashed", len(crashers))
            log.error("updates_crashed", count=len(crashers))
        return [queued for queued in page if queued.tries < TRIES]

    def _drop_if_empty(self, line: Line) -> None:
        if not line.waiting and line.rest_after is None:
            self._lines.pop(line.key, None)
