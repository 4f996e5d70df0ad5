"""Owners appoint and dismiss, by number or by a message; menus follow."""

import pytest

from bot.curation import Alert
from bot.emulator import channel_origin, chat_origin, hidden_origin, user_origin
from bot.roles import Role
from bot.words import words

SAY = words("en").say


async def role(desk, user_id):
    return await desk.core.roles.of(user_id)


async def test_appointed_by_number(desk):
    """The next act of somebody who was appointed counts."""
    reply = await desk.tell(desk.owner, f"/addmod {desk.reader.id}")

    assert reply.text == SAY("desk-mod-added", user=str(desk.reader.id))
    assert (await desk.tell(desk.reader, "/stats")).text.startswith(SAY("desk-stats"))
    again = await desk.tell(desk.owner, f"/addmod {desk.reader.id}")
    assert again.text == SAY("desk-mod-already", user=str(desk.reader.id))


async def test_appointed_by_a_reply_in_the_moderators_chat(desk):
    """The person who wrote the message is meant."""
    said = desk.reader.say("I would like to help", chat=desk.chat)

    await desk.reply(desk.owner.say("/addmod", chat=desk.chat, reply_to=said))

    assert await role(desk, desk.reader.id) is Role.MODERATOR


async def test_appointed_by_the_visible_author_of_a_forward(desk):
    """An owner forwards a message to the bot and replies to it."""
    forwarded = desk.owner.forward("Hello, it is me", origin=user_origin(user_id=desk.reader.id))
    await desk.reply(forwarded)

    await desk.reply(desk.owner.say("/addmod", reply_to=forwarded))

    assert await role(desk, desk.reader.id) is Role.MODERATOR


async def test_a_hidden_author_is_explained(desk):
    """Where Telegram does not show who wrote, the owner learns what to do instead."""
    forwarded = desk.owner.forward("Hello, it is me", origin=hidden_origin())
    await desk.reply(forwarded)

    reply = await desk.reply(desk.owner.say("/addmod", reply_to=forwarded))

    assert reply.text == SAY("desk-mod-hidden")


@pytest.mark.parametrize("origin", [channel_origin(), chat_origin()], ids=["channel", "group"])
async def test_a_channel_is_no_person(desk, origin):
    """Channels and anonymous administrators can't be appointed."""
    forwarded = desk.owner.forward("Hello, it is us", origin=origin)
    await desk.reply(forwarded)

    reply = await desk.reply(desk.owner.say("/addmod", reply_to=forwarded))

    assert reply.text == SAY("desk-mod-nobody")


async def test_only_the_number_of_a_person_is_taken(desk):
    """Names, stand-ins and numbers that are nobody's get an explanation."""
    for given in ("", "Max", "@max", "-5", "0", "777000", "1087968824", "²", "99999999999999999999"):
        reply = await desk.tell(desk.owner, f"/addmod {given}".strip())
        assert reply.text == SAY("desk-usage-addmod"), given


async def test_dismissed(desk):
    """Dismissing is said, and owners are not dismissed here."""
    dismissed = await desk.tell(desk.owner, f"/removemod {desk.moderator.id}")
    none = await desk.tell(desk.owner, f"/removemod {desk.moderator.id}")
    owner = await desk.tell(desk.owner, f"/removemod {desk.owner.id}")

    assert dismissed.text == SAY("desk-mod-removed", user=str(desk.moderator.id))
    assert none.text == SAY("desk-mod-not-one", user=str(desk.moderator.id))
    assert owner.text == SAY("desk-mod-owner", user=str(desk.owner.id))
    assert await role(desk, desk.owner.id) is Role.OWNER


async def test_who_moderates_is_listed(desk):
    """The list has numbers, not names."""
    reply = await desk.tell(desk.owner, "/mods")

    assert SAY("desk-mods-owner", user=str(desk.owner.id)) in reply.text
    assert str(desk.moderator.id) in reply.text
    assert "Max" not in reply.text


async def test_commands_are_shown_to_those_who_have_them(desk):
    """Menus differ by person and language, and go with the role."""
    commands = desk.api.world.commands

    def menu(person, language="uk"):
        return {one["command"]: one["description"] for one in commands.get((f"chat:{person.id}:", language), [])}

    await desk.tell(desk.owner, "/mods")
    await desk.tell(desk.reader, "/help")
    await desk.tell(desk.owner, f"/addmod {desk.reader.id}")
    await desk.api.until(lambda: "addclaim" in menu(desk.reader))
    assert menu(desk.reader)["addclaim"] == words("uk").say("command-addclaim")
    assert "addmod" not in menu(desk.reader)
    assert {"addmod", "mods", "start"} <= menu(desk.owner).keys()
    chat = {one["command"] for one in commands[f"chat:{desk.chat.id}:", "ru"]}
    assert {"addclaim", "check"} <= chat
    await desk.tell(desk.owner, f"/removemod {desk.reader.id}")
    await desk.api.until(lambda: not menu(desk.reader))


async def test_nobody_is_set_up_before_they_write(desk):
    """Telegram refuses menus for somebody the bot has not met, so it is not asked; their first command brings it."""
    stranger = desk.api.person("Nora", started=False)

    await desk.tell(desk.owner, f"/addmod {stranger.id}")
    await desk.tell(desk.owner, f"/removemod {stranger.id}")

    refused = [call.method for call in desk.api.calls if call.status >= 400]
    assert refused == []


async def test_owners_hear_of_a_freeze_and_can_end_it(desk):
    """An alert comes to each owner and to the moderators' chat; its button is for owners."""
    until = 4_000_000_000.0
    await desk.core.records.moderators.freeze(desk.moderator.id, until=until)

    for tell in desk.core.curator.on_alert:
        await tell(Alert("frozen", desk.moderator.id, 21, until))
    await desk.api.until(lambda: len(desk.api.sent) == 2)
    told = {message.chat.id: message for message in desk.api.sent}
    assert set(told) == {desk.owner.id, desk.chat.id}
    refused = await desk.popup(desk.moderator, told[desk.chat.id], SAY("desk-button-unfreeze"))
    ended = await desk.popup(desk.owner, told[desk.owner.id], SAY("desk-button-unfreeze"))

    assert refused == SAY("desk-owners-only")
    assert ended == SAY("desk-unfrozen")
    assert await desk.core.records.moderators.frozen() == ()
