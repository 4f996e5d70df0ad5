"""Who may change a group's settings, how, and that each of them changes what the bot says."""

import asyncio
import time

import pytest

from bot.emulator import Fault
from bot.emulator.admin import CHANNEL
from bot.group_settings import CHOICES, GroupSettings
from bot.groups.tidying import tidy_once
from bot.words import words
from tests.bot.handlers.in_groups import PAID, Place
from tests.bot.talking import ARREST

SAY = words("en").say
DGSE = "French intelligence asked Durov to block opposition channels before the elections in Romania"
FORGED = ["g_", "g_x", "g_../..", "g_-0", "g_99", "g_-99999999999999999999", "g_-1:quiet:on"]


async def settings_of(bot, place):
    return (await bot.groups.group(place.chat.id)).settings


# -- who ------------------------------------------------------------------------------------------------


async def test_an_admin_gets_the_settings_in_the_group(place):
    """Every setting is shown with its value, each on a button of its own."""
    menu = await place.answer(place.olga.command("/settings", chat=place.chat))

    assert menu.text.startswith(SAY("settings-title"))
    for field in CHOICES:
        assert SAY(f"settings-{field}") in menu.text
    assert len(menu.buttons) == len(CHOICES) + 3


async def test_a_member_gets_one_short_refusal(place, api):
    """Who does not administer the group is told so, by a message for a command and by a popup for a press."""
    refusal = await place.answer(place.bob.command("/settings", chat=place.chat))
    menu = await place.answer(place.olga.command("/settings", chat=place.chat))
    before = menu.text

    press = place.bob.press(menu, SAY("settings-quiet"))
    await api.until(lambda: bool(press.answers))

    assert (refusal.text, refusal.buttons) == (SAY("group-not-admin"), [])
    assert press.answers[0]["text"] == SAY("group-not-admin")
    assert menu.text == before


async def test_an_anonymous_admin_is_an_admin(place, api):
    """A command in the name of the group is an admin's; a button tells who presses it."""
    menu = await place.answer(place.admin.say_anonymously("/settings"))

    place.olga.press(menu, SAY("settings-quiet"))

    await api.until(lambda: menu.edits == 1)
    assert SAY("settings-quiet-why") in menu.text


async def test_a_channel_is_nobody(place):
    """Writing in the name of a channel, also of the linked one, gives no rights."""
    assert (await place.answer(place.admin.say_as_channel("/settings"))).text == SAY("group-not-admin")
    assert (await place.answer(place.admin.say_as_channel("/quiet on"))).text == SAY("group-not-admin")
    await place.silence(place.admin.post_in_channel("/quiet on"))
    assert CHANNEL["id"] != place.chat.id


async def test_a_demoted_admin_may_nothing_at_the_next_press(bot, place, api):
    """Rights are asked of Telegram at the act, so a demotion counts at once."""
    place.admin.make(place.bob, "administrator")
    menu = await place.answer(place.bob.command("/settings", chat=place.chat))
    place.admin.make(place.bob, "member")

    press = place.bob.press(menu, data=f"g:{place.chat.id}:quiet:on")
    await api.until(lambda: bool(press.answers))

    assert press.answers[0]["text"] == SAY("group-not-admin")
    assert await settings_of(bot, place) == GroupSettings()


async def test_unknown_rights_are_no_rights(bot, place, api):
    """When Telegram does not tell who somebody is, nothing changes, and they are told what helps."""
    menu = await place.answer(place.olga.command("/settings", chat=place.chat))
    for method in ("getChatMember", "getChatAdministrators"):
        api.fail(Fault("error", method, status=500))

    press = place.olga.press(menu, data=f"g:{place.chat.id}:quiet:on")
    await api.until(lambda: bool(press.answers))

    assert press.answers[0] == {"text": SAY("group-rights-unknown"), "show_alert": True}
    assert await settings_of(bot, place) == GroupSettings()


async def test_a_group_that_hides_its_members_still_has_admins(place, api):
    """Where members can't be asked about one by one, the list of administrators tells."""
    api.fail(Fault("error", "getChatMember", status=400))

    assert (await place.answer(place.olga.command("/settings", chat=place.chat))).buttons


