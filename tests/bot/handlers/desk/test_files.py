"""Claims go out and come in as files, all or none."""

import pytest

from bot.emulator import channel_origin
from bot.words import words
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, STARTER

SAY = words("en").say
SCRIPT = b'{"@type": "ClaimReview", "claimReviewed": "A.", "url": "javascript:alert(1)", "datePublished": "2024"}'


async def exported(desk, command="/export"):
    reply = await desk.tell(desk.moderator, command)
    return reply, desk.api.world.files[reply.raw["document"]["file_id"]]


async def imported(desk, content, name="claims.yaml", person=None, **where):
    return await desk.reply((person or desk.moderator).document(name, content, "/import", **where))


async def test_what_was_exported_is_imported_without_a_change(desk):
    """Export then import gives the same claims, retired ones included."""
    await desk.tell(desk.moderator, f"/retire {STARTER} not needed")
    sent, data = await exported(desk)

    reply = await imported(desk, data)

    assert sent.raw["document"]["file_name"] == "claims.yaml"
    assert b"state: retired" in data
    assert reply.text == SAY("desk-imported-nothing")


async def test_an_import_counts_what_it_did_and_can_be_undone(desk):
    """New, changed and unchanged claims are told apart; one /undo takes all of it back."""
    preview = await desk.tell(desk.moderator, FORM)
    await desk.press(desk.moderator, preview, "Publish")
    _, data = await exported(desk)
    await desk.tell(desk.moderator, "/undo")
    changed = data.replace(b"Telegram will soon become paid", b"Telegram will shortly become paid", 1)

    reply = await imported(desk, changed)

    assert reply.text == SAY("desk-imported", new=1, changed=1, same=83)
    await desk.tell(desk.moderator, "/undo")
    assert await desk.claim(CLAIM_ID) is None


async def test_the_same_file_twice_changes_nothing_the_second_time(desk):
    """An import that is delivered again is no second import."""
    _, data = await exported(desk)
    changed = data.replace(b"Telegram will soon become paid", b"Telegram will shortly become paid", 1)
    await imported(desk, changed)

    assert (await imported(desk, changed)).text == SAY("desk-imported-nothing")


@pytest.mark.parametrize(
    ("form", "name"), [("jsonl", "claims.jsonl"), ("csv", "claims.csv"), ("claimreview", "claims.json")]
)
async def test_the_other_formats_go_out_and_come_in_too(desk, form, name):
    """Whatever the format, what was exported is imported without a change; the name of the file decides."""
    sent, data = await exported(desk, f"/export {form}")

    reply = await imported(desk, data, name.upper())

    assert sent.raw["document"]["file_name"] == name
    assert reply.text == SAY("desk-imported-nothing")


async def test_a_long_name_still_tells_the_format(desk):
    """However people call their files, the end counts."""
    _, data = await exported(desk, "/export csv")

    assert (await imported(desk, data, "claims of our newsroom " * 8 + ".csv")).text == SAY("desk-imported-nothing")


async def test_a_review_of_ours_has_the_address_of_its_answer(desk):
    """Who reads the feed gets to the full answer of the bot."""
    _, data = await exported(desk, "/export claimreview")

    assert f'"url": "https://t.me/allegedly_bot?start=c_{STARTER}"'.encode() in data


async def test_reviews_by_others_are_told_to_be_drafts(desk):
    """A moderator knows that something is left to do."""
    reply = await imported(desk, b'{"@type": "ClaimReview", "claimReviewed": "Bees vanish."}', "feed.jsonld")

    assert SAY("desk-imported-foreign", foreign=1) in reply.text


async def test_a_form_that_cannot_be_written_is_explained(desk):
    """The forms there are, are named."""
    reply = await desk.tell(desk.moderator, "/export docx")

    assert reply.text == SAY("desk-usage-export", formats="yaml, jsonl, csv, claimreview", example="claimreview")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("claims.yaml", b"schema: claims-starter/1\nclaims:\n- id: x\n  claim: &a [*a]\n"),
        ("claims.yaml", b"schema: claims-starter/1\nclaims:\n- id: Bad Id\n  claim: x\n"),
        ("claims.yaml", b"\xff\xfe\x00"),
        ("claims.yaml", b"[" * 100_000),
        ("claims.jsonl", b'{"id": "a", "text": "b"}\n{"id": "a", "text": "c"}\n'),
        ("claims.jsonl", b'{"id": ' + b"[" * 50_000),
        ("claims.csv", b"id;claim\nbad id;x\n"),
        ("claims.csv", b'id,claim\na,"b\n'),
        ("claims.json", b"{}"),
        ("claims.json", SCRIPT),
        ("claims.zip", b"PK\x03\x04"),
        ("claims", b"hello"),
        ("claims.yaml", b""),
    ],
    ids=[
        "alias",
        "bad-id",
        "encoding",
        "nested",
        "twice",
        "nested-json",
        "csv-id",
        "csv-quote",
        "no-review",
        "script",
        "zip",
        "no-kind",
        "empty",
    ],
)
async def test_a_file_that_is_wrong_is_refused_with_the_place(desk, name, content):
    """Nothing of it is taken; the reason names the file."""
    before = await desk.core.curator.export()

    reply = await imported(desk, content, name)

    assert reply.text.startswith("Nothing was imported. " + name)
    assert await desk.core.curator.export() == before


async def test_a_file_that_is_too_large_is_not_even_fetched(desk):
    """The size is looked at before anything is downloaded."""
    reply = await imported(desk, bytes(20_000_001))

    assert reply.text == SAY("desk-import-too-large", megabytes=20)
    assert desk.api.called("getFile") == []


async def test_a_forwarded_file_is_a_post(desk):
    """A file that somebody else sent is not imported, whoever forwards it."""
    before = await desk.core.curator.export()

    await desk.reply(desk.moderator.document("claims.yaml", b"x", "/import", origin=channel_origin()))

    assert await desk.core.curator.export() == before


async def test_a_reader_imports_nothing(desk):
    """The caption of a reader's file is an unknown command."""
    reply = await imported(desk, b"schema: claims-starter/1\nclaims: []\n", person=desk.reader)

    assert reply.text == SAY("unknown-command")
