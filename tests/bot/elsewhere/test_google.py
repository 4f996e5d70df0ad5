"""One question, one bounded answer, and every failure told alike, without words and without the key."""

import asyncio
import gzip
import json

import pytest

from bot.elsewhere.google import LARGEST, FactCheckTools, Unanswered
from tests.bot.elsewhere.google_server import KEY, answer, review
from tests.bot.links.network import serving

QUERY = "хом'як виграв у шахи"


async def test_the_question_is_the_documented_one(google):
    """Query, language and page size are parameters; the key is in the head, never in an address."""
    google.body = answer(review())

    (found,) = await FactCheckTools(KEY, base_url=google.base_url).search(QUERY, "uk")

    assert found.publisher == "Example Check 1"
    assert google.asked[0].startswith("/v1alpha1/claims:search?")
    assert google.queries == [{"query": QUERY, "languageCode": "uk", "pageSize": "10"}]
    assert f"x-goog-api-key: {KEY}" in google.heads[0].lower()
    assert KEY not in google.asked[0]


async def test_an_unknown_language_is_not_asked_for(google):
    """Without one the search is over all languages."""
    assert await FactCheckTools(KEY, base_url=google.base_url).search(QUERY, None) == ()

    assert "languageCode" not in google.queries[0]


@pytest.mark.parametrize(("status", "refused"), [(400, False), (403, False), (404, False), (429, True), (503, False)])
async def test_a_refusal_is_told_by_its_status(google, status, refused):
    """The operator sees why; what Google says of it may quote the query, so it is not kept."""
    google.status, google.body = status, json.dumps({"error": {"message": QUERY}}).encode()

    with pytest.raises(Unanswered) as told:
        await FactCheckTools(KEY, base_url=google.base_url).search(QUERY, "uk")

    assert (str(told.value), told.value.refused) == (str(status), refused)
    assert len(google.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b'{"claims": 1}', b"\xff\xfe\x00", b"[" * 100_000, b"9" * 10_000, gzip.compress(b"{}"),
        b'{"a": "' + b"x" * LARGEST + b'"}',
    ],
    ids=["empty", "page", "list", "number", "bytes", "deep", "digits", "packed", "large"],
)  # fmt: skip
async def test_what_is_no_answer_is_a_failure(google, body):
    """A page, a bomb or nonsense is never "nothing found", and no more of it is read than an answer may have."""
    google.body = body

    with pytest.raises(Unanswered):
        await FactCheckTools(KEY, base_url=google.base_url).search(QUERY, None)


async def test_redirects_lead_nowhere(google):
    """Key and words go to the one address that they are meant for."""
    google.status, google.head = 302, f"Location: {google.base_url}/elsewhere\r\n"

    with pytest.raises(Unanswered, match="302"):
        await FactCheckTools(KEY, base_url=google.base_url).search(QUERY, None)

    assert len(google.asked) == 1


async def test_nobody_there_is_a_failure():
    """A refused connection is told like all else."""
    async with serving(lambda *_: asyncio.sleep(0)) as port:
        pass

    with pytest.raises(Unanswered, match="ConnectError"):
        await FactCheckTools(KEY, base_url=f"http://127.0.0.1:{port}").search(QUERY, None)


async def test_slow_answers_are_given_up(google):
    """Silence, and a byte now and then, end like all other failures: each read is in time, the whole is not."""
    google.held.clear()

    async def drip(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n{")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.1)

    async with serving(drip) as port, asyncio.timeout(60):
        ends = await asyncio.gather(
            FactCheckTools(KEY, base_url=google.base_url).search(QUERY, None),
            FactCheckTools(KEY, base_url=f"http://127.0.0.1:{port}").search(QUERY, None),
            return_exceptions=True,
        )

    assert [type(end) for end in ends] == [Unanswered, Unanswered]
