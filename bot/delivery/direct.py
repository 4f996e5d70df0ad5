"""The short way to the Bot API: HTTP/1.1 on asyncio's own streams.

python-telegram-bot's client spends over a millisecond of CPU on a call, ten times what the call needs; at hundreds of
replies a second that is most of a core. Files, proxies and passwords in addresses still go its way.
"""

import asyncio
import json
import ssl
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

import h11
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

CONNECT_TIMEOUT = 5.0
"""Seconds until a connection that is not there yet is given up."""
POOL_TIMEOUT = 1.0
"""Seconds that a call waits for one of the connections."""
READ_TIMEOUT = 5.0
"""Seconds until an answer is given up, unless the caller says another number."""
IDLE = 5.0
"""Seconds after which a connection is not used again: the server may be about to close it."""
LARGEST = 64_000_000
"""Bytes of an answer at most."""

_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
_Origin = tuple[str, str, int]


@dataclass(slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    protocol: h11.Connection = field(default_factory=lambda: h11.Connection(h11.CLIENT))
    idle_since: float = 0.0

    def usable(self, now: float) -> bool:
        gone = self.reader.at_eof() or self.reader.exception() is not None or self.writer.is_closing()
        return not gone and now - self.idle_since < IDLE

    async def exchange(self, request: h11.Request, body: bytes) -> tuple[int, bytes]:
        """Send a request and read the answer to it."""
        parts = (request, h11.Data(data=body), h11.EndOfMessage())
        self.writer.write(b"".join(self.protocol.send(part) or b"" for part in parts))
        await self.writer.drain()
        status, pieces, size = 0, [], 0
        while True:
            event = self.protocol.next_event()
            if event is h11.NEED_DATA:
                self.protocol.receive_data(await self.reader.read(_CHUNK))
            elif isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                pieces.append(bytes(event.data))
                size += len(event.data)
                if size > LARGEST:
                    raise h11.RemoteProtocolError("the answer is too long")
            elif isinstance(event, h11.EndOfMessage):
                return status, b"".join(pieces)
            elif not isinstance(event, h11.InformationalResponse):
                raise h11.RemoteProtocolError("the connection ended")

    def ready_again(self) -> bool:
        """Get ready for another request; false when the server wants no more on this connection."""
        if self.protocol.our_state is not h11.DONE or self.protocol.their_state is not h11.DONE:
            return False
        self.protocol.start_next_cycle()
        return True


class DirectRequest(HTTPXRequest):
    """A request for telegram.Bot and the poller, with at most `connections` calls at a time."""

    __slots__ = ("_idle", "_places", "_proxies", "_tls")

    def __init__(self, connections: int) -> None:
        super().__init__(connection_pool_size=connections)
        self._places = asyncio.Semaphore(connections)
        self._proxies = getproxies()
        self._idle: dict[_Origin, deque[_Connection]] = {}
        self._tls: ssl.SSLContext | None = None

    async def shutdown(self) -> None:
        """Close all connections."""
        for connections in self._idle.values():
            for connection in connections:
                connection.writer.close()
        self._idle.clear()
        await super().shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 -- the base class's own kind of default
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Call the Bot API; see BaseRequest. Only `read_timeout` is heeded on the short way."""
        where = urlsplit(url)
        if method != "POST" or (request_data is not None and request_data.contains_files) or self._detour(where):
            timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
            return await super().do_request(url, method, request_data, *timeouts)
        seconds = read_timeout if isinstance(read_timeout, int | float) else READ_TIMEOUT
        body = json.dumps(request_data.parameters if request_data is not None else {}).encode()
        async with self._connection(where) as connection:
            try:
                async with asyncio.timeout(seconds):
                    return await connection.exchange(_request(where, len(body)), body)
            except TimeoutError:
                raise TimedOut from httpx.ReadTimeout("no answer in time")
            except (OSError, h11.ProtocolError) as error:
                raise NetworkError(type(error).__name__) from httpx.ReadError("the connection broke")

    def _detour(self, where: SplitResult) -> bool:
        """Whether an address is reached in a way that only the whole client knows."""
        if where.scheme not in _PORTS or where.username is not None:
            return True
        proxied = where.scheme in self._proxies or "all" in self._proxies
        return proxied and not proxy_bypass(where.netloc)

    @asynccontextmanager
    async def _connection(self, where: SplitResult) -> AsyncIterator[_Connection]:
        """A connection for one exchange, kept for the next one when all went well."""
        origin = where.scheme, where.hostname or "", where.port or _PORTS[where.scheme]
        try:
            async with asyncio.timeout(POOL_TIMEOUT):
                await self._places.acquire()
        except TimeoutError:
            raise TimedOut("all connections are in use") from httpx.PoolTimeout("all connections are in use")
        try:
            connection = self._kept(origin) or await self._open(origin)
            kept = False
            try:
                yield connection
                kept = connection.ready_again()
            finally:
                self._put_back(origin, connection, kept=kept)
        finally:
            self._places.release()

    def _kept(self, origin: _Origin) -> _Connection | None:
        connections = self._idle.get(origin, ())
        while connections:
            connection = connections.pop()
            if connection.usable(asyncio.get_running_loop().time()):
                return connection
            connection.writer.close()
        return None

    def _put_back(self, origin: _Origin, connection: _Connection, *, kept: bool) -> None:
        if kept:
            connection.idle_since = asyncio.get_running_loop().time()
            self._idle.setdefault(origin, deque()).append(connection)
        else:
            connection.writer.close()

    async def _open(self, origin: _Origin) -> _Connection:
        scheme, host, port = origin
        if scheme == "https" and self._tls is None:
            self._tls = await asyncio.to_thread(httpx.create_ssl_context)
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                return _Connection(
                    *await asyncio.open_connection(host, port, ssl=self._tls if scheme == "https" else None)
                )
        except OSError as error:  # TimeoutError is an OSError
            raise NetworkError(type(error).__name__) from httpx.ConnectError("no connection")


def _request(where: SplitResult, length: int) -> h11.Request:
    headers = [("Host", where.netloc), ("Content-Type", "application/json"), ("Content-Length", str(length))]
    return h11.Request(method="POST", target=where.path, headers=headers)
