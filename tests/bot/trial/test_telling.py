"""What the admin of a group on trial is told, in private, and what becomes of it."""

import asyncio
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from bot.emulator import Fault
from bot.group_settings import Strictness
from bot.store.trial_tables import trial_posts
from bot.trial.rendering import A_DAY
from bot.words import words
from claims_db.model import LANGUAGES
from claims_db.store.database import writing
from tests.bot.handlers.in_groups import PAID, Place
from tests.bot.running import running
from tests.bot.talking import ARREST, press

SAY = words("en").say
DENIAL = "No, Telegram will not become paid for everyone, that is nonsense"
WEEK = 7 * 24 * 3600.0


async def begin(api, place, *, by=None):
    """Somebody opens the trial from the settings of the group, and starts it; the message they get in private."""
    admin = by or place.olga
    if admin.chat.started:
        await place.answer(admin.command("/help"))
    say = words(admin.user["language_code"]).say
    screen = await api_screen(api, place, admin)
    count = len(api.sent)
    await press(api, admin, screen, say("button-trial-start"))
    return screen, next((message for message in list(api.sent)[count:] if message.chat is admin.chat), None)


async def api_screen(api, place, admin):
    """The screen of the trial in the group."""
    menu = await place.answer(admin.command("/settings", chat=place.chat))
    before = menu.edits
    admin.press(menu, data=f"t:{place.chat.id}:menu")
    await api.until(lambda: menu.edits > before)
    return menu


async def told(api, admin, number=1):
    """The messages about posts that an admin has got so far, once there are so many."""

    def found():
        return [one for one in api.sent if one.chat is admin.chat and "external_reply" in one.raw]

    await api.until(lambda: len(found()) >= number)
    return found()


async def quiet(api, seconds=0.6):
    """Long enough for a message that must not come."""
    await api.confirmed()
    await asyncio.sleep(seconds)


async def test_from_the_settings_to_a_judgement(bot, place, api):
    """A press begins it; the group hears nothing, the admin the very answer, with a way to the post and two buttons."""
    screen, began = await begin(api, place)
    post = place.bob.say(PAID, chat=place.chat)
    await place.silence(post)
    [message] = await told(api, place.olga)
    await press(api, place.olga, message, SAY("button-trial-good"))

    assert began.text.startswith(SAY("trial-title-of", title="Neighbours"))
    assert SAY("button-trial-end") in [button["text"] for button in screen.buttons]
    assert SAY("claim-asserts") in message.text
    assert SAY("rating-false") in message.text
    assert SAY("trial-levels", levels="strict, normal, open") in message.text
    assert message.raw["external_reply"]["message_id"] == post.id
    assert f"https://t.me/c/{-place.chat.id - 10**12}/{post.id}" in [one.get("url") for one in message.entities]
    assert [button["text"] for button in message.buttons] == ["✓ 👍", "👎"]
    [trial] = (await bot.privacy.data_of(place.olga.id))["trials"]
    assert [(one["claim"], one["verdict"]) for one in trial["judgements"]] == [("telegram-will-become-paid", "good")]


async def test_a_second_thought_replaces_the_first(bot, place, api):
    """The last press counts, and the message shows it."""
    await begin(api, place)
    await place.silence(place.bob.say(PAID, chat=place.chat))
    [message] = await told(api, place.olga)
    await press(api, place.olga, message, SAY("button-trial-good"))
    await press(api, place.olga, message, SAY("button-trial-bad"))

    assert [button["text"] for button in message.buttons] == ["👍", "✓ 👎"]


async def test_only_the_admin_who_is_told_judges(bot, place, api):
    """Forged presses, of members, of other admins, in the group, change nothing."""
    await begin(api, place)
    place.admin.make(place.bob, "administrator")
    await place.silence(place.bob.say(PAID, chat=place.chat))
    [message] = await told(api, place.olga)
    answer = await place.answer(
        place.bob.command("/check", chat=place.chat, reply_to=place.bob.say(PAID, chat=place.chat))
    )
    data = message.buttons[1]["callback_data"]
    place.bob.command("/start")
    mine = await place.answer(place.bob.command("/help"))

    forged = [place.bob.press(mine, data=data), place.olga.press(answer, data=data)]
    await api.until(lambda: all(one.answers for one in forged))

    assert [one.answers[0]["text"] for one in forged] == [SAY("trial-forgotten"), SAY("pressed-unknown")]
    assert (await bot.privacy.data_of(place.olga.id))["trials"][0]["judgements"] == []


