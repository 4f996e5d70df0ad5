"""From a moderator's act to everybody who is to know: the whole bot, with its outbox."""

import asyncio
from dataclasses import replace

import pytest

from bot.claim_form import parse
from bot.emulator import Fault
from bot.words import words
from claims_db.model import Rating
from claims_db.store import SqlClaimStore
from claims_db.store.database import open_engine
from tests.bot.running import running
from tests.bot.talking import ARREST, answered, press

ARREST_ID = "durov-arrested-le-bourget"
UNKNOWN = "A hamster from Kharkiv won the chess championship against forty grandmasters yesterday evening"
say = words("en").say


@pytest.fixture
async def bot(tmp_path, api, moderator):
    async with running(tmp_path, api, owner_ids=[moderator.id]) as core:
        yield core


async def ask_to_hear(api, person, text=UNKNOWN):
    post = person.forward(text)
    reply = await answered(api, post)
    await press(api, person, reply, say("button-tell"))
    await press(api, person, reply, say("button-ask-yes"))
    return post


async def rate(bot, moderator, rating):
    await bot.curator.edit(ARREST_ID, parse(f"rating: {rating}"), moderator.id)


async def test_the_answer_comes_as_a_reply_to_the_post(bot, api, moderator):
    """Linked by a moderator: the reader who asked gets one full answer, where the post was."""
    person = api.person()
    post = await ask_to_hear(api, person)
    (entry,) = await bot.queue.waiting(limit=5)

    await bot.queue.close(entry.id, ARREST_ID)

    replies = await api.replies(post, number=2)
    assert replies[1].text.startswith(say("told-linked"))
    assert "French prosecutors" in replies[1].text


async def test_a_new_rating_edits_the_answers_and_tells_who_asked(bot, api, moderator):
    """The answer given before is edited in place, what was told too, and one message says what changed."""
    reader, asker = api.person("Rita"), api.person("Ann")
    given = await answered(api, reader.forward(ARREST))
    post = await ask_to_hear(api, asker)
    (entry,) = await bot.queue.waiting(limit=5)
    await bot.queue.close(entry.id, ARREST_ID)
    told = (await api.replies(post, number=2))[1]

    await rate(bot, moderator, "disputed")

    await api.until(lambda: given.edits == 1 and told.edits == 1)
    news = (await api.replies(post, number=3))[2]
    await asyncio.sleep(0.5)
    assert say("rating-disputed") in given.text
    assert "Earlier answer" in given.text
    assert news.text.startswith(say("told-corrected", before=say("rating-true"), after=say("rating-disputed")))
    assert len(api.answers_to(post)) == 3
    assert given.edits == 1


async def test_an_answer_in_a_group_follows_its_claim(bot, api, moderator):
    """What a group was told is corrected there, in the short form."""
    chat = api.group("Neighbours", api.person("Olga"), bot="administrator")
    given = await answered(api, api.person("Rita").forward(ARREST, chat=chat))

    await rate(bot, moderator, "disputed")

    await api.until(lambda: given.edits == 1)
    assert say("rating-disputed") in given.text
    assert len(given.text) <= 600


async def test_a_judged_answer_is_left_alone(bot, api, moderator):
    """Who said "not my claim" is not shown that claim again by a correction."""
    person = api.person()
    given = await answered(api, person.forward(ARREST))
    await press(api, person, given, say("button-not-mine"))
    before = (given.text, given.edits)

    await rate(bot, moderator, "disputed")
    await asyncio.sleep(0.8)

    assert (given.text, given.edits) == before


async def test_a_retired_claim_is_taken_out_of_its_answers(bot, api, moderator):
    """The answer says that the claim is no longer published; restoring it brings the answer back."""
    given = await answered(api, api.person().forward(ARREST))

    await bot.curator.retire(ARREST_ID, "test", moderator.id)
    await api.until(lambda: given.edits == 1)
    retired = given.text
    await bot.curator.restore(ARREST_ID, moderator.id)
    await api.until(lambda: given.edits == 2)

    assert "no longer published" in retired
    assert "French prosecutors" in given.text


async def test_who_blocked_the_bot_costs_nothing(bot, api, moderator):
    """A promise to somebody who is gone ends quietly, and others hear."""
    gone, other = api.person("Gone"), api.person("Other")
    await ask_to_hear(api, gone)
    post = await ask_to_hear(api, other)
    gone.block()
    (entry,) = await bot.queue.waiting(limit=5)

    await bot.queue.close(entry.id, ARREST_ID)

    await api.replies(post, number=2)
    async with asyncio.timeout(60):
        while await bot.records.notices.waiting():
            await asyncio.sleep(0.05)


async def test_a_promise_survives_a_restart(tmp_path, api, moderator):
    """Telegram is out of reach when the entry is closed, and the bot ends: the next start tells, once."""
    person = api.person()
    async with running(tmp_path, api, owner_ids=[moderator.id]) as bot:
        post = await ask_to_hear(api, person)
        api.fail(Fault("http_error", "sendMessage", times=1_000))
        (entry,) = await bot.queue.waiting(limit=5)
        await bot.queue.close(entry.id, ARREST_ID)
        await asyncio.sleep(0.6)
    api.heal()

    async with running(tmp_path, api, owner_ids=[moderator.id]):
        replies = await api.replies(post, number=2, within=60)
        await asyncio.sleep(0.5)

    assert len(replies) == len(api.answers_to(post)) == 2


async def test_a_change_while_the_bot_was_down_is_followed(tmp_path, api, moderator):
    """Somebody edits the claims without the bot: at its next start the answers follow."""
    async with running(tmp_path, api, owner_ids=[moderator.id]):
        given = await answered(api, api.person().forward(ARREST))
    engine = open_engine(f"sqlite:///{tmp_path / 'allegedly.sqlite3'}")
    store = SqlClaimStore(engine)
    claim = await store.claim(ARREST_ID)
    await store.save(replace(claim, rating=Rating.DISPUTED), by="import")
    await engine.dispose()

    async with running(tmp_path, api, owner_ids=[moderator.id]):
        await api.until(lambda: given.edits == 1)

    assert say("rating-disputed") in given.text


async def test_many_answers_are_corrected_through_a_crash_without_doubles(tmp_path, api, moderator):
    """Cut off in the middle, the correction of many answers goes on where it was; none is edited twice."""
    people = [api.person(f"P{number}") for number in range(12)]
    async with running(tmp_path, api, owner_ids=[moderator.id]) as bot:
        given = [await answered(api, person.forward(ARREST)) for person in people]
        await rate(bot, moderator, "disputed")
        await api.until(lambda: sum(reply.edits for reply in given) >= 3)

    async with running(tmp_path, api, owner_ids=[moderator.id]):
        await api.until(lambda: all(reply.edits for reply in given), within=60)
        await asyncio.sleep(0.5)

    assert [reply.edits for reply in given] == [1] * len(given)
