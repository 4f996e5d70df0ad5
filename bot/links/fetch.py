"""One look at one address: whether something answers there. Only the head of the answer is read."""

import asyncio
import ssl
from collections.abc import Collection

import httpcore
import httpx

from bot.links.guard import PORTS, Guard
from claims_db.curation import is_address

TIMEOUT = 5.0
"""Seconds that one look may take in all: names, connections, redirects, answers."""
HOPS = 3
"""Redirects that are followed."""

_HEADERS = (
    (b"User-Agent", b"Mozilla/5.0 (compatible; Allegedly link check)"),
    (b"Accept", b"*/*"),
    (b"Accept-Encoding", b"identity"),
    (b"Connection", b"close"),
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_THERE = frozenset((401, 402, 403, 405, 406, 425, 429, 451))
"""Refusals of pages that are there, but not for programs, not for everybody, or not just now."""


async def answers(url: str, guard: Guard, tls: ssl.SSLContext, *, trusted: Collection[str] = ()) -> bool:
    """Whether something is published at `url`; False for every failure alike. Takes at most TIMEOUT seconds.

    `tls` says whose certificates are believed.
    """
    try:
        async with asyncio.timeout(TIMEOUT):
            return await _follow(url, guard, tls, trusted)
    except (TimeoutError, OSError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError):
        return False
    except (httpx.InvalidURL, httpcore.UnsupportedProtocol, ValueError, RuntimeError):
        return False


async def _follow(url: str, guard: Guard, tls: ssl.SSLContext, trusted: Collection[str]) -> bool:
    for _ in range(HOPS + 1):
        target = _target(url, trusted)
        status, location = await _head(target, guard, tls)
        if status not in _REDIRECTS:
            return status < 400 or status in _THERE
        url = str(target.join(location))
    return False


def _target(url: str, trusted: Collection[str]) -> httpx.URL:
    """The address as it will be asked for; ValueError for one that links may not have."""
    if not is_address(url, trusted=trusted):
        raise ValueError("not an address that links may have")
    target = httpx.URL(url).copy_with(fragment=None)
    port = target.port or (443 if target.scheme == "https" else 80)
    if target.scheme not in ("http", "https") or target.userinfo or not target.host:
        raise ValueError("not an address that links may have")
    if port not in PORTS and f"{target.host}:{port}" not in trusted and f"[{target.host}]:{port}" not in trusted:
        raise ValueError("not a port that links may have")
    return target


async def _head(target: httpx.URL, guard: Guard, tls: ssl.SSLContext) -> tuple[int, str]:
    """Status and Location of the answer; its body is not read."""
    timeouts = {"connect": TIMEOUT, "read": TIMEOUT, "write": TIMEOUT, "pool": TIMEOUT}
    where = httpcore.URL(
        scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path or b"/"
    )
    headers = [(b"Host", target.netloc), *_HEADERS]
    pool = httpcore.AsyncConnectionPool(network_backend=guard, ssl_context=tls, max_connections=1, retries=0)
    async with pool, pool.stream("GET", where, headers=headers, extensions={"timeout": timeouts}) as response:
        location = next((value for name, value in response.headers if name.lower() == b"location"), b"")
        return response.status, location.decode("ascii", "replace")