async def test_who_never_wrote_to_the_bot_is_shown_the_way(bot, place, api):
    """Telegram lets nobody be written to who has not begun: a link leads to private, where the trial can be started."""
    place.olga.chat.started = False
    screen, began = await begin(api, place)
    [link, _] = screen.buttons
    opened = await place.answer(place.olga.command(f"/start t_{place.chat.id}"))
    before = (await bot.groups.group(place.chat.id)).trial
    await press(api, place.olga, opened, SAY("button-trial-start"))

    assert (began, before) == (None, None)
    assert screen.text == SAY("trial-write-first")
    assert link["url"].endswith(f"?start=t_{place.chat.id}")
    assert SAY("trial-began", date=_day(time.time() + WEEK), most=A_DAY) in opened.text
    assert (await bot.groups.group(place.chat.id)).trial is not None


@pytest.mark.parametrize("payload", ["t_", "t_x", "t_99", "t_-0", "t_-1:end", "t_-1001234567890"])
async def test_a_forged_link_shows_nothing(place, api, payload):
    """A made-up group costs one polite answer."""
    reply = await place.answer(place.bob.command(f"/start {payload}"))

    assert reply.text == SAY("group-rights-unknown")


async def test_members_may_nothing(bot, place, api):
    """Who does not administer the group neither begins nor ends nor reads a trial."""
    screen = await api_screen(api, place, place.olga)
    steps = ("menu", "start", "again", "end", "report", "strict")
    presses = [place.bob.press(screen, data=f"t:{place.chat.id}:{step}") for step in steps]
    await api.until(lambda: all(one.answers for one in presses))
    refused = await place.answer(place.bob.command(f"/start t_{place.chat.id}"))

    assert {one.answers[0]["text"] for one in presses} == {SAY("group-not-admin")} == {refused.text}
    assert (await bot.groups.group(place.chat.id)).trial is None


async def test_near_misses_of_the_strict_levels_are_told(place, api):
    """What only the most open level would answer comes too, and says so."""
    await begin(api, place)
    await place.silence(place.bob.say(DENIAL, chat=place.chat))
    [message] = await told(api, place.olga)

    assert SAY("trial-levels", levels="open") in message.text
    assert SAY("claim-negates") in message.text


async def test_a_deleted_post_is_told_without_it(place, api):
    """The message goes out all the same, with its link."""
    await begin(api, place)
    api.fail(Fault("slow", "getChatMember", seconds=0.3))
    post = place.bob.say(PAID, chat=place.chat)
    place.bob.delete(post)
    await api.until(lambda: any(SAY("trial-would") in one.text for one in api.sent))

    [message] = [one for one in api.sent if SAY("trial-would") in one.text]
    assert "external_reply" not in message.raw


async def test_who_administers_no_more_is_told_nothing(bot, place, api):
    """Telegram is asked when the message goes out; the trial goes on, in silence."""
    await begin(api, place)
    place.admin.make(place.olga, "member")
    post = place.bob.say(PAID, chat=place.chat)
    await quiet(api)

    assert [one for one in api.sent if SAY("trial-would") in one.text] == []
    assert api.answers_to(post) == []
    assert (await bot.groups.group(place.chat.id)).trial is not None


async def test_who_blocks_the_bot_is_left_alone(bot, place, api):
    """The trial goes on without messages; another admin reads the report from the settings."""
    await begin(api, place)
    place.admin.make(place.bob, "administrator")
    await place.answer(place.bob.command("/start"))
    place.olga.block()
    place.bob.say(PAID, chat=place.chat)
    await quiet(api)
    await place.silence(place.bob.say(ARREST, chat=place.chat))
    await quiet(api)
    refused = [call for call in api.called("sendMessage") if call.status == 403]
    screen = await api_screen(api, place, place.bob)
    shown = screen.text
    place.bob.press(screen, data=f"t:{place.chat.id}:report")
    await api.until(lambda: any(SAY("trial-report-levels") in one.text for one in api.sent))

    assert len(refused) == 1
    assert SAY("trial-told-nobody") in shown
    [report] = [one for one in api.sent if SAY("trial-report-levels") in one.text]
    assert report.chat is place.bob.chat
    assert SAY("trial-report-level", level="strict", replies=2, good=0, bad=0) in report.text
    assert SAY("trial-report-held", number=1) in report.text


async def test_so_many_a_day(bot, place, api):
    """The last of the day says that the others are only counted; over all groups of one admin."""
    now = time.time()
    await begin(api, place)
    trial = await bot.records.trials.of_group(place.chat.id)
    await _seen_before(bot, place, trial, A_DAY - 2, now)
    for text in (PAID, ARREST, "Telegram Premium is free for everyone who forwards this message to ten friends"):
        await place.silence(place.bob.say(text, chat=place.chat))
    await place.silence(
        place.bob.say(
            "French intelligence asked Durov to block opposition channels before the elections in Romania",
            chat=place.chat,
        )
    )
    messages = await told(api, place.olga, 2)
    await quiet(api)

    last = SAY("trial-last-today", most=A_DAY)
    assert [last in one.text for one in messages] == [False, True]
    assert sum(same.number for same in await bot.records.trials.counts(trial.id) if same.held) >= 1


