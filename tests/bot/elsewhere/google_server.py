"""A server on loopback in the place of Google's, which writes down what it is asked."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.bot.links.network import serving

KEY = "canary-key-4711"


def review(number: int = 1, **changes: Any) -> dict[str, Any]:
    """One claimReview as the API documents it; None takes a field away."""
    said = {
        "publisher": {"name": f"Example Check {number}", "site": f"check{number}.example"},
        "url": f"https://check{number}.example/hamster?id={number}",
        "title": "No hamster won",
        "reviewDate": "2024-05-02T00:00:00Z",
        "textualRating": "Mostly false",
        "languageCode": "en",
    }
    return {name: value for name, value in (said | changes).items() if value is not None}


def answer(*reviews: dict[str, Any], text: str = "A hamster won a chess championship.") -> bytes:
    """An answer of the API with a claim for each review."""
    claims = [{"text": text, "claimant": "Social media", "claimReview": [one]} for one in reviews]
    return json.dumps({"claims": claims, "nextPageToken": "CAo"} if claims else {}).encode()


@dataclass
class Google:
    """What the server answers, changed at any time, and what it was asked: addresses and heads."""

    body: bytes = b"{}"
    status: int = 200
    head: str = ""
    base_url: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    held: asyncio.Event = field(default_factory=asyncio.Event)
    """Answers wait while this is cleared."""

    @property
    def queries(self) -> list[dict[str, str]]:
        """The parameters of each question."""
        return [{name: value[0] for name, value in parse_qs(urlsplit(url).query).items()} for url in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Treat one connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.heads.append(head)
        self.asked.append(head.split()[1])
        await self.held.wait()
        length = f"Content-Length: {len(self.body)}\r\n"
        writer.write(
            f"HTTP/1.1 {self.status} Said\r\n{length}Connection: close\r\n{self.head}\r\n".encode() + self.body
        )
        await writer.drain()


@asynccontextmanager
async def google(body: bytes = b"{}") -> AsyncIterator[Google]:
    """A server that gives `body`."""
    server = Google(body)
    server.held.set()
    async with serving(server.serve) as port:
        server.base_url = f"http://127.0.0.1:{port}"
        yield server
