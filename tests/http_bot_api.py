"""The emulated Bot API behind a real loopback port, for tests that run the bot as a process of its own.

async with HttpBotApi(EmulatedBotApi()) as front:
    environment = {"BOT_TOKEN": front.api.token, "TELEGRAM_BASE_URL": front.base_url}
"""

import asyncio
import json
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from bot.emulator import EmulatedBotApi, NoAnswer

MAX_BODY = 1_000_000
HOLD = 60.0
"""Seconds until a call that gets no answer is cut off, unless the bot gives up before."""


class HttpBotApi:
    """Serves an emulated Bot API on 127.0.0.1; everything runs on the loop of the test."""

    def __init__(self, api: EmulatedBotApi) -> None:
        self.api = api
        self.port = 0
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def base_file_url(self) -> str:
        """What TELEGRAM_BASE_FILE_URL is set to: the token and the path of a file follow it."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    @property
    def base_url(self) -> str:
        """What TELEGRAM_BASE_URL is set to: the token and the method follow it."""
        return f"http://127.0.0.1:{self.port}/bot"

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.down()

    async def up(self) -> None:
        """Listen, on the port of the first time."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        """Cut every connection and refuse new ones, as when Telegram cannot be reached."""
        if self._server:
            self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.ensure_future(self._serve(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _request(reader):
                await self._answer(*request, reader, writer)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            pass  # the bot went away, or speaks no HTTP
        finally:
            writer.transport.abort()

    async def _answer(
        self, target: str, parameters: dict[str, object], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        token, _, method = target.removeprefix("/file").removeprefix("/bot").partition("/")
        try:
            if target.startswith("/file"):
                status, body = self.api.download(token, method)
            else:
                status, body = await self.api.answer(token, method, parameters)
        except NoAnswer as silence:
            if silence.kind in ("timeout", "lost"):
                async with asyncio.timeout(HOLD):
                    await reader.read(1)
            raise ConnectionAbortedError from None
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n"
        writer.write(head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()


async def _request(reader: asyncio.StreamReader) -> tuple[str, dict[str, object]] | None:
    """Path and parameters of the next request; None at the end of the connection."""
    line = (await reader.readline()).decode("ascii").split()
    if len(line) != 3:
        return None
    headers = {}
    while (header := (await reader.readline()).decode("latin-1").strip()) != "":
        name, _, value = header.partition(":")
        headers[name.strip().lower()] = value.strip()
    length = int(headers.get("content-length", "0"))
    if length > MAX_BODY:
        return None
    body = await reader.readexactly(length)
    target = urlsplit(line[1])
    parameters: dict[str, object] = dict(parse_qsl(target.query, keep_blank_values=True))
    if headers.get("content-type", "").startswith("application/json"):
        parameters |= json.loads(body)
    else:
        parameters |= parse_qsl(body.decode(), keep_blank_values=True)
    return target.path, parameters
