"""Nothing but public addresses is ever connected to, whatever a link says or a server answers."""

import asyncio
from collections import Counter

from bot.links import Links
from tests.bot.links.checking import OK, TLS, moved, unreachable
from tests.bot.links.network import PUBLIC, PUBLIC_6, Network, answering, serving

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
