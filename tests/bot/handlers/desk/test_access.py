"""Who may do what, where, and as whom: every act is checked when it happens."""

import pytest

from bot.buttons.desk import DeskAction, DeskVerb
from bot.emulator import channel_origin, hidden_origin, user_origin
from bot.words import words
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, STARTER

SAY = words("en").say
MODERATORS = [
    "/addclaim",
    FORM,
    f"/editclaim {STARTER}",
    f"/claim {STARTER}",
    "/find Telegram goes paid",
    f"/retire {STARTER} no reason at all",
    f"/restore {STARTER}",
    f"/merge {STARTER} vk-sale-forced",
    f"/history {STARTER}",
    "/undo",
    "/review",
    "/stats",
    "/export",
    "/import",
    "/cancel",
]
OWNERS = ["/addmod 4711", "/removemod 4711", "/mods"]
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


async def stored(desk):
    """Everything that acts could have changed."""
    members = await desk.core.roles.all()
    return await desk.core.curator.export(), [(one.user_id, one.role) for one in members]


async def test_readers_get_what_any_unknown_command_gets(desk):
    """In private a reader learns nothing of the desk; nothing changes."""
    before = await stored(desk)

    for command in (*MODERATORS, *OWNERS):
        assert (await desk.tell(desk.reader, command)).text == SAY("unknown-command"), command

    assert await stored(desk) == before


async def test_moderators_use_everything_but_what_owners_have(desk):
    """A moderator is let in by each command of the desk, and not by those of owners."""
    for command in MODERATORS:
        reply = await desk.tell(desk.moderator, command)
        assert reply.text != SAY("unknown-command"), command
    for command in OWNERS:
        assert (await desk.tell(desk.moderator, command)).text == SAY("desk-owners-only"), command


async def test_owners_use_everything(desk):
    """An owner can do all that moderators can, and more."""
    for command in (*MODERATORS, *OWNERS):
        reply = await desk.tell(desk.owner, command)
        assert reply.text not in (SAY("unknown-command"), SAY("desk-owners-only")), command


async def test_the_moderators_chat_is_a_desk_too(desk):
    """There the same people may do the same; readers who are in it may not."""
    for command in (f"/claim {STARTER}", "/stats", "/review"):
        assert (await desk.tell(desk.moderator, command, chat=desk.chat)).text != SAY("unknown-command")
        assert (await desk.tell(desk.reader, command, chat=desk.chat)).text == SAY("unknown-command")


async def test_elsewhere_one_line_points_to_the_private_chat(desk):
    """In any other group a moderator is told where the desk is, and a reader's command is nobody's business."""
    group = desk.api.group("Neighbours", desk.owner, desk.moderator, desk.reader, bot="administrator")
    link = SAY("desk-elsewhere", link="https://t.me/allegedly_bot")

    for command in (FORM, f"/retire {STARTER} why not", "/stats"):
        assert (await desk.tell(desk.moderator, command, chat=group)).text == link
    asked = desk.reader.say(FORM, chat=group)
    await desk.api.confirmed()

    assert desk.api.answers_to(asked) == []
    assert await desk.claim() is None


@pytest.mark.parametrize("sender", [ANONYMOUS, CHANNEL_BOT, TELEGRAM], ids=["anonymous", "channel", "telegram"])
async def test_nobody_acts_without_a_face(desk, sender):
    """Anonymous administrators, channels and automatic forwards are never anybody, in the moderators' chat too."""
    before = await stored(desk)
    body = {"from": sender, "sender_chat": desk.chat.raw, "text": f"/retire {STARTER} why not"}
    body["entities"] = [{"type": "bot_command", "offset": 0, "length": 7}]
    if sender is TELEGRAM:
        body["is_automatic_forward"] = True

    asked = desk.owner.send(body, chat=desk.chat)
    await desk.api.confirmed()

    assert await stored(desk) == before
    assert [reply.text for reply in desk.api.answers_to(asked)] in ([], [SAY("desk-anonymous")])


