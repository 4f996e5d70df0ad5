"""A link check on a network of the test's own."""

import ssl

from bot.links import Links
from tests.bot.links.network import Network, names

TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # believes nobody; the usual one takes a tenth of a second to make
OK = "HTTP/1.1 200 OK\r\nContent-Length: 0"


def moved(to: str) -> str:
    """The head of a redirect."""
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0"


async def unreachable(network: Network, *urls: str, **known: str) -> tuple[str, ...]:
    """What a new check says of the addresses."""
    links = Links(resolve=names(**known), network=network, tls=TLS)
    try:
        return await links.unreachable(urls)
    finally:
        links.close()
