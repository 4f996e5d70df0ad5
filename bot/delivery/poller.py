"""The one owner of getUpdates: fetch, keep durably, and only then let Telegram forget.

Telegram forgets an update when it is asked for later ones. So the offset moves when the inbox has a batch on the
disk, and never before; what comes twice is recognised there by its id.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence

import structlog
from telegram.request import BaseRequest

from bot.delivery.batch import Batch, NoBatch, read_batch
from bot.delivery.errors import TokenRefused
from bot.delivery.inbox import DeadLetter, Inbox
from bot.delivery.waiting import Backoff, pause, unless_stopped
from bot.delivery.wire import NoAnswer, Refused, Wire, understand
from bot.metrics import Metrics
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

_BATCH = 100
_FIRST = 1
"""Seconds that the first poll waits for news, so that it is soon known whether Telegram answers at all."""
_GRACE = 8.0
"""Seconds over the time asked for until a poll that hangs is given up."""
_LONGEST_WAIT = 300.0
"""Seconds: no retry_after of Telegram is obeyed for longer."""
_REFUSALS = 3
"""Refusals of the token, one after the other, that end polling."""
_NOTHING_NEW = 0.5
"""Seconds between polls that bring the same again: something in there can't be confirmed."""
_GATHER = 0.02
"""Seconds from one poll to the next at least: several updates of a busy bot come with one then, which costs less."""


class Poller:
    """Brings updates from Telegram to the inbox. Wants a request of its own, with a pool of one connection."""

    def __init__(
        self,
        request: BaseRequest,
        base_url: str,
        inbox: Inbox,
        *,
        allowed_updates: Sequence[str],
        timeout: int = 50,
        on_poll: Callable[[], None] = lambda: None,
        metrics: Metrics | None = None,
    ) -> None:
        """`base_url` ends with the token; `timeout`: seconds a poll waits for news; `on_poll`: after each good one."""
        self._wire = Wire(request, base_url)
        self._inbox = inbox
        self._allowed_updates = list(allowed_updates)
        self._timeout = timeout
        self._on_poll = on_poll
        self._metrics = metrics or Metrics()
        self._offset = 0
        self._has_polled = False
        self._refusals = 0
        self._left_out: Counter[DeadLetter] = Counter()
        self._network_pause = Backoff(0.5, 5)
        self._store_pause = Backoff(0.2, 5)
        self._conflict_pause = Backoff(5, 30)
        self._token_pause = Backoff(1.3, 10)
        self._trouble: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set; a poll under way is given up then.

        Raises:
            TokenRefused: Telegram refused the token three times running.
        """
        self._metrics.polls()
        clock = asyncio.get_running_loop().time
        while not stop.is_set():
            began = clock()
            answer = await unless_stopped(stop, self._fetch())
            if answer is None:
                return
            seconds = await self._take(answer) or began + _GATHER - clock()
            if seconds > 0:
                await pause(stop, seconds)

    async def _fetch(self) -> tuple[int, bytes] | NoAnswer:
        parameters = {
            "offset": self._offset,
            "limit": _BATCH,
            "timeout": self._timeout if self._has_polled else min(_FIRST, self._timeout),
            "allowed_updates": self._allowed_updates,
        }
        try:
            return await self._wire.fetch("getUpdates", parameters, within=self._timeout + _GRACE)
        except Exception as error:  # the loop must outlive whatever an HTTP client can think of
            return NoAnswer("no", type(error).__name__)

    async def _take(self, answer: tuple[int, bytes] | NoAnswer) -> float:
        """Use the answer to one poll; seconds to wait before the next."""
        if isinstance(answer, NoAnswer):
            return self._in_trouble(answer.cause, self._network_pause)
        status, body = answer
        if status != 200:
            return self._refused(status, body)
        try:
            batch = read_batch(body)
        except NoBatch:
            return self._in_trouble("unreadable_answer", self._network_pause)
        return await self._keep(batch)

    async def _keep(self, batch: Batch) -> float:
        fresh = list((Counter(batch.rejected) - self._left_out).elements())
        try:
            new = await self._inbox.put(batch.updates, fresh) if batch.updates or fresh else 0
        except StoreUnavailable as error:
            self._metrics.store_failed("inbox")
            return self._in_trouble("inbox_unavailable", self._store_pause, why=str(error))
        for letter in fresh:
            log.warning("update_rejected", reason=letter.reason, kind=letter.kind, size=letter.size)
        self._metrics.received(new)
        self._metrics.gave_up("unusable", len(fresh))
        self._left_out = Counter(batch.rejected)
        before, self._offset = self._offset, self._offset if batch.last_id is None else batch.last_id + 1
        self._all_well()
        came_again = bool(batch.updates or batch.rejected) and not new and self._offset == before
        return _NOTHING_NEW if came_again else 0.0

    def _all_well(self) -> None:
        if self._trouble:
            log.info("polling_again", after=self._trouble)
        self._trouble = None
        self._refusals = 0
        for backoff in (self._network_pause, self._store_pause, self._conflict_pause, self._token_pause):
            backoff.reset()
        self._has_polled = True
        self._metrics.polled()
        self._on_poll()

    def _refused(self, status: int, body: bytes) -> float:
        outcome = understand(status, body)
        retry_after = outcome.retry_after if isinstance(outcome, Refused) else None
        if status in (401, 404):
            self._refusals += 1
            if self._refusals == _REFUSALS:
                raise TokenRefused(status)
            return self._in_trouble(f"http_{status}", self._token_pause)
        self._refusals = 0
        if status == 409:
            return self._in_trouble("another_poller", self._conflict_pause)
        seconds = self._in_trouble(f"http_{status}", self._network_pause)
        return seconds if retry_after is None else min(_LONGEST_WAIT, max(seconds, retry_after))

    def _in_trouble(self, what: str, backoff: Backoff, **told: str) -> float:
        """Say so once for each kind of trouble; the pause that it calls for."""
        if what != self._trouble:
            log.warning("polling_fails", reason=what, **told)
        self._metrics.poll_failed(what)
        self._trouble = what
        return backoff.next()
