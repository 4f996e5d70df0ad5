"""What the admins of a group do with its trial, in the group and in private."""

import pytest

from bot.buttons.trial import Step
from bot.words import words
from tests.bot.handlers.in_groups import PAID
from tests.bot.talking import labels, press
from tests.bot.trial.trying import opened_in_group

SAY = words("en").say


@pytest.fixture
async def private(api, place):
    """The screen of the trial, opened in private by the owner of the group, with the trial started there."""
    screen = await place.answer(place.olga.command(f"/start t_{place.chat.id}"))
    await press(api, place.olga, screen, SAY("button-trial-start"))
    return await place.answer(place.olga.command(f"/start t_{place.chat.id}"))


def reports(api):
    """The reports that were sent or shown, newest last."""
    return [message for message in api.sent if SAY("trial-report-levels") in message.text]


async def test_the_settings_tell_that_a_trial_runs(bot, place, api, private):
    """In the menu, with the day on which it ends."""
    menu = await place.answer(place.olga.command("/settings", chat=place.chat))
    trial = (await bot.groups.group(place.chat.id)).trial

    assert trial is not None
    assert f"{SAY('trial-title')}: until " in menu.text
    assert [label for label in labels(menu) if label.startswith(f"{SAY('trial-title')}: until ")]


async def test_the_report_can_be_read_while_it_runs(place, api, private):
    """In private it takes the place of the screen, and leads back to it."""
    await press(api, place.olga, private, SAY("button-trial-report"))
    report = private.text
    offered = labels(private)
    await press(api, place.olga, private, SAY("button-trial-menu"))

    assert report.startswith(SAY("trial-report-title-of", title="Neighbours"))
    assert SAY("trial-proposal", level="normal") + " " + SAY("trial-proposal-unjudged") in report
    assert offered[0] == SAY("button-trial-take-end", level="normal")
    assert SAY("trial-told-you") in private.text


async def test_an_end_brings_the_report(bot, place, api, private):
    """Ended by hand: the admin gets the report as a message, and the group is answered again."""
    await press(api, place.olga, private, SAY("button-trial-end"))
    await api.until(lambda: len(reports(api)) == 1)
    [report] = reports(api)

    assert report.chat is place.olga.chat
    assert SAY("trial-is-over") + " " + SAY("trial-speaks-now", level="normal") in report.text
    assert labels(report)[0] == SAY("button-trial-take", level="normal")
    assert SAY("button-trial-start") in labels(private)
    assert (await place.answer(place.bob.say(PAID, chat=place.chat))).text


async def test_a_proposal_is_taken_with_one_press(bot, place, api, private):
    """The level is set and the trial over; the message says how the bot speaks now."""
    await press(api, place.olga, private, SAY("button-trial-report"))
    place.olga.press(private, data=f"t:{place.chat.id}:strict")
    await api.until(lambda: SAY("trial-speaks-now", level="strict") in private.text)
    group = await bot.groups.group(place.chat.id)

    assert (group.settings.strictness, group.trial) == ("strict", None)
    assert reports(api) == []


async def test_a_quiet_group_stays_quiet_afterwards(bot, place, api, private):
    """A level is no leave to speak: who chose quiet is told that it still holds."""
    await bot.groups.choose(await bot.groups.group(place.chat.id), "quiet", "on")
    place.olga.press(private, data=f"t:{place.chat.id}:open")
    await api.until(lambda: SAY("trial-quiet-now", level="open") in private.text)

    assert (await bot.groups.group(place.chat.id)).settings.quiet


async def test_another_admin_can_take_it_over(bot, place, api, private):
    """“Start again” asks once, then begins anew and brings what would be said to whoever pressed it."""
    place.admin.make(place.bob, "administrator")
    await place.answer(place.bob.command("/help"))
    screen = await opened_in_group(api, place, place.bob)
    shown = screen.text
    await press(api, place.bob, screen, SAY("button-trial-again"))
    asked, before = screen.text, await bot.records.trials.of_group(place.chat.id)
    await press(api, place.bob, screen, SAY("button-trial-renew"))

    assert SAY("trial-told-other") in shown
    assert SAY("trial-again-ask") in asked
    assert before.admin_id == place.olga.id
    assert (await bot.records.trials.of_group(place.chat.id)).admin_id == place.bob.id


async def test_a_report_asked_for_in_the_group_comes_in_private(place, api, private):
    """Numbers are for whoever asked, not for everybody who reads along."""
    screen = await opened_in_group(api, place, place.olga)
    before = screen.text
    pressed = place.olga.press(screen, SAY("button-trial-report"))
    await api.until(lambda: bool(pressed.answers))

    assert pressed.answers[0]["text"] == SAY("trial-sent-to-you")
    assert [report.chat for report in reports(api)] == [place.olga.chat]
    assert screen.text == before


async def test_a_double_click_begins_one_trial(bot, place, api):
    """The second press finds it running."""
    await place.answer(place.olga.command("/help"))
    screen = await opened_in_group(api, place, place.olga)
    presses = [place.olga.press(screen, data=f"t:{place.chat.id}:{Step.START}") for _ in range(5)]
    await api.until(lambda: all(one.answers for one in presses))
    await place.settled()

    began = [one for one in api.sent if SAY("trial-title-of", title="Neighbours") in one.text]
    assert [one.chat for one in began] == [place.olga.chat]


async def test_where_only_commands_are_seen_that_is_said(place, api):
    """With privacy mode on and no rights there is nothing to look at; the trial says so at once and in the report."""
    api.world.reads_all = False
    screen = await place.answer(place.olga.command(f"/start t_{place.chat.id}"))
    await press(api, place.olga, screen, SAY("button-trial-start"))
    began = screen.text
    await press(api, place.olga, screen, SAY("button-trial-report"))

    assert SAY("trial-sees-nothing") in began
    assert SAY("trial-saw-nothing") in screen.text


@pytest.mark.parametrize("step", Step)
async def test_a_press_about_another_group_does_nothing(bot, place, api, step):
    """A keyboard works for its own group only."""
    screen = await opened_in_group(api, place, place.olga)
    pressed = place.olga.press(screen, data=f"t:-1001999999999:{step}")
    await api.until(lambda: bool(pressed.answers))

    assert pressed.answers[0]["text"] == SAY("pressed-unknown")
