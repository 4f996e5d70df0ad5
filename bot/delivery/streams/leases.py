"""Leases: who may work on what, for some seconds at a time; a process that ends without a word is replaced after them.

The token of a lease is new each time it is taken, so that whoever lost one in between can't act on it any more.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import structlog
from redis.asyncio import Redis

from bot.delivery.streams import scripts
from bot.delivery.streams.client import PREFIX, failures_named
from bot.delivery.waiting import end, pause
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

LASTS = 6.0
"""Seconds that a lease is held without being renewed."""
EVERY = 1.0
"""Seconds between renewals, and between looks whether one has become free."""

LONGEST_END = 8.0
"""Seconds that work under a lease has to end when the program stops."""


class Lease:
    """The right to do something that only one process may do at a time."""

    def __init__(self, client: Redis, name: str) -> None:
        self.key = f"{PREFIX}lease:{name}"
        self.token = secrets.token_hex(8)
        self._take = client.register_script(scripts.TAKE)
        self._release = client.register_script(scripts.RELEASE)
        self.held_until = float("-inf")

    @property
    def held(self) -> bool:
        """Whether it is this process's at this moment, as far as it can know without asking."""
        return asyncio.get_running_loop().time() < self.held_until

    async def take(self) -> bool:
        """Take it or renew it: whether it is held now. Raises StoreUnavailable."""
        began = asyncio.get_running_loop().time()
        if began >= self.held_until:
            self.token = secrets.token_hex(8)
        with failures_named():
            held = bool(await self._take(keys=[self.key], args=[self.token, int(LASTS * 1000)]))
        self.held_until = began + LASTS if held else float("-inf")
        return held

    async def release(self) -> None:
        """Let others have it at once."""
        if self.held_until > float("-inf"):
            self.held_until = float("-inf")
            with suppress(StoreUnavailable), failures_named():
                await self._release(keys=[self.key], args=[self.token])


async def while_held(
    lease: Lease,
    stop: asyncio.Event,
    work: Callable[[], Coroutine[Any, Any, None]],
    *,
    on_waiting: Callable[[], None] = lambda: None,
) -> None:
    """Do `work` for as long as the lease is held, again whenever it comes back, until `stop` is set or `work` ends.

    `on_waiting` is called, now and then, while another process holds it.
    """
    task: asyncio.Task[None] | None = None
    try:
        while not stop.is_set() and not (task and task.done()):
            held = await _try_to_take(lease, on_waiting)
            if held and task is None:
                log.info("lease_taken", name=lease.key.rpartition(":")[2])
                task = asyncio.create_task(work())
            elif not held and task is not None:
                log.warning("lease_lost", name=lease.key.rpartition(":")[2])
                await end(task)
                task = None
            if task is None:
                await pause(stop, EVERY)
            else:
                await _until_done_or(stop, task, EVERY)
    finally:
        if task is not None:
            if not task.done() and stop.is_set():
                await asyncio.wait([task], timeout=LONGEST_END)  # it hears `stop` too
            await end(task)
        await lease.release()
    if task is not None and not task.cancelled():
        task.result()


async def _try_to_take(lease: Lease, on_waiting: Callable[[], None]) -> bool:
    try:
        held = await lease.take()
    except StoreUnavailable:
        return lease.held
    if not held:
        on_waiting()
    return held


async def _until_done_or(stop: asyncio.Event, task: asyncio.Task[None], seconds: float) -> None:
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, waiting}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
