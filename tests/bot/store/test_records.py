"""What the bot remembers about readers, on both databases."""

import time
from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.store.answers import KEPT as ANSWERS_KEPT
from bot.store.answers import SentAnswer
from bot.store.judgements import KEPT as JUDGEMENTS_KEPT
from bot.store.reader_keys import load_reader_keys
from bot.store.records import open_records
from bot.store.schema import answers, judgements
from claims_db.store.database import migrate, open_engine

ANSWER = SentAnswer(
    chat_id=2**40,
    post_message_id=10,
    reply_message_id=11,
    claim_ids=("bridge", "tunnel"),
    revision=3,
    language="uk",
    kind="several",
)


async def test_a_reader_keeps_the_language_last_chosen(engine, records):
    """The choice outlives the process; who never chose has none."""
    await records.readers.choose_language(7, "uk")
    await records.readers.choose_language(7, "ru")

    later = await open_records(engine)

    assert await later.readers.language(7) == "ru"
    assert await later.readers.language(8) is None


async def test_a_choice_counts_from_the_next_post_on(records):
    """Asked before, changed, asked again, forgotten: never the choice of a moment ago."""
    assert await records.readers.language(7) is None
    await records.readers.choose_language(7, "uk")
    assert await records.readers.language(7) == "uk"
    await records.readers.choose_language(7, "ru")
    assert await records.readers.language(7) == "ru"
    await records.readers.forget(7)
    assert await records.readers.language(7) is None


async def test_an_answer_is_found_by_its_post_and_by_its_own_message(records):
    """Right after it was recorded, from either side; another message has none."""
    records.answers.record(ANSWER)

    assert await records.answers.by_post(2**40, 10) == ANSWER
    assert await records.answers.by_reply(2**40, 11) == ANSWER
    assert await records.answers.by_post(2**40, 11) is None


async def test_an_answer_that_was_edited_takes_the_place_of_the_older_one(records):
    """The same message, new content: only the new one is known."""
    records.answers.record(ANSWER)
    edited = replace(ANSWER, claim_ids=(), kind="none", revision=4)
    records.answers.record(edited)

    assert await records.answers.by_post(2**40, 10) == edited


async def test_of_several_answers_to_a_post_the_newest_counts(records):
    """A post that was answered twice is edited where its newest answer is."""
    for reply_message_id in (11, 15, 12):
        records.answers.record(replace(ANSWER, reply_message_id=reply_message_id))

    found = await records.answers.by_post(2**40, 10)

    assert found is not None
    assert found.reply_message_id == 15


async def test_old_answers_and_judgements_are_forgotten(engine, records):
    """Ninety days later nothing is left of them; what is younger stays."""
    records.answers.record(ANSWER)
    await records.judgements.record("ann", "bridge", "useful")
    async with engine.begin() as connection:
        await connection.execute(update(answers).values(at=time.time() - ANSWERS_KEPT - 60))
        await connection.execute(update(judgements).values(at=time.time() - JUDGEMENTS_KEPT - 60))
    records.answers.record(replace(ANSWER, post_message_id=20, reply_message_id=21))
    await records.judgements.record("bob", "bridge", "useful")

    await records.answers.purge()
    await records.judgements.purge()

    assert await records.answers.by_post(2**40, 10) is None
    assert await records.answers.by_post(2**40, 20) is not None
    assert await records.judgements.counts("bridge") == {"useful": 1}


async def test_a_reader_has_one_judgement_on_a_claim_and_the_last_one_counts(records):
    """Pressing again and changing one's mind never counts twice."""
    for verdict in ("useful", "useful", "not_mine"):
        await records.judgements.record("ann", "bridge", verdict, instead="tunnel")
    await records.judgements.record("bob", "bridge", "useful")
    await records.judgements.record("ann", "tunnel", "same")

    assert await records.judgements.counts("bridge") == {"not_mine": 1, "useful": 1}
    assert await records.judgements.counts("nothing") == {}


async def test_reader_keys_are_the_same_after_a_restart_and_name_nobody(engine):
    """One person has one key in this installation; the number is not in it."""
    first = await load_reader_keys(engine)
    second = await load_reader_keys(engine)

    assert first.of(12345) == second.of(12345) != first.of(12346)
    assert "12345" not in first.of(12345)
    assert len(first.of(12345)) == 32


async def test_another_installation_gives_other_keys(engine, tmp_path):
    """Keys of two installations can't be joined."""
    ours = await load_reader_keys(engine)
    other = open_engine(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    try:
        await migrate(other, package="bot.store")
        theirs = await load_reader_keys(other)
    finally:
        await other.dispose()

    assert ours.of(1) != theirs.of(1)


@pytest.mark.parametrize("chat_id", [-1_002_345_678_901, 2**52])
async def test_ids_of_every_size_that_telegram_has_are_kept(records, chat_id):
    """Supergroups have long negative ids, people up to 52 bits."""
    records.answers.record(replace(ANSWER, chat_id=chat_id))

    assert await records.answers.by_reply(chat_id, 11) is not None
