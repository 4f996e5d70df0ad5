"""Connections that are only made to public addresses, whatever a name resolves to.

The check stands where the connection is made: a name is resolved once, every answer must be public, and the
connection goes to one of these very addresses. There is no second look-up that could give another answer.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpcore

from bot.links.addresses import is_public

PORTS = (80, 443)
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host and port to numeric addresses, in the order of preference; OSError when there are none."""

_TRIED = 3
"""Addresses of one host that are tried."""
_ONE_CONNECT = 2.0
"""Seconds for one of them."""


class Forbidden(httpcore.ConnectError):
    """A connection to a host or port that links may not lead to."""


class Guard(httpcore.AsyncNetworkBackend):
    """Makes connections for httpcore; refuses every one that is not public, on another port, or through a socket file.

    The `host:port` in `trusted` are an operator's own and may lie anywhere.
    """

    def __init__(
        self, resolve: Resolve, *, trusted: Collection[str] = (), network: httpcore.AsyncNetworkBackend | None = None
    ) -> None:
        self._resolve = resolve
        self._trusted = frozenset(trusted)
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to `host`, or raise Forbidden without having connected to anything."""
        addresses = await self._allowed(host, port)
        failure: Exception = Forbidden("no address")
        for address in addresses[:_TRIED]:
            try:
                return await self._network.connect_tcp(
                    address, port, min(timeout or _ONE_CONNECT, _ONE_CONNECT), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Never: links lead to the internet."""
        raise Forbidden(path)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _allowed(self, host: str, port: int) -> list[str]:
        trusted = f"{host}:{port}".lower() in self._trusted or f"[{host}]:{port}".lower() in self._trusted
        if not trusted and port not in PORTS:
            raise Forbidden("port")
        try:
            addresses = list(dict.fromkeys(await self._resolve(host, port)))
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("unknown host") from None
        if not trusted and not all(map(is_public, addresses)):
            raise Forbidden("address")
        return addresses


class SystemResolver:
    """Asks the operating system, in threads of its own: a name server that hangs holds up nothing else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="names")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """The numeric addresses of a host; OSError when there are none."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host, port)
        return [str(entry[4][0]) for entry in found]

    def close(self) -> None:
        """Let go of the threads; a look-up that hangs ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int) -> list[Any]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
