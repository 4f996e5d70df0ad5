"""Google's Fact Check Tools API: one question, one bounded answer, no second try.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

import asyncio
import json
import ssl

import httpx

from bot.elsewhere.reviews import Review, reviews_in

TIMEOUT = 3.0
"""Seconds for the whole of it: names, connection, question and answer."""
LARGEST = 256 * 1024
"""Bytes of an answer; a larger one is none."""

_PAGE = 10
"""Claims asked for; some of them lack what is shown of a review."""
_BASE_URL = "https://factchecktools.googleapis.com"
_TOO_MANY = 429


class Unanswered(Exception):
    """No usable answer: `reason` is a kind of error or a status, never a text; `refused`: too many were asked."""

    def __init__(self, reason: str, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.refused = refused


class FactCheckTools:
    """The API as seen with one key, which goes into a header and so never into an address."""

    def __init__(self, key: str, *, base_url: str = _BASE_URL) -> None:
        self._headers = {"X-Goog-Api-Key": key, "Accept": "application/json", "Accept-Encoding": "identity"}
        self._url = f"{base_url}/v1alpha1/claims:search"
        self._tls: ssl.SSLContext | None = None

    async def search(self, query: str, language: str | None) -> tuple[Review, ...]:
        """Reviews of claims like `query`, at most three, the nearest first; `language`: only those written in it.

        Raises:
            Unanswered: for every failure alike, within TIMEOUT seconds.
        """
        if self._tls is None:  # in a thread, for reading the certificates takes a tenth of a second
            self._tls = await asyncio.to_thread(httpx.create_ssl_context)
        asked = {"query": query, "pageSize": str(_PAGE)} | ({"languageCode": language} if language else {})
        try:
            async with asyncio.timeout(TIMEOUT):
                body = await self._get(asked, self._tls)
            return reviews_in(json.loads(body))
        except (httpx.HTTPError, OSError, ValueError, RecursionError) as error:  # TimeoutError is an OSError
            raise Unanswered(type(error).__name__) from None

    async def _get(self, asked: dict[str, str], tls: ssl.SSLContext) -> bytes:
        body = b""
        async with (
            httpx.AsyncClient(verify=tls, timeout=TIMEOUT) as client,
            client.stream("GET", self._url, params=asked, headers=self._headers) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise Unanswered(str(response.status_code), refused=response.status_code == _TOO_MANY)
            async for piece in response.aiter_raw():
                body += piece
                if len(body) > LARGEST:
                    raise Unanswered("too large")
        return body