async def test_a_migration_changes_nothing(bot, api):
    """The trial of a basic group goes on in the supergroup; posts of before have no link, and are judged as ever."""
    place = Place(api, basic=True)
    place.admin.add_bot()
    await begin(api, place)
    await place.silence(place.bob.say(PAID, chat=place.chat))
    [message] = await told(api, place.olga)
    new = place.admin.migrate()
    await api.confirmed()
    post = place.bob.say(ARREST, chat=new)
    messages = await told(api, place.olga, 2)
    await press(api, place.olga, message, SAY("button-trial-bad"))

    assert not any("/c/" in one.get("url", "") for one in message.entities)
    assert messages[1].raw["external_reply"]["message_id"] == post.id
    assert api.answers_to(post) == []
    trial = await bot.records.trials.of_group(new.id)
    assert [same.opinion for same in await bot.records.trials.counts(trial.id)].count("bad") == 1


async def test_a_removed_bot_tells_nothing_more(bot, place, api):
    """The trial is over; no report, because nobody can be asked who administers the group."""
    await begin(api, place)
    place.admin.remove_bot()
    await quiet(api)

    assert [one for one in api.sent if SAY("trial-report-levels") in one.text] == []
    assert not (await bot.records.trials.of_group(place.chat.id)).runs


async def test_a_restart_loses_nothing_and_repeats_nothing(tmp_path, api):
    """What was owed when the process ended is told by the next one, once."""
    place = Place(api)
    async with running(tmp_path, api) as bot:
        place.admin.add_bot()
        await begin(api, place)
        await place.silence(place.bob.say(PAID, chat=place.chat))
        await told(api, place.olga)
        trial = await bot.records.trials.of_group(place.chat.id)
        await _seen_before(bot, place, trial, 1, time.time(), state="owed", claim_id="durov-arrested-le-bourget")
    async with running(tmp_path, api):
        await api.until(lambda: len([one for one in api.sent if SAY("trial-would") in one.text]) == 2)
        await quiet(api)

    assert len([one for one in api.sent if SAY("trial-would") in one.text]) == 2


async def test_who_is_forgotten_is_not_told_any_more(bot, place, api):
    """After /forget_me nothing of the trial names them, nothing comes, and the group stays unspoken to."""
    await begin(api, place)
    asked = await place.answer(place.olga.command("/forget_me"))
    await press(api, place.olga, asked, SAY("button-forget-yes"))
    post = place.bob.say(PAID, chat=place.chat)
    await place.silence(post)
    await quiet(api)

    assert [one for one in api.sent if SAY("trial-would") in one.text] == []
    assert (await bot.privacy.data_of(place.olga.id))["trials"] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_everything_is_said_in_the_language_of_the_admin(tmp_path, api, language):
    """The reply itself stays in that of the group."""
    place = Place(api, language=language)
    say = words(language).say
    async with running(tmp_path, api):
        place.admin.add_bot()
        await begin(api, place)
        place.bob.say(PAID, chat=place.chat)
        [message] = await told(api, place.olga)

    assert say("trial-would") in message.text
    assert say("trial-judge") in message.text


async def test_quiet_off_does_not_promise_too_much(place, api):
    """While a trial runs, speaking again waits for its end."""
    await begin(api, place)
    reply = await place.answer(place.olga.command("/quiet off", chat=place.chat))

    assert reply.text.endswith(SAY("trial-quiet-note", date=_day(time.time() + WEEK)))


def _day(at):
    return words("en").date(datetime.fromtimestamp(at, UTC).date())


async def _seen_before(bot, place, trial, number, now, *, state="told", claim_id="x"):
    """So many posts that would have been answered, told already or owed."""
    rows = [
        {
            "trial_id": trial.id,
            "chat_id": place.chat.id,
            "message_id": 50_000 + one,
            "claim_id": claim_id,
            "stance": "asserts",
            "closeness": "exact",
            "language": "en",
            "level": Strictness.STRICT.value,
            "at_strict": True,
            "at_normal": True,
            "at_open": True,
            "state": state,
            "told_at": now if state == "told" else None,
            "at": now,
        }
        for one in range(number)
    ]
    async with writing(bot.records.trials._engine) as connection:
        await connection.execute(insert(trial_posts), rows)