@pytest.mark.parametrize(
    "data",
    ["g:", "g:{chat}:quiet:maybe", "g:{chat}:owner:on", "g:{other}:quiet:on", "g:-1:quiet:on", "g:{person}:menu:"],
)
async def test_a_forged_press_changes_nothing(bot, place, api, data):
    """Also an admin can't choose what no button offers, or press here a button about another group."""
    other = Place(api)
    other.admin.add_bot()
    other.admin.make(place.olga, "administrator")
    menu = await place.answer(place.olga.command("/settings", chat=place.chat))
    made_up = data.format(chat=place.chat.id, other=other.chat.id, person=place.olga.id)

    press = place.olga.press(menu, data=made_up)
    await api.until(lambda: bool(press.answers))

    assert press.answers[0]["text"] == SAY("pressed-unknown")
    assert await settings_of(bot, place) == await settings_of(bot, other) == GroupSettings()


async def test_a_readers_button_forged_in_a_group_says_nothing_there(place, api):
    """Buttons of private answers, sent by hand, don't make the bot write into a group."""
    answer = await place.answer(place.bob.say(PAID, chat=place.chat))
    count = len(api.sent)

    for data in ("w:", "c:telegram-will-become-paid", "n:telegram-will-become-paid", "l:uk"):
        press = place.bob.press(answer, data=data)
        await api.until(lambda press=press: bool(press.answers))

    assert len(api.sent) == count
    assert answer.edits == 0


# -- how ------------------------------------------------------------------------------------------------


async def test_settings_open_in_private_for_admins_only(bot, place, api):
    """The link opens the settings of its group for an admin, under the group's name, and for nobody else."""
    menu = await place.answer(place.olga.command(f"/start g_{place.chat.id}"))
    place.olga.press(menu, SAY("settings-look"))
    await api.until(lambda: menu.edits == 1)
    place.olga.press(menu, SAY("settings-look-asked"))
    await api.until(lambda: menu.edits == 2)
    refusals = [await place.answer(place.bob.command(f"/start g_{payload}")) for payload in (place.chat.id, -100123)]

    assert menu.text.startswith(SAY("settings-title-of", title="Neighbours"))
    assert (await settings_of(bot, place)).look == "asked"
    assert [refusal.text for refusal in refusals] == [SAY("group-not-admin"), SAY("group-rights-unknown")]


@pytest.mark.parametrize(
    "payload", ["g_", "g_x", "g_../..", "g_-0", "g_99", "g_-99999999999999999999", "g_-1:quiet:on"]
)
async def test_a_forged_link_asks_telegram_nothing(place, api, payload):
    """A made-up group costs one polite answer."""
    asked = len(api.called("getChatMember"))

    reply = await place.answer(place.bob.command(f"/start {payload}"))

    assert reply.text == SAY("group-rights-unknown")
    assert len(api.called("getChatMember")) == asked


async def test_a_double_click_is_one_choice(bot, place, api):
    """Pressing again chooses the same again."""
    menu = await place.answer(place.olga.command("/settings", chat=place.chat))

    presses = [place.olga.press(menu, data=f"g:{place.chat.id}:cooldown:24h") for _ in range(10)]
    await api.until(lambda: all(press.answers for press in presses))
    await place.settled()

    assert (await settings_of(bot, place)).cooldown == 24 * 3600
    assert SAY("settings-cooldown-24h") in menu.text


async def test_an_old_keyboard_works_after_a_migration(bot, api):
    """A keyboard that names the group as it was is about the group as it is now."""
    place = Place(api, basic=True)
    place.admin.add_bot()
    menu = await place.answer(place.olga.command(f"/start g_{place.chat.id}"))
    place.admin.migrate()
    await api.confirmed()
    await asyncio.sleep(0.2)

    place.olga.press(menu, data=f"g:{place.chat.id}:quiet:on")
    await api.until(lambda: menu.edits == 1)

    assert (await settings_of(bot, place)).quiet


async def test_an_admin_hides_an_answer(place, api):
    """Hide takes the answer away for admins, and refuses everybody else."""
    answer = await place.answer(place.bob.say(PAID, chat=place.chat))

    refused = place.bob.press(answer, SAY("button-hide"))
    await api.until(lambda: bool(refused.answers))
    there = not answer.deleted
    for _ in range(2):
        place.olga.press(answer, data=f"g:{place.chat.id}:hide:")
    await api.until(lambda: answer.deleted)

    assert (refused.answers[0]["text"], there) == (SAY("group-not-admin"), True)


async def test_done_takes_the_settings_away(place, api):
    """An admin leaves the chat as it was."""
    menu = await place.answer(place.olga.command("/settings", chat=place.chat))

    place.olga.press(menu, SAY("button-settings-done"))

    await api.until(lambda: menu.deleted)


