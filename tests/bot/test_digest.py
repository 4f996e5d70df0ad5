"""The digest from the first press to the last, in the whole bot."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot

from bot.claim_form import parse
from bot.delivery.sender import Sender
from bot.digest.sending import Sending
from bot.emulator import EmulatedRequest
from bot.languages import Languages
from bot.words import words
from claims_db.model import LANGUAGES
from tests.bot.running import running
from tests.bot.talking import answered, labels, press
from tests.making import make_claim

ARREST_ID = "durov-arrested-le-bourget"
say = words("en").say


@pytest.fixture
async def bot(tmp_path, api, moderator):
    async with running(tmp_path, api, owner_ids=[moderator.id]) as core:
        yield core


async def deliver(bot, api, person, *, days=7):
    """The newest message to a person, once the digests of a day to come were sent; None for no digest."""
    tomorrow = datetime.now(UTC).replace(hour=12) + timedelta(days=days)
    languages = Languages(bot.records.readers, bot_name="allegedly_bot", today=tomorrow.date)
    request = EmulatedRequest(api)
    stop = asyncio.Event()
    async with Bot(api.token, request=request, get_updates_request=request) as telegram:
        sender = Sender(telegram, stop=stop, rate=1_000)
        await Sending(bot.records.digests, bot.store, bot.pages, languages, sender, now=lambda: tomorrow).send(stop)
    digests = [message for message in api.sent if message.chat is person.chat and message.reply_to is None]
    return digests[-1] if digests else None


async def choose(api, person, how):
    """/digest and a press: the message that says so."""
    reply = await answered(api, person.command("/digest"))
    await press(api, person, reply, words(person.user["language_code"]).say(f"button-digest-{how}"))
    return reply


async def test_nobody_gets_a_digest_who_has_not_pressed_for_it(bot, api):
    """/digest says what it is and that it is off; who only looks gets none."""
    person = api.person()
    reply = await answered(api, person.command("/digest"))
    await bot.store.save(make_claim(), by="ann")

    digest = await deliver(bot, api, person)

    assert reply.text == f"{say('digest-about')}\n\n{say('digest-now-off')}"
    assert labels(reply) == ["Weekly", "Daily", "✓ Off"]
    assert digest is None


async def test_a_bot_that_starts_sends_what_is_due(tmp_path, api, monkeypatch):
    """By itself, at an hour when people are awake: this test takes every hour for one."""
    monkeypatch.setattr("bot.digest.schedule.FROM_HOUR", 0)
    monkeypatch.setattr("bot.digest.schedule.UNTIL_HOUR", 24)
    person = api.person()
    async with running(tmp_path, api) as core:
        await choose(api, person, "day")
        chosen = await core.records.digests.of(person.id)
        await core.records.digests.want(replace(chosen, due_on=chosen.due_on - timedelta(days=1)))
        await core.store.save(make_claim(), by="ann")

    async with running(tmp_path, api):
        await api.until(lambda: any("harbour bridge" in message.text for message in api.sent))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_digest_leads_to_the_full_answers(bot, api, moderator, language):
    """What is new and what changed its rating; a press on a number opens the claim, in the reader's language."""
    person, say = api.person(language=language), words(language).say
    chosen = await choose(api, person, "week")
    await bot.store.save(make_claim(), by="ann")
    await bot.curator.edit(ARREST_ID, parse("rating: disputed"), moderator.id)

    digest = await deliver(bot, api, person)
    person.press(digest, "2")
    (card,) = await api.replies(digest)

    assert chosen.text.endswith(say("digest-now-week"))
    assert say("digest-before", label=say("rating-true")) in digest.text
    assert make_claim().statement_in.get(language, make_claim().statement).rstrip(".") in digest.text
    assert say("claim-card") in card.text
    assert make_claim().context[language] in card.text


async def test_the_same_link_opens_the_full_answer(bot, api):
    """Typed or pressed: the payload of a link in a digest works like any other of its kind."""
    person = api.person()
    await choose(api, person, "day")
    await bot.store.save(make_claim(), by="ann")
    digest = await deliver(bot, api, person)
    (link,) = [entity["url"] for entity in digest.raw["entities"] if entity["type"] == "text_link"]

    opened = await answered(api, person.command(f"/start {link.rpartition('=')[2]}"))

    assert make_claim().context["en"] in opened.text


async def test_a_digest_is_ended_under_itself(bot, api):
    """One press, and none comes any more; the digest stays to be read."""
    person = api.person()
    await choose(api, person, "day")
    await bot.store.save(make_claim(), by="ann")
    digest = await deliver(bot, api, person)
    before = digest.text

    person.press(digest, say("button-digest-stop"))
    (reply,) = await api.replies(digest)
    await bot.store.save(make_claim(id="ferry"), by="ann")
    after = await deliver(bot, api, person, days=14)

    assert reply.text.endswith(say("digest-now-off"))
    assert digest.text == before
    assert after is digest


async def test_the_rest_is_shown_at_a_press(bot, api):
    """Ten at a time, until there is nothing more."""
    person = api.person()
    await choose(api, person, "day")
    await bot.store.save_all([make_claim(id=f"bridge-{number}") for number in range(12)], by="import")

    digest = await deliver(bot, api, person)
    person.press(digest, say("button-digest-more"))
    (more,) = await api.replies(digest)

    assert labels(digest) == [*map(str, range(1, 11)), say("button-digest-more"), say("button-digest-stop")]
    assert labels(more) == ["1", "2"]


async def test_reading_on_when_nothing_is_left_is_said(bot, api):
    """The rest was retired or changed since: no empty message."""
    person = api.person()
    reply = await answered(api, person.command("/digest"))

    pressed = person.press(reply, data="b:more-1-2-n2")
    await api.until(lambda: bool(pressed.answers))

    assert pressed.answers[0]["text"] == say("digest-nothing-more")
    assert api.answers_to(reply) == []


async def test_what_was_chosen_is_shown_and_changed(bot, api):
    """/digest shows how it is; the link from a group opens the same."""
    person = api.person()
    first = await choose(api, person, "day")

    second = await answered(api, person.command("/start digest"))
    await press(api, person, second, say("button-digest-off"))

    assert labels(first) == ["Weekly", "✓ Daily", "Off"]
    assert labels(second) == ["Weekly", "Daily", "✓ Off"]
    assert await bot.records.digests.of(person.id) is None


async def test_in_a_group_the_private_chat_is_named(bot, api):
    """Nobody else there need see what somebody reads, and pressing for others is not possible."""
    person = api.person()
    chat = api.group("Neighbours", api.person("Olga"), person, bot="administrator")

    reply = await answered(api, person.command("/digest", chat=chat))

    assert reply.text == say("digest-elsewhere", link="https://t.me/allegedly_bot?start=digest")
    assert reply.buttons == []
