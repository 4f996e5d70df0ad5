"""Fetching a file that somebody sent; the address holds the token, so it is never kept or told to anybody."""

import asyncio
from urllib.parse import quote

import httpx
import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.errors import Later
from bot.delivery.wire import Done, NoAnswer, Wire

log = structlog.get_logger()

MAX_BYTES = 20_000_000
"""Bytes of a file that Telegram gives to bots at most."""
ASK_TIMEOUT, FETCH_TIMEOUT = 7.0, 60.0
"""Seconds."""


class Files:
    """Fetches files from Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._request = bot.request
        self._wire = Wire(bot.request, bot.base_url)
        self._base = bot.base_file_url

    async def fetch(self, file_id: str) -> bytes | None:
        """The content of a file; None when Telegram does not give it, or it is larger than it said.

        Raises:
            Later: Telegram did not answer; it may at a later time.
        """
        outcome = await self._wire.call("getFile", {"file_id": file_id}, within=ASK_TIMEOUT)
        if isinstance(outcome, NoAnswer):
            raise Later(3)
        told = outcome.result if isinstance(outcome, Done) and isinstance(outcome.result, dict) else {}
        path, size = told.get("file_path"), told.get("file_size", 0)
        if not isinstance(path, str) or not isinstance(size, int) or size > MAX_BYTES or _leaves(path):
            return None
        try:
            async with asyncio.timeout(FETCH_TIMEOUT):
                status, content = await self._request.do_request(f"{self._base}/{quote(path)}", "GET")
        except (TelegramError, OSError, httpx.HTTPError) as error:
            log.warning("file_not_fetched", error=type(error).__name__)
            raise Later(3) from None
        return bytes(content) if status == 200 and len(content) <= MAX_BYTES else None


def _leaves(path: str) -> bool:
    """Whether a path is none below the address of files: a server's own disk, another folder, another server."""
    return not path or path.startswith("/") or ".." in path.split("/") or "://" in path or "\\" in path
