"""The way from python-telegram-bot to the emulated Bot API, in place of its HTTP client."""

from urllib.parse import unquote

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.emulator.api import EmulatedBotApi
from bot.emulator.faults import NoAnswer
from bot.emulator.parameters import File


class EmulatedRequest(BaseRequest):
    """Runs the unchanged Bot, Application or poller on an EmulatedBotApi.

    Calls that get no answer fail as with the library's own client: TimedOut or NetworkError, caused by the
    error of httpx that it would have seen.
    """

    def __init__(self, api: EmulatedBotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing here waits that long."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 -- the library's interface; GET and POST are one here
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_named_timeouts: object,
    ) -> tuple[int, bytes]:
        """Carry out `url` (…/bot<token>/<method>, …/file/bot<token>/<path>): HTTP status and body."""
        *_, token, name = unquote(url).split("/")
        if "/file/bot" in url:
            return self._api.download(token.removeprefix("bot"), name)
        parameters = request_data.json_parameters if request_data else {}
        for value in parameters.values():
            value.encode()  # what cannot travel fails here, as in the HTTP client
        files = {part: _file(value) for part, value in request_data.multipart_data.items()} if request_data else {}
        try:
            return await self._api.answer(token.removeprefix("bot"), name, parameters, files)
        except NoAnswer as silence:
            raise _network_error(silence) from _cause(silence)


def _file(part: object) -> File:
    """Name and content of a file in the form in which the library hands it to its HTTP client."""
    name, content, *_ = part if isinstance(part, tuple) else ("file", part)
    return str(name), content if isinstance(content, bytes) else content.read()


def _network_error(silence: NoAnswer) -> NetworkError:
    return TimedOut() if silence.kind in ("timeout", "lost") else NetworkError(f"httpx: {silence.kind}")


def _cause(silence: NoAnswer) -> httpx.TransportError:
    if silence.kind in ("timeout", "lost"):
        return httpx.ReadTimeout("no answer")
    if silence.kind == "refused":
        return httpx.ConnectError("All connection attempts failed")
    return httpx.ReadError("connection reset")
