"""Who is handled next: one update of a chat at a time and in order, the chats in turn, an album as one.

An update on which a process ended is a suspect: it may be what ended it. Suspects are worked on first, one after the
other and with nothing new beside them, so that the one that does crash the program three times is found, and none that
only ran beside it is thrown away.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from bot.delivery.errors import NotOurs
from bot.delivery.exposure import Exposure
from bot.delivery.inbox import Inbox, Queued
from bot.delivery.line import Line
from bot.delivery.waiting import Backoff
from bot.delivery.window import Window
from bot.delivery.work import Failed, Handle, Postponed, handle_turn
from bot.metrics import Metrics
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

FAILURES = 3
"""Failures of one update after which it becomes a dead letter."""
PAUSES = (0.1, 0.5)
"""Seconds before its second and third try: what fails once mostly fails again, and its chat waits meanwhile."""
INNOCENT_AFTER = 5.0
"""Seconds of work after which an update is no suspect: what crashes a process does so at once."""
ALONE = 1.0
"""Seconds for which nothing else is begun beside a suspect: most take a few milliseconds, one may hang."""
GRACE = 8.0
"""Seconds that work under way has to end when the program stops."""
FLOOD_PAUSE = 0.02
"""Seconds between the turns of a chat that has more waiting than its share of memory: nobody reads that quickly."""
_LAST_GRACE = 0.5
_LOOK_EVERY = 1.0
"""Seconds between looks into the inbox without news, for what another process has put there, however busy we are."""


@dataclass(slots=True, eq=False)
class _Work:
    line: Line
    parts: list[Queued]
    taken_at: float
    marked: bool = False
    began_at: float | None = None
    absolved: bool = False

    @property
    def ids(self) -> list[int]:
        return [part.update_id for part in self.parts]


class Dispatcher:
    """Hands updates from the inbox to `handle`, at most `slots` of them at a time."""

    def __init__(
        self,
        inbox: Inbox,
        handle: Handle,
        *,
        slots: int = 8,
        metrics: Metrics | None = None,
        exposure: Exposure | None = None,
        opens_at: Callable[[int], float] = lambda _chat_id: 0.0,
    ) -> None:
        """`opens_at`: from when on a chat may be written to, so that no slot is held while it has to wait."""
        self._inbox = inbox
        self._handle = handle
        self._most_works = 2 * slots  # while some are handled, the next ones are being marked as started
        self._slots = asyncio.Semaphore(slots)
        self._exposure = exposure or Exposure()
        self._opens_at = opens_at
        self._metrics = metrics or Metrics()
        self._window = Window(inbox, self._metrics)
        self._ready: deque[Line] = deque()
        self._suspects: deque[Line] = deque()
        self._suspect: _Work | None = None
        self._works: dict[asyncio.Task[None], _Work] = {}
        self._chores: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._load_pause = Backoff(0.2, 5)
        self._load_not_before = 0.0
        self._look_at = 0.0
        self._stopping = False

    @property
    def held(self) -> int:
        """Updates in memory now."""
        return len(self._window)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; then end what has begun, for 8 seconds at most, and leave the rest in the inbox."""
        listeners = [asyncio.create_task(self._listen(stop)), asyncio.create_task(self._hear_news())]
        try:
            while not stop.is_set():
                self._wake.clear()
                await self._load()
                self._start_ready()
                self._absolve_the_slow()
                await self._sleep()
        finally:
            for listener in listeners:
                listener.cancel()
            await self._wind_up()

    async def idle(self) -> None:
        """Return when every update put into the inbox so far is handled."""
        while True:
            await self._idle.wait()
            if await self._inbox.waiting() == 0:
                return
            await asyncio.sleep(0.01)

    async def _listen(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    async def _hear_news(self) -> None:
        while True:
            await self._inbox.news.wait()
            self._inbox.news.clear()
            self._window.look_again()
            self._wake.set()

    async def _sleep(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_EVERY):
                await self._wake.wait()

    async def _load(self) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self._look_at:
            self._window.look_again()
            self._look_at = now + _LOOK_EVERY
        if not self._window.wants_more or now < self._load_not_before:
            return
        try:
            grown = await self._window.load(now)
        except StoreUnavailable:
            seconds = self._load_pause.next()
            self._load_not_before = now + seconds
            self._metrics.store_failed("inbox")
            log.warning("inbox_unavailable", retry_in=round(seconds, 1))
            return
        self._load_pause.reset()
        for line in grown:
            self._offer(line)
        self._note_idle()
        if self._window.wants_more:
            self._wake.set()

    def _offer(self, line: Line) -> None:
        """Let the line wait for its turn, or for the moment from which it may."""
        if line.busy or line.offered or line.hungry or not line.waiting:
            return
        loop = asyncio.get_running_loop()
        ready_at = line.ready_at()
        if line.chat_id is not None and line.expects_answer:
            ready_at = max(ready_at, self._opens_at(line.chat_id))
        if ready_at > loop.time():
            loop.call_at(ready_at, self._offer, line)
            return
        line.offered = True
        (self._suspects if line.suspect else self._ready).append(line)
        self._wake.set()

    def _start_ready(self) -> None:
        while len(self._works) < self._most_works and not self._keeps_others_back():
            if self._suspects and self._suspect is None:
                self._suspect = self._start(self._suspects.popleft())
            elif self._ready:
                self._start(self._ready.popleft())
            else:
                return

    def _start(self, line: Line) -> _Work:
        line.offered, line.busy = False, True
        work = _Work(line, line.turn(), asyncio.get_running_loop().time())
        task = asyncio.create_task(self._do(work))
        self._works[task] = work
        task.add_done_callback(self._ended)
        return work

    def _keeps_others_back(self) -> bool:
        """Whether a suspect is worked on that has not had its time alone yet."""
        suspect = self._suspect
        return suspect is not None and asyncio.get_running_loop().time() - suspect.taken_at < ALONE

    async def _do(self, work: _Work) -> None:
        try:
            await self._insist(partial(self._inbox.started, work.ids))
        except NotOurs:
            self._window.finish(work.line, work.parts)
            return
        work.marked = True
        async with self._slots:
            with self._exposure.work():
                await self._do_marked(work)

    async def _do_marked(self, work: _Work) -> None:
        work.began_at = asyncio.get_running_loop().time()
        outcome = await handle_turn(work.parts, self._handle, self._inbox, self._metrics)
        if isinstance(outcome, Failed):
            work.line.failures += 1
            if work.line.failures == 1:  # one line for each bad update, however often it is tried
                log.error("update_failed", **(outcome.told or {"error": outcome.reason}))
        if isinstance(outcome, Failed) and (outcome.for_good or work.line.failures >= FAILURES):
            await self._insist(partial(self._inbox.dead, work.ids, outcome.reason))
            self._metrics.gave_up("failed", len(work.ids))
        elif isinstance(outcome, Failed | Postponed):
            await self._try_again(work, outcome)
            return
        else:
            await self._insist(partial(self._inbox.done, work.ids))
        work.marked = False
        self._window.finish(work.line, work.parts)
        if work.line.floods:
            work.line.not_before = asyncio.get_running_loop().time() + FLOOD_PAUSE

    async def _try_again(self, work: _Work, outcome: Failed | Postponed) -> None:
        delay = outcome.delay if isinstance(outcome, Postponed) else PAUSES[work.line.failures - 1]
        await self._insist(partial(self._inbox.let_go, work.ids))
        work.marked = False
        work.line.absolve()
        work.line.not_before = asyncio.get_running_loop().time() + delay

    async def _insist(self, write: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Write a mark into the inbox, however long its database is away."""
        backoff = Backoff(0.2, 5)
        while True:
            try:
                return await write()
            except StoreUnavailable:
                await asyncio.sleep(backoff.next())

    def _ended(self, task: asyncio.Task[None]) -> None:
        work = self._works.pop(task)
        work.line.busy = False
        if self._suspect is work:
            self._suspect = None
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("work_failed", error=type(error).__name__)
        if not self._stopping:
            if error is not None or task.cancelled():
                work.line.not_before = asyncio.get_running_loop().time() + PAUSES[-1]
            self._offer(work.line)
            self._note_idle()
            self._wake.set()

    def _note_idle(self) -> None:
        if self._window.empty and not self._works:
            self._idle.set()
        else:
            self._idle.clear()

    def _absolve_the_slow(self) -> None:
        now = asyncio.get_running_loop().time()
        for work in self._works.values():
            if work.began_at is not None and not work.absolved and now - work.began_at > INNOCENT_AFTER:
                work.absolved = True
                if self._suspect is work:
                    self._suspect = None
                chore = asyncio.create_task(self._insist(partial(self._inbox.let_go, work.ids)))
                self._chores.add(chore)
                chore.add_done_callback(self._chores.discard)

    async def _wind_up(self) -> None:
        self._stopping = True
        works = dict(self._works)
        for task, work in works.items():
            if work.began_at is None:
                task.cancel()
        await _ended_within(GRACE, works)
        for task in [*works, *self._chores]:
            task.cancel()
        await _ended_within(_LAST_GRACE, [*works, *self._chores])
        left = [update_id for work in works.values() if work.marked for update_id in work.ids]
        if left:
            with suppress(StoreUnavailable, TimeoutError):
                async with asyncio.timeout(_LAST_GRACE):
                    await self._inbox.let_go(left)


async def _ended_within(seconds: float, tasks: Iterable[asyncio.Task[None]]) -> None:
    waited = list(tasks)
    if waited:
        await asyncio.wait(waited, timeout=seconds)
