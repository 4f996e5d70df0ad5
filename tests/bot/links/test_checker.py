"""The link check reaches public addresses only, costs little, and tells all failures alike."""

import asyncio
import resource
import shutil
import ssl
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.links import Links
from bot.links.checker import PER_HOUR
from tests.bot.links.network import PUBLIC, PUBLIC_6, Network, answering, names, serving

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


HOSTILE = [
    "javascript:alert(1)", "data:text/html,hi", "file:///etc/passwd", "tg://resolve?domain=x", "ftp://a.example/",
    "//a.example/", "http:\\\\a.example", "http:/\\127.0.0.1/", "gopher://127.0.0.1:6379/_x", "dict://127.0.0.1/",
    "ldap://127.0.0.1/", "http://user@a.example/", "http://user:pass@a.example/", "http://a.example@127.0.0.1/",
    "http://127.0.0.1#@a.example/", "http://a.example\\@127.0.0.1/", "http://127.0.0.1:6379/", "http://a.example:22/",
    "http://a.example:8080/", "http://a.example:0/", "http://a.example:/", "http://a.example:99999/", "http://",
    "http:///etc", "http://?", "http://#", "", " ", "https://", "not a link", "http://127.0.0.1/",
    "http://127.0.0.1:80/", "https://127.0.0.1/", "http://localhost/", "http://0/", "http://0.0.0.0/",
    "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/",
    "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.1./", "http://[::1]/", "http://[::]/",
    "http://[::ffff:127.0.0.1]/", "http://[0:0:0:0:0:ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://[fe80::1%25lo]/",
    "http://[ff02::1]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://10.0.0.1/", "http://172.16.0.1/",
    "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://198.18.0.1/",
    "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://lоcalhost/", "http://ｌocalhost/",
    "http://a.example\r\nHost: 127.0.0.1/", "http://a.example\t/", "http://a.exa\x00mple/", "http://inside/",
    "http://mixed/", "http://wrapped/", "http://%31%32%37.0.0.1/", "http://-/", "http://.../",
]  # fmt: skip


INSIDE = {
    "localhost": "127.0.0.1 ::1",
    "inside": "10.1.2.3",
    "mixed": f"{PUBLIC} 127.0.0.1",
    "wrapped": "::ffff:7f00:1",
}


async def test_no_form_of_a_forbidden_address_is_connected_to():
    """Whatever an address looks like, nothing but the public internet is ever reached."""

    async def look(url: str) -> tuple[str, list[tuple[str, int]], tuple[str, ...]]:
        network = Network()
        return url, network.connected, await unreachable(network, url, **INSIDE)

    for url, connected, told in await asyncio.gather(*map(look, HOSTILE)):
        assert (url, connected, told) == (url, [], (url,))


async def test_no_redirect_leads_to_a_forbidden_address():
    """A public page that sends the check on does not get it any further than a moderator could."""

    async def look(url: str) -> tuple[str, list[tuple[str, int]]]:
        target = url.replace("\r", "").replace("\n", "").replace("\x00", "").encode("ascii", "replace").decode()
        async with serving(answering(moved(target))) as port:
            network = Network(port)
            await unreachable(network, "http://news.example/", **INSIDE)
        return url, network.connected

    for url, connected in await asyncio.gather(*map(look, HOSTILE)):
        assert {host for host, _ in connected} == {PUBLIC}, url
        assert {port for _, port in connected} <= {80, 443}, url


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for secure.example that nobody has signed, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "cert.pem", folder / "key.pem"
    subject = ["-subj", "/CN=secure.example", "-addext", "subjectAltName=DNS:secure.example"]
    command = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        str(key),
        "-out",
        str(made),
        *subject,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return made, key


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


async def test_a_name_that_changes_its_address_gains_nothing():
    """The connection goes to the address that was checked: a second answer of the name server is never asked for."""
    turns: Counter[str] = Counter()

    async def rebinding(host: str, port: int) -> list[str]:
        turns[host] += 1
        return [PUBLIC] if turns[host] % 2 else ["127.0.0.1"]

    async def look(number: int) -> tuple[str, ...]:
        links = Links(resolve=rebinding, network=network, tls=TLS)
        try:
            return await links.unreachable([f"http://rebind{number}.example/"])
        finally:
            links.close()

    async with serving(answering(moved("/again"))) as port:
        network = Network(port)
        told = await asyncio.gather(*map(look, range(200)))

    assert {host for host, _ in network.connected} == {PUBLIC}
    assert all(told)
    assert set(turns.values()) == {2}


async def test_the_next_address_is_tried_where_one_does_not_answer():
    """A host with a broken IPv6 is reached by its other address."""
    async with serving(answering(OK)) as port:
        network = Network(port)
        broken = Network()

        class HalfBroken(Network):
            async def connect_tcp(self, host, port, *rest, **more):
                return await (broken if host == PUBLIC_6 else network).connect_tcp(host, port, *rest, **more)

        assert await unreachable(HalfBroken(), "http://dual/", dual=f"{PUBLIC_6} {PUBLIC}") == ()


async def test_a_trusted_host_may_lie_inside():
    """An operator's archive in the intranet is looked at, at its port and no other."""
    async with serving(answering(OK)) as port:
        links = Links(trusted_hosts=[f"127.0.0.1:{port}"])

        assert await links.unreachable([f"http://127.0.0.1:{port}/page"]) == ()
        assert await links.unreachable(["http://127.0.0.1/page"]) == ("http://127.0.0.1/page",)

        links.close()


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
