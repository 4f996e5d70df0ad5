"""Moderators see everything about a claim, why a text finds it, and what is overdue."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot

from bot.delivery.sender import Sender
from bot.emulator import EmulatedRequest
from bot.languages import Languages
from bot.reminding import Reminding
from bot.rendering.desk import HISTORY_PAGE
from bot.words import words
from claims_db.model import LANGUAGES
from tests.bot.handlers.desk.conftest import STARTER
from tests.bot.talking import labels

SAY = words("en").say


async def test_a_card_has_everything(desk):
    """State, texts, phrasings, near misses, sources, dates, and what readers said."""
    card = await desk.tell(desk.moderator, f"/claim {STARTER}")
    claim = await desk.claim(STARTER)

    assert claim is not None
    for piece in (STARTER, claim.statement, claim.near_misses[0], claim.phrasings[0].text, claim.context["uk"][:40]):
        assert piece in card.text
    assert {SAY("desk-button-edit"), SAY("desk-button-history"), SAY("desk-button-retire")} <= set(labels(card))


async def test_a_link_to_a_claim_is_understood(desk):
    """The link that readers share is as good as the id."""
    card = await desk.tell(desk.moderator, f"/claim https://t.me/allegedly_bot?start=c_{STARTER}")

    assert card.text.startswith(STARTER)


async def test_readers_judgements_are_counted_in_the_card(desk):
    """How useful an answer was is counted once a person."""
    answer = await desk.reply(desk.reader.forward("Telegram will soon become paid for everyone unless you act now"))
    await desk.popup(desk.reader, answer, "Helpful")

    card = await desk.tell(desk.moderator, f"/claim {STARTER}")

    assert SAY("desk-card-judgements", useful=1, not_mine=0, same=0, different=0) in card.text


async def test_the_form_of_a_claim_can_be_copied(desk):
    """The text button gives what /editclaim takes; sent back unchanged, it changes nothing."""
    card = await desk.tell(desk.moderator, f"/claim {STARTER}")
    desk.moderator.press(card, SAY("desk-button-form"))
    (form,) = await desk.api.replies(card)

    text = form.text or desk.api.world.files[form.raw["document"]["file_id"]].decode()
    if "document" not in form.raw:
        assert [entity["type"] for entity in form.entities] == ["pre"]
        text = text.split("\n\n", 1)[1]
    assert text.startswith(f"/editclaim {STARTER}\nclaim: ")


async def test_found_matches_are_explained(desk):
    """Which claim, what the text does with it, the closest wording, and where."""
    found = await desk.tell(desk.moderator, "/find Is it true that Telegram will soon become paid for everyone?")

    assert f"{STARTER} – False" in found.text
    assert SAY("desk-stance-asks") in found.text
    assert "Telegram will soon become paid for everyone" in found.text


async def test_a_post_that_is_replied_to_is_searched(desk):
    """/find works on what is in front of one."""
    post = desk.moderator.forward("Telegram will soon become paid for everyone unless you act now")
    await desk.reply(post)

    found = await desk.reply(desk.moderator.say("/find", reply_to=post))

    assert STARTER in found.text


async def test_a_text_that_finds_nothing_is_said_to(desk):
    """No match is an answer too."""
    found = await desk.tell(desk.moderator, "/find 🙂🙂🙂")

    assert found.text == SAY("desk-found-none")


async def test_a_history_turns_its_pages_in_one_message(desk):
    """Who, when, what and why, the newest first; older ones behind a button of the same message."""
    for number in range(HISTORY_PAGE + 1):
        preview = await desk.tell(desk.moderator, f"/editclaim {STARTER}\nappears: chain letter no. {number}")
        await desk.press(desk.moderator, preview, "Publish")

    history = await desk.tell(desk.moderator, f"/history {STARTER}")
    assert "chain letter no. 5" in history.text
    assert f"– {SAY('desk-who-you')} – {SAY('desk-kind-edit')}" in history.text
    older = await desk.press(desk.moderator, history, SAY("desk-button-older"))

    assert SAY("desk-who-starter") in older.text
    assert older is history
    newer = await desk.press(desk.moderator, older, SAY("desk-button-newer"))
    assert "chain letter no. 5" in newer.text


async def test_others_are_told_by_their_number_in_a_history(desk):
    """A moderator sees which colleague it was."""
    preview = await desk.tell(desk.owner, f"/editclaim {STARTER}\nappears: everywhere")
    await desk.press(desk.owner, preview, "Publish")

    history = await desk.tell(desk.moderator, f"/history {STARTER}")

    assert str(desk.owner.id) in history.text


async def overdue(desk):
    preview = await desk.tell(desk.moderator, f"/editclaim {STARTER}\nnext-review: 2026-01-01")
    await desk.press(desk.moderator, preview, "Publish")


async def test_overdue_claims_are_listed_with_buttons(desk):
    """Each one opens its card."""
    await overdue(desk)
    listed = await desk.tell(desk.moderator, "/review")
    assert STARTER in listed.text

    desk.moderator.press(listed, "1.")
    (card,) = await desk.api.replies(listed)

    assert card.text.startswith(STARTER)
    assert SAY("desk-button-still-right") in labels(card)


async def test_who_asks_is_reminded_every_day(desk):
    """Once a day, only while something is overdue, and only for as long as it is wished."""
    await overdue(desk)
    listed = await desk.tell(desk.moderator, "/review")
    await desk.press(desk.moderator, listed, SAY("desk-button-remind"))
    assert SAY("desk-button-remind-not") in labels(listed)
    reminding = make_reminding(desk, datetime(2030, 5, 4, 8, tzinfo=UTC))

    assert await reminding.remind() == 2  # the moderator, and the moderators' chat
    assert await reminding.remind() == 0
    told = {message.chat.id for message in list(desk.api.sent)[-2:]}
    assert told == {desk.moderator.id, desk.chat.id}
    await desk.press(desk.moderator, listed, SAY("desk-button-remind-not"))
    assert await make_reminding(desk, datetime(2030, 5, 5, 8, tzinfo=UTC)).remind() == 1


async def test_nobody_is_reminded_at_night_or_after_a_dismissal(desk):
    """Reminders come from the morning on, to those who moderate then."""
    await overdue(desk)
    await desk.core.records.reminders.ask(desk.moderator.id)
    await desk.core.roles.remove(desk.moderator.id, by=desk.owner.id)

    assert await make_reminding(desk, datetime(2030, 5, 4, 3, tzinfo=UTC)).remind() == 0
    assert await make_reminding(desk, datetime(2030, 5, 4, 9, tzinfo=UTC)).remind() == 1
    assert not await desk.core.records.reminders.wanted(desk.moderator.id)


def make_reminding(desk, now):
    """Reminders as they are at a moment."""
    core, bot = desk.core, Bot(desk.api.token, request=EmulatedRequest(desk.api), base_url="http://t/bot")
    languages = Languages(core.records.readers, bot_name="allegedly_bot", today=now.date)
    sender = Sender(bot, stop=asyncio.Event(), rate=1_000)
    return Reminding(
        core.records.reminders,
        core.curator,
        core.roles,
        languages,
        sender,
        moderators_chat_id=desk.chat.id,
        now=lambda: now,
    )


async def test_the_base_in_numbers(desk):
    """Counts by state and rating, phrasings by language, what is overdue, what was done."""
    await overdue(desk)

    stats = await desk.tell(desk.moderator, "/stats")

    assert SAY("desk-stats-states", published=84, draft=0, retired=0) in stats.text
    assert SAY("desk-stats-overdue", count=1) in stats.text
    assert f"{SAY('desk-kind-edit')}: 1" in stats.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_numbers_come_with_a_picture_of_the_month(desk, language):
    """Below the numbers of the base is what was answered day by day; its words say what each colour is."""
    await desk.tell(desk.moderator, f"/language {language}")
    await desk.reply(desk.reader.forward("Telegram will soon become paid for everyone unless you act now"))
    await desk.reply(desk.reader.forward("Fourteen hundred paper lanterns were eaten on the bridge at midnight"))

    asked = desk.moderator.say("/stats")
    numbers, picture = await desk.api.replies(asked, number=2, within=60)

    say, day = words(language).say, words(language).date
    assert numbers.text.startswith(say("desk-stats"))
    (size,) = picture.raw["photo"]
    assert desk.api.world.files[size["file_id"]].startswith(b"\x89PNG")
    today = datetime.now(UTC).date()
    first, last = day(today - timedelta(days=29)), day(today)
    assert picture.text == say("desk-month", first=first, last=last, strong=1, weak=0, none=1, opened=0, closed=0)


async def test_without_anything_to_show_there_is_no_picture(desk):
    """A bot that nobody has written to yet tells its numbers alone."""
    assert (await desk.tell(desk.moderator, "/stats")).text.startswith(SAY("desk-stats"))
