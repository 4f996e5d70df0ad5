"""Which sources answer: looked at side by side, gently, and remembered for a while."""

import asyncio
import ssl
import time
from collections import OrderedDict
from collections.abc import Collection, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import httpcore

from bot.links.fetch import TIMEOUT, answers
from bot.links.guard import Guard, Resolve, SystemResolver

AT_ONCE = 4
"""Looks under way at a time."""
PER_HOST = 1.0
"""Seconds between two looks at one host."""
PER_HOUR = 60
"""Looks for one moderator in an hour."""
GOOD_KEPT = 600.0
"""Seconds for which an address that answered is not asked again."""
BAD_KEPT = 30.0
"""The same for one that did not."""
PATIENCE = TIMEOUT + 1.0
"""Seconds for all addresses of one question; what was not looked at by then is not reported."""

_LEAST = 1.0
"""Seconds that every failure takes at least, so that its time does not tell what kind it was."""
_REMEMBERED = 1_000

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Links:
    """Looks whether addresses can be reached. Blocked, unknown, dead and slow ones are all told in the same way."""

    def __init__(
        self,
        *,
        trusted_hosts: Collection[str] = (),
        resolve: Resolve | None = None,
        network: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._resolver = SystemResolver()
        self._trusted = frozenset(trusted_hosts)
        self._guard = Guard(resolve or self._resolver, trusted=self._trusted, network=network)
        self._tls = tls
        self._tls_lock = asyncio.Lock()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._known: OrderedDict[str, tuple[float, bool]] = OrderedDict()  # until when, and whether it answered
        self._next: OrderedDict[str, float] = OrderedDict()  # when a host may be asked again
        self._asked: OrderedDict[int, list[float]] = OrderedDict()

    async def unreachable(self, urls: Sequence[str], *, by: int | None = None) -> tuple[str, ...]:
        """Those of `urls` at which nothing answers, or that may not be asked, in their order.

        Never raises for an address. Takes at most PATIENCE seconds; `by` is the moderator whose looks are counted.
        """
        wanted = [url for url in dict.fromkeys(urls) if self._remembered(url) is None]
        wanted = wanted[: self._left(by, len(wanted))]
        if wanted:
            looks = [asyncio.create_task(self._look(url)) for url in wanted]
            _, late = await asyncio.wait(looks, timeout=PATIENCE)
            for look in late:
                look.cancel()
            await asyncio.gather(*looks, return_exceptions=True)
        return tuple(url for url in dict.fromkeys(urls) if self._remembered(url) is False)

    def close(self) -> None:
        """Let go of what looks names up."""
        self._resolver.close()

    async def _look(self, url: str) -> None:
        host = urlsplit(url).netloc.lower() if "//" in url else url
        await asyncio.sleep(self._turn(host))
        async with self._slots:
            tls = await self._certificates()
            begun = time.monotonic()
            good = await answers(url, self._guard, tls, trusted=self._trusted)
            if not good:
                await asyncio.sleep(max(0.0, _LEAST - (time.monotonic() - begun)))
        _put(self._known, url, (time.monotonic() + (GOOD_KEPT if good else BAD_KEPT), good))

    async def _certificates(self) -> ssl.SSLContext:
        """Whose certificates are believed; read once, in a thread, for it takes a tenth of a second."""
        async with self._tls_lock:
            if self._tls is None:
                self._tls = await asyncio.to_thread(httpcore.default_ssl_context)
            return self._tls

    def _turn(self, host: str) -> float:
        """Seconds until this look at a host may begin; books it."""
        now = time.monotonic()
        begin = max(now, self._next.get(host, now))
        _put(self._next, host, begin + PER_HOST)
        return begin - now

    def _left(self, by: int | None, wanted: int) -> int:
        """How many of the wanted looks a moderator still has in this hour; counts them."""
        if by is None:
            return wanted
        now = time.monotonic()
        recent = [at for at in self._asked.get(by, []) if at > now - 3600]
        allowed = max(0, min(wanted, PER_HOUR - len(recent)))
        _put(self._asked, by, recent + [now] * allowed)
        return allowed

    def _remembered(self, url: str) -> bool | None:
        until, good = self._known.get(url, (0.0, False))
        return good if until > time.monotonic() else None


def _put(memory: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Remember something, and forget what was remembered first when there is too much."""
    memory[key] = value
    memory.move_to_end(key)
    while len(memory) > _REMEMBERED:
        memory.popitem(last=False)
