"""The short way to the Bot API, against a server that answers what a test wants."""

import asyncio
import contextlib
import json
import ssl
from collections.abc import AsyncIterator

import pytest
from telegram import InputFile

from bot.delivery.direct import DirectRequest
from bot.delivery.wire import Done, NoAnswer, Refused, Wire
from tests.bot.certificate import made_certificate

DONE = b'{"ok":true,"result":{"message_id":7}}'


def answer(body: bytes = DONE, status: str = "200 OK", headers: bytes = b"") -> bytes:
    """An answer whose length is told."""
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s" % (status.encode(), len(body), headers, body)


class Server:
    """Gives the answers in turn, the last one for ever; None ends the connection, a number waits so many seconds."""

    def __init__(self, *answers: bytes | float | None) -> None:
        self.answers = list(answers)
        self.connections = 0
        self.requests: list[tuple[str, bytes]] = []
        self.port = 0
        self.serving: set[asyncio.Task[None]] = set()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.serving.add(asyncio.create_task(self.serve(reader, writer)))

    async def end(self) -> None:
        for task in self.serving:
            task.cancel()
        await asyncio.gather(*self.serving, return_exceptions=True)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError), contextlib.closing(writer):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = next(line for line in head.lower().split("\r\n") if line.startswith("content-length:"))
                self.requests.append((head, await reader.readexactly(int(length[15:]))))
                given = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if isinstance(given, bytes):
                    writer.write(given)
                    if not given.startswith(b"HTTP/1.1 2") or b"Connection: close" not in given:
                        continue
                elif given is not None:
                    await asyncio.sleep(given)
                return


@contextlib.asynccontextmanager
async def serving(
    *answers: bytes | float | None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[Server, Wire, DirectRequest]]:
    """A server on loopback, a wire to it and the request that the wire uses."""
    server = Server(*answers)
    listening = await asyncio.start_server(server.accept, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    request = DirectRequest(2)
    try:
        yield server, Wire(request, f"http://127.0.0.1:{server.port}/bot1:x"), request
    finally:
        await request.shutdown()
        listening.close()
        await server.end()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """Whatever the machine has set for its own network."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def test_parameters_go_out_as_json_and_the_answer_comes_back():
    """Nested ones, other alphabets, half characters; what is None is left out."""
    parameters = {"chat_id": -5, "text": "Привіт \ud800", "entities": [{"offset": 1}], "quote": None}
    async with serving(answer()) as (server, wire, _):
        outcome = await wire.call("sendMessage", parameters, within=30)

    assert outcome == Done({"message_id": 7})
    [(head, body)] = server.requests
    assert head.startswith("POST /bot1:x/sendMessage HTTP/1.1")
    assert json.loads(body) == {"chat_id": -5, "text": "Привіт \ud800", "entities": [{"offset": 1}]}


async def test_one_connection_serves_many_calls():
    """One after the other, also when the answer is a refusal or comes in chunks after an interim one."""
    chunked = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunked += b"%x\r\n%s\r\n0\r\n\r\n" % (len(DONE), DONE)
    refusal = answer(b'{"ok":false,"parameters":{"retry_after":3}}', "429 Too Many Requests")
    async with serving(answer(), refusal, chunked) as (server, wire, _):
        outcomes = [await wire.call("sendMessage", {}, within=30) for _ in range(3)]

    assert outcomes == [Done({"message_id": 7}), Refused(429, retry_after=3.0), Done({"message_id": 7})]
    assert server.connections == 1


async def test_a_connection_that_the_server_closed_is_not_used_again():
    """Whether it said so or not."""
    async with serving(answer(headers=b"Connection: close\r\n"), answer()) as (server, wire, _):
        for _ in range(3):
            assert isinstance(await wire.call("getMe", {}, within=30), Done)
            await asyncio.sleep(0.05)

    assert server.connections == 2


async def test_a_connection_that_is_announced_to_end_is_not_used_again():
    """Also while the server has not closed it yet."""
    async with serving(answer(headers=b"connection: close\r\n"), answer()) as (server, wire, _):
        outcomes = [await wire.call("getMe", {}, within=30) for _ in range(3)]

    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert server.connections == 2


async def test_calls_go_over_tls_to_a_server_that_proves_its_name(tmp_path, monkeypatch):
    """As to Telegram itself; a server under another name gets nothing, not even the token."""
    made, key = made_certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made, key)
    async with serving(answer(), tls=context) as (server, _, request):
        outcomes = [
            await Wire(request, f"https://{host}:{server.port}/bot1:x").call("getMe", {}, within=30)
            for host in ("localhost", "localhost", "127.0.0.1")
        ]

    assert [isinstance(outcome, Done) for outcome in outcomes] == [True, True, False]
    assert outcomes[2] == NoAnswer("no", "ConnectError")
    assert (server.connections, len(server.requests)) == (1, 2)


@pytest.mark.parametrize(
    "given",
    [None, 2.0, answer()[:-5] + b"", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{", b"no HTTP at all\r\n\r\n"],
    ids=["closed", "silent", "cut short", "shorter than told", "garbage"],
)
async def test_a_call_that_gets_no_whole_answer_is_in_doubt(given):
    """It may have been done; the connection is not used for the next call."""
    async with serving(given, answer()) as (server, wire, _):
        outcome = await wire.call("sendMessage", {}, within=0.5)
        assert isinstance(await wire.call("getMe", {}, within=30), Done)

    assert isinstance(outcome, NoAnswer)
    assert outcome.happened == "perhaps"
    assert server.connections == 2


async def test_a_server_that_is_not_there_was_certainly_not_reached():
    """Nothing left the program, so that the call can be repeated."""
    async with serving(answer()) as (server, _, _):
        port = server.port
    request = DirectRequest(1)

    outcome = await Wire(request, f"http://127.0.0.1:{port}/bot1:x").call("sendMessage", {}, within=30)

    await request.shutdown()
    assert outcome == NoAnswer("no", "ConnectError")


async def test_no_more_calls_than_there_are_connections():
    """Ten at once take turns on two."""
    async with serving(answer()) as (server, wire, _):
        outcomes = await asyncio.gather(*(wire.call("getMe", {}, within=30) for _ in range(10)))

    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert server.connections == 2


async def test_a_file_goes_the_long_way():
    """As a form with parts, which the short way does not know."""
    async with serving(answer()) as (server, wire, request):
        await request.initialize()
        file = InputFile(b"id: bridge", filename="claims.yaml")
        outcome = await wire.call("sendDocument", {"chat_id": 7, "document": file}, within=30)

    assert isinstance(outcome, Done)
    [(head, body)] = server.requests
    assert "multipart/form-data" in head
    assert b'filename="claims.yaml"' in body
    assert b"id: bridge" in body


async def test_a_proxy_of_the_environment_is_used(monkeypatch):
    """Then the request goes to it, with the whole address."""
    async with serving(answer()) as (server, _, _):
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
        request = DirectRequest(1)
        await request.initialize()
        outcome = await Wire(request, "http://telegram.example/bot1:x").call("getMe", {}, within=30)
        await request.shutdown()

    assert isinstance(outcome, Done)
    assert server.requests[0][0].startswith("POST http://telegram.example/bot1:x/getMe ")