# -- what each setting changes --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
async def test_the_chosen_language_is_spoken(place, language):
    """A fixed language holds whoever added the bot and whatever language the post is in."""
    await place.choose("language", language)

    answer = await place.answer(place.bob.say(PAID, chat=place.chat))

    assert words(language).say("rating-false") in answer.text


async def test_automatic_is_the_language_of_whoever_added_the_bot(bot, api):
    """Without a choice, and again after one is taken back."""
    place = Place(api, language="uk")
    place.admin.add_bot()
    await api.until(lambda: len(api.sent) == 1)
    await place.choose("language", "auto")

    answer = await place.answer(place.bob.say(PAID, chat=place.chat))

    assert words("uk").say("rating-false") in answer.text


async def test_only_forwards_are_looked_at(place):
    """What members write themselves is left alone, forwarded posts are not."""
    await place.choose("look", "forwards")

    await place.silence(place.bob.say(PAID, chat=place.chat))
    assert (await place.answer(place.bob.forward(PAID, chat=place.chat))).text


@pytest.mark.parametrize(("field", "value"), [("look", "asked"), ("quiet", "on")])
async def test_nothing_is_said_unasked(place, field, value):
    """The bot only answers who asks."""
    await place.choose(field, value)
    post = place.bob.forward(PAID, chat=place.chat)

    await place.silence(post)
    assert (await place.answer(place.bob.command("/check", chat=place.chat, reply_to=post))).text


@pytest.mark.parametrize(
    ("strictness", "answered"),
    [("strict", (True, False, False)), ("normal", (True, True, False)), ("open", (True, True, True))],
)
async def test_strictness_decides_what_is_close_enough(place, api, strictness, answered):
    """Strict: the wording; normal: also who asks whether it is so; open: also a denial."""
    await place.choose("strictness", strictness)
    posts = [
        place.bob.forward(ARREST, chat=place.chat),
        place.bob.forward(f"Is it true that {DGSE}?", chat=place.chat),
        place.bob.forward("No, Telegram will not become paid for everyone, that is nonsense", chat=place.chat),
    ]

    await place.settled()

    assert tuple(bool(api.answers_to(post)) for post in posts) == answered


async def test_the_cooldown_can_be_shorter(place, api):
    """After an hour the same claim is answered again where that was chosen."""
    await place.choose("cooldown", "1h")
    now = int(time.time())
    moments = (now - 3_000, now - 10, now + 700)

    posts = [place.bob.send({"text": PAID, "date": moment}, chat=place.chat) for moment in moments]
    await place.settled()

    assert [len(api.answers_to(post)) for post in posts] == [1, 0, 1]


@pytest.mark.parametrize("command", ["/quiet", "/quiet perhaps", "/quiet on", "/quiet OFF"])
async def test_quiet_says_what_it_did(bot, place, command):
    """The command is explained where it is not understood, and confirmed where it is."""
    reply = await place.answer(place.olga.command(command, chat=place.chat))

    key = {"/quiet on": "group-quiet-on", "/quiet OFF": "group-quiet-off"}.get(command, "group-quiet-help")
    assert reply.text == SAY(key)
    assert (await settings_of(bot, place)).quiet == (command == "/quiet on")


async def test_messages_go_away_after_their_time(bot, place, api, monkeypatch):
    """Answers, help and settings are deleted when the time that an admin chose is over, and not before."""
    await place.choose("delete_after", "1h")
    answer = await place.answer(place.bob.say(PAID, chat=place.chat))
    note = await place.answer(place.bob.command("/check", chat=place.chat))
    sender = Deleting(api)

    await tidy_once(bot.groups, sender)
    early = (answer.deleted, note.deleted)
    monkeypatch.setattr(bot.groups, "_now", lambda: time.time() + 3_601)
    await tidy_once(bot.groups, sender)
    await tidy_once(bot.groups, sender)

    assert early == (False, False)
    assert (answer.deleted, note.deleted) == (True, True)
    assert await bot.groups.due() == []


async def test_messages_stay_where_nobody_chose_otherwise(bot, place):
    """By default an answer stays where it is."""
    await place.answer(place.bob.say(PAID, chat=place.chat))

    assert await bot.groups.due() == []


class Deleting:
    """Deletes as the sender does, without waiting for the bot's own look at what is due."""

    def __init__(self, api):
        self._api = api

    async def delete(self, chat_id, message_id):
        await self._api.call("deleteMessage", {"chat_id": chat_id, "message_id": message_id})
        return True
