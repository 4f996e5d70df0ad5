"""Blocked, demoted, removed, moved, restarted: a trial goes on in silence or ends, and tells nothing twice."""

import time

from bot.emulator import Fault
from tests.bot.handlers.in_groups import PAID, Place
from tests.bot.running import running
from tests.bot.talking import ARREST, press
from tests.bot.trial.trying import SAY, begin, opened_in_group, quiet, seen_before, told


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
    screen = await opened_in_group(api, place, place.bob)
    shown = screen.text
    place.bob.press(screen, data=f"t:{place.chat.id}:report")
    await api.until(lambda: any(SAY("trial-report-levels") in one.text for one in api.sent))

    assert len(refused) == 1
    assert SAY("trial-told-nobody") in shown
    [report] = [one for one in api.sent if SAY("trial-report-levels") in one.text]
    assert report.chat is place.bob.chat
    assert SAY("trial-report-level", level="strict", replies=2, good=0, bad=0) in report.text
    assert SAY("trial-report-held", number=1) in report.text


async def test_who_comes_back_is_told_again(bot, place, api):
    """An admin who unblocked the bot and opens the trial in private gets what comes up from then on."""
    await begin(api, place)
    place.olga.block()
    await place.silence(place.bob.say(PAID, chat=place.chat))
    await quiet(api)
    place.olga.unblock()
    screen = await place.answer(place.olga.command(f"/start g_{place.chat.id}"))
    await press(api, place.olga, screen, SAY("trial-title"))
    await place.silence(place.bob.say(ARREST, chat=place.chat))
    [message] = await told(api, place.olga)

    assert SAY("trial-told-you") in screen.text
    assert "Le Bourget" in message.text


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
        await seen_before(bot, place, trial, 1, time.time(), state="owed", claim_id="durov-arrested-le-bourget")
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
