"""A network for tests: every connection is written down, and public addresses lead to a server on loopback."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import httpcore

PUBLIC = "93.184.216.34"
PUBLIC_6 = "2606:2800:220:1:248:1893:25c8:1946"

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Network(httpcore.AsyncNetworkBackend):
    """Writes down every address that is connected to; public ones lead to `port` on loopback, if one is given."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port
        self.connected: list[tuple[str, int]] = []
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.connected.append((host, port))
        if self.port is None:
            raise httpcore.ConnectError("refused")
        return await self._real.connect_tcp("127.0.0.1", self.port, timeout)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def names(**known: str) -> Callable[[str, int], Awaitable[list[str]]]:
    """A resolver that knows some hosts, and takes numbers as the operating system does."""

    async def resolve(host: str, port: int) -> list[str]:
        if host in known:
            return known[host].split()
        if host.endswith(".example"):
            return [PUBLIC]
        loop = asyncio.get_running_loop()
        return [str(entry[4][0]) for entry in await loop.getaddrinfo(host, port, flags=4)]  # 4: numbers only

    return resolve


@asynccontextmanager
async def serving(serve: Serve, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server on loopback that treats each connection with `serve`; gives its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        try:
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


def answering(*heads: str) -> Serve:
    """Answers the first connection with the first head, and so on; the last one for all that come later."""
    left = list(heads)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = left.pop(0) if len(left) > 1 else left[0]
        writer.write(head.encode() + b"\r\n\r\n")
        await writer.drain()

    return serve