async def test_forwarded_commands_are_posts(desk):
    """What others wrote never executes, even when an owner forwards it."""
    before = await stored(desk)

    for origin in (channel_origin(), user_origin(), hidden_origin()):
        for command in (*MODERATORS, *OWNERS):
            post = desk.owner.forward(command, origin=origin)
            assert (await desk.reply(post)).text != SAY("desk-undo-nothing"), command

    assert await desk.core.records.dialogues.newest(desk.owner.id, desk.owner.id) is None
    assert await stored(desk) == before


async def test_edited_and_quoted_commands_do_nothing(desk):
    """Only a message that is typed anew is a command."""
    before = await stored(desk)
    said = desk.owner.say("Good morning everybody, what a lovely day")
    await desk.reply(said)

    desk.owner.edit(said, f"/retire {STARTER} why not")
    command = f"/retire {STARTER} why not"
    quoted = [{"type": "blockquote", "offset": 0, "length": len(command)}]
    await desk.reply(desk.owner.say(command, entities=quoted))
    await desk.api.confirmed()

    assert await stored(desk) == before


async def test_a_name_like_a_moderators_gives_no_rights(desk):
    """Only the number of an account counts."""
    twin = desk.api.person("Max", username="max")

    assert (await desk.tell(twin, "/stats")).text == SAY("unknown-command")


async def test_a_dismissed_moderator_is_refused_at_the_next_act(desk):
    """Commands, buttons and answers of somebody who was dismissed have no effect from that moment on."""
    preview = await desk.tell(desk.moderator, FORM)
    asked = await desk.tell(desk.moderator, f"/retire {STARTER}")
    await desk.tell(desk.owner, f"/removemod {desk.moderator.id}")
    before = await stored(desk)

    said = await desk.popup(desk.moderator, preview, "Publish")
    answer = await desk.tell(desk.moderator, "It is of no use any more, really")
    command = await desk.tell(desk.moderator, "/stats")

    assert said == SAY("pressed-unknown")
    assert answer.text.startswith(SAY("none"))
    assert command.text == SAY("unknown-command")
    assert asked.edits == 0
    assert await stored(desk) == before


async def test_readers_press_nothing(desk):
    """Forged buttons of the desk do nothing for a reader, whatever they are about."""
    before = await stored(desk)
    message = await desk.reply(desk.reader.command("/help"))

    for verb in DeskVerb:
        said = await desk.popup(desk.reader, message, data=str(DeskAction(verb, STARTER)))
        assert said == SAY("pressed-unknown"), verb

    assert await stored(desk) == before


async def test_forged_presses_of_a_moderator_change_nothing(desk):
    """Any data is answered, so that the button stops waiting, and nothing is done."""
    before = await stored(desk)
    message = await desk.reply(desk.moderator.command("/help"))

    for verb in DeskVerb:
        for subject in ("", "x", "no-such-claim", "0no-such-claim", "000000000000-1-publish", "a-b-c", "9" * 62):
            await desk.popup(desk.moderator, message, data=str(DeskAction(verb, subject)))

    assert await stored(desk) == before


async def test_a_moderators_button_in_another_group_does_nothing(desk):
    """A forged press outside of the desk is refused, whoever presses."""
    group = desk.api.group("Neighbours", desk.owner, desk.moderator, bot="administrator")
    message = await desk.tell(desk.moderator, "/stats", chat=group)

    said = await desk.popup(desk.moderator, message, data=str(DeskAction(DeskVerb.RESTORE, STARTER)))

    assert said == SAY("pressed-unknown")


async def test_moderators_are_not_limited(desk):
    """Who works through a pile of posts is not slowed down."""
    posts = [desk.moderator.forward(f"Post number {number} about nothing in particular") for number in range(40)]

    replies = [await desk.reply(post) for post in posts]

    assert all(reply.text.startswith(SAY("none")) for reply in replies)


async def test_the_claim_of_a_refused_form_is_nowhere(desk):
    """A reader's form is not even kept."""
    await desk.tell(desk.reader, FORM)

    assert await desk.core.records.dialogues.newest(desk.reader.id, desk.reader.id) is None
    assert await desk.claim(CLAIM_ID) is None
