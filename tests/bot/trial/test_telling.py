"""What the admin of a group on trial is told, in private, and what they may do with it."""

import time

import pytest

from bot.trial.rendering import A_DAY
from bot.words import words
from claims_db.model import LANGUAGES
from tests.bot.handlers.in_groups import PAID, Place
from tests.bot.running import running
from tests.bot.talking import ARREST, press
from tests.bot.trial.trying import DENIAL, SAY, WEEK, begin, day, opened_in_group, quiet, seen_before, told


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


async def test_a_demoted_admin_judges_no_more(bot, place, api):
    """Telegram is asked at each press, so a demotion counts at once."""
    await begin(api, place)
    await place.silence(place.bob.say(PAID, chat=place.chat))
    [message] = await told(api, place.olga)
    place.admin.make(place.olga, "member")
    pressed = place.olga.press(message, SAY("button-trial-good"))
    await api.until(lambda: bool(pressed.answers))

    assert pressed.answers[0]["text"] == SAY("group-not-admin")
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
    assert all(call.status == 200 for call in api.called("sendMessage"))
    assert screen.text == SAY("trial-write-first")
    assert link["url"].endswith(f"?start=t_{place.chat.id}")
    assert SAY("trial-began", date=day(time.time() + WEEK), most=A_DAY) in opened.text
    assert (await bot.groups.group(place.chat.id)).trial is not None


@pytest.mark.parametrize("payload", ["t_", "t_x", "t_99", "t_-0", "t_-1:end", "t_-1001234567890"])
async def test_a_forged_link_shows_nothing(place, api, payload):
    """A made-up group costs one polite answer."""
    reply = await place.answer(place.bob.command(f"/start {payload}"))

    assert reply.text == SAY("group-rights-unknown")


async def test_members_may_nothing(bot, place, api):
    """Who does not administer the group neither begins nor ends nor reads a trial."""
    screen = await opened_in_group(api, place, place.olga)
    steps = ("menu", "start", "again", "renew", "end", "report", "strict")
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


async def test_so_many_a_day(bot, place, api):
    """The last of the day says that the others are only counted; over all groups of one admin."""
    now = time.time()
    await begin(api, place)
    trial = await bot.records.trials.of_group(place.chat.id)
    await seen_before(bot, place, trial, A_DAY - 2, now)
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

    assert reply.text.endswith(SAY("trial-quiet-note", date=day(time.time() + WEEK)))
