"""The page for Prometheus: quick to answer, hard to disturb."""

import asyncio
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from structlog.testing import capture_logs

from bot.metrics.listener import serving
from tests.engines import free_port


async def report():
    return b"allegedly_claims 84.0\n"


@asynccontextmanager
async def page(say=report):
    address = f"127.0.0.1:{free_port()}"
    async with serving(address, say), httpx.AsyncClient(base_url=f"http://{address}", trust_env=False) as client:
        yield client


async def test_it_is_served():
    """In the format that Prometheus reads; again and again."""
    async with page() as client:
        for _ in range(3):
            answer = await client.get("/metrics")
            assert (answer.status_code, answer.text) == (200, "allegedly_claims 84.0\n")
            assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("GET", "/metrics/x", 404), ("POST", "/metrics", 405), ("HEAD", "/metrics", 200)],
)
async def test_nothing_else_is(method, path, status):
    """One page, to be read."""
    async with page() as client:
        answer = await client.request(method, path)

    assert (answer.status_code, answer.text) == (status, "")


@pytest.mark.parametrize("sent", [b"", b"\r\n\r\n", b"GET /metrics\r\n\r\n", b"x" * 100_000, b"\xff\xfe\r\n\r\n"])
async def test_garbage_disturbs_nobody(sent):
    """Cut off, too long, no HTTP at all: the next one is answered."""
    async with page() as client:
        reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
        writer.write(sent)
        writer.write_eof()
        async with asyncio.timeout(20):
            with suppress(ConnectionError):
                await reader.read()
        writer.close()

        assert (await client.get("/metrics")).status_code == 200


async def test_many_open_connections_do_not_pile_up():
    """Those over the limit are closed at once, and those who say nothing give their place back."""
    async with page() as client:
        silent = [await asyncio.open_connection("127.0.0.1", client.base_url.port) for _ in range(20)]
        async with asyncio.timeout(20):
            ends = [asyncio.create_task(reader.read()) for reader, _ in silent]
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            assert done
            for _, writer in silent:
                writer.close()
            await asyncio.wait(ends)
            while (await asked(client)) != 200:
                await asyncio.sleep(0.05)


async def asked(client):
    try:
        return (await client.get("/metrics")).status_code
    except httpx.TransportError:
        return 0


async def test_an_address_in_use_stops_nobody():
    """It is logged; the bot goes on without a page."""
    async with page() as client:
        with capture_logs() as logs:
            async with serving(f"127.0.0.1:{client.base_url.port}", report):
                pass

    assert [entry["event"] for entry in logs] == ["metrics_not_served"]


async def test_without_an_address_nothing_is_served():
    """The default."""
    with capture_logs() as logs:
        async with serving(None, report):
            pass

    assert logs == []
