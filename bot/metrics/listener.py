"""A page with the metrics for Prometheus, where METRICS_ADDRESS says: GET /metrics, and nothing else."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

log = structlog.get_logger()

_CONNECTIONS = 8
"""Connections at a time; more are closed at once."""
_LIMIT = 8_192
"""Bytes of a request's head."""
_TIMEOUT = 5.0
"""Seconds for one request and its answer."""
_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Report = Callable[[], Awaitable[bytes]]


@asynccontextmanager
async def serving(address: str | None, report: Report) -> AsyncIterator[None]:
    """Answer at `address` ("127.0.0.1:9100") with what `report` says until the block ends; None: serve nothing.

    An address that can't be had is logged as an error: figures are not worth a bot that does not start.
    """
    server = await _listen(address, _Page(report)) if address else None
    try:
        yield
    finally:
        if server is not None:
            server.close()


async def _listen(address: str, page: "_Page") -> asyncio.Server | None:
    host, _, port = address.rpartition(":")
    try:
        server = await asyncio.start_server(page.serve, host.strip("[]"), int(port), limit=_LIMIT)
    except OSError as error:
        log.error("metrics_not_served", address=address, exc_info=error)
        return None
    log.info("metrics_served", address=address)
    return server


class _Page:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._open = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request on one connection."""
        self._open += 1
        try:
            async with asyncio.timeout(_TIMEOUT):
                if self._open <= _CONNECTIONS:
                    head = await reader.readuntil(b"\r\n\r\n")
                    writer.write(await self._answer(head.split(b"\r\n")[0].split()))
                    await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # who asked gave up, or did not ask properly
        finally:
            self._open -= 1
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, request: list[bytes]) -> bytes:
        if len(request) != 3 or request[0] not in (b"GET", b"HEAD"):
            return _response("405 Method Not Allowed", b"")
        if request[1].split(b"?")[0] != b"/metrics":
            return _response("404 Not Found", b"")
        body = await self._report()
        return _response("200 OK", body, shown=request[0] == b"GET")


def _response(status: str, body: bytes, *, shown: bool = True) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {_TYPE}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + (body if shown else b"")
