"""The link check tells what answers, costs little, and tells all failures alike."""

import asyncio
import resource
import ssl
import time
from pathlib import Path

import pytest

from bot.links import Links
from bot.links.checker import PER_HOUR
from tests.bot.certificate import made_certificate
from tests.bot.links.checking import OK, TLS, moved, unreachable
from tests.bot.links.network import PUBLIC, Network, answering, names, serving


@pytest.mark.parametrize("status", [200, 204, 206, 304, 401, 403, 405, 429, 451])
async def test_what_answers_is_reachable(status: int):
    """A page that is there but closed to programs is no dead link."""
    async with serving(answering(f"HTTP/1.1 {status} Whatever")) as port:
        network = Network(port)

        assert await unreachable(network, "http://news.example/a?b=c#d") == ()

    assert network.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize("status", [404, 410, 500, 503])
async def test_what_is_gone_is_not(status: int):
    """A page that is not there, or a server that fails, is told."""
    async with serving(answering(f"HTTP/1.1 {status} Gone")) as port:
        assert await unreachable(Network(port), "http://news.example/") == ("http://news.example/",)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for secure.example that nobody has signed, and its key."""
    return made_certificate(tmp_path_factory.mktemp("tls"), "secure.example")


async def test_a_page_behind_tls_is_asked_for_by_its_name(certificate: tuple[Path, Path]):
    """The connection goes to a number, certificate and Host are those of the name; a wrong one is no page."""
    made, key = certificate
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(OK.encode() + b"\r\n\r\n")
        await writer.drain()

    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(made, key)
    good, other = "https://secure.example/page", "https://other.example/page"
    async with serving(serve, tls=server_side) as port:
        links = Links(resolve=names(), network=Network(port), tls=ssl.create_default_context(cafile=str(made)))
        told = await links.unreachable([good, other])
        links.close()

    assert told == (other,)
    assert [line for line in asked[0].split(b"\r\n") if line.startswith(b"Host")] == [b"Host: secure.example"]
    assert len(asked) == 1


async def test_redirects_are_followed_three_times():
    """A short chain of redirects ends at the page, a longer one or a ring counts as dead."""
    async with serving(answering(moved("/b"), moved("//other.example/c"), moved("http://third.example/"), OK)) as port:
        assert await unreachable(Network(port), "http://news.example/a") == ()
    async with serving(answering(moved("/a"))) as port:
        network = Network(port)

        assert await unreachable(network, "http://news.example/a") == ("http://news.example/a",)

    assert len(network.connected) == 4


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch):
    """No variable of the machine bends the way of a look."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with serving(answering(OK)) as port:
        network = Network(port)

        assert await unreachable(network, "http://news.example/") == ()

    assert network.connected == [(PUBLIC, 80)]


async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.2)


async def endless_headers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"x" * 8000 + b"\r\n")
        await writer.drain()


async def endless_hints(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        await writer.drain()


async def bomb(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"\0" * 65536 + b"\r\n")
        await writer.drain()


async def rubbish(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01\x00\xff" * 1000 + b"\r\n\r\n")
    await writer.drain()


@pytest.mark.parametrize("serve", [silence, drip, endless_headers, endless_hints, bomb, rubbish])
async def test_a_hostile_server_costs_little(serve):
    """Hanging, dripping, flooding and bombing servers are left after five seconds, and read hardly at all."""
    async with serving(serve) as port:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.monotonic()

        told = await unreachable(Network(port), "http://news.example/")

        assert time.monotonic() - begun < 7
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024
    assert told == (() if serve is bomb else ("http://news.example/",))


async def test_what_was_looked_at_is_remembered():
    """Going back and forth in a preview does not ask a server again and again."""
    async with serving(answering(OK)) as port:
        network = Network(port)
        links = Links(resolve=names(), network=network, tls=TLS)

        for _ in range(3):
            await links.unreachable(["http://news.example/"])

        links.close()
    assert len(network.connected) == 1


async def test_one_host_is_asked_gently():
    """Several sources on one host are looked at a second apart."""
    moments: list[float] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        moments.append(time.monotonic())
        await answering(OK)(reader, writer)

    async with serving(serve) as port:
        assert await unreachable(Network(port), "http://news.example/a", "http://news.example/b") == ()

    assert moments[1] - moments[0] > 0.9


async def test_a_moderator_looks_at_so_many_addresses_an_hour():
    """The bot can't be made a tool that floods others: over the limit nothing is asked, and nothing is called dead."""
    async with serving(answering(OK)) as port:
        network = Network(port)
        links = Links(resolve=names(), network=network, tls=TLS)
        for turn in range(0, PER_HOUR + 12, 12):
            urls = [f"http://host{number}.example/" for number in range(turn, turn + 12)]

            assert await links.unreachable(urls, by=7) == ()

        links.close()
    assert len(network.connected) == PER_HOUR


async def test_blocked_and_dead_take_about_as_long():
    """The time of an answer does not tell whether an address was refused by us or by its server."""
    times = []
    for url in ("http://10.0.0.1/", "http://dead.example/"):
        begun = time.monotonic()
        assert await unreachable(Network(), url) == (url,)
        times.append(time.monotonic() - begun)

    assert abs(times[0] - times[1]) < 0.5
