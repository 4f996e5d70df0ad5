"""Chats that are closed, gone, moved, or there again."""

import asyncio

import pytest
from structlog.testing import capture_logs

from tests.bot.delivery.scripted import done, refused
from tests.bot.delivery.sending import GROUP, PERSON, REPLY, sender_to
from tests.bot.delivery.virtual import virtual_time


@virtual_time
@pytest.mark.parametrize(
    "refusal",
    [
        refused(403, "Forbidden: bot was blocked by the user"),
        refused(400, "Bad Request: chat not found"),
        refused(400, "Bad Request: TOPIC_CLOSED"),
        refused(400, "Bad Request: not enough rights to send text messages to the chat"),
        (413, b""),
    ],
    ids=repr,
)
async def test_a_final_no_is_taken_for_one(telegram, refusal):
    """Blocked, removed, closed: one call, no reply, no storm."""
    telegram.script("sendMessage", refusal)

    with capture_logs() as logs:
        assert await sender_to(telegram).send(PERSON, REPLY, to=5) is None

    assert len(telegram.sent()) == 1
    assert "bridge" not in str(logs)


@virtual_time
async def test_a_group_that_moved_gets_its_reply_where_it_is_now(telegram):
    """And who keeps settings of groups is told."""
    moves = []

    async def on_migrated(old, new):
        moves.append((old, new))

    telegram.script("sendMessage", refused(400, "upgraded", migrate_to_chat_id=-100_9), done({"message_id": 42}))

    assert await sender_to(telegram, on_migrated=on_migrated).send(GROUP, REPLY, to=5) == 42

    assert moves == [(GROUP, -100_9)]
    first, second = telegram.sent()
    assert (first["chat_id"], second["chat_id"]) == (GROUP, -100_9)
    first.pop("reply_parameters")  # the post's number is another message's there
    assert second == {**first, "chat_id": -100_9}


@virtual_time
async def test_nothing_is_edited_in_a_group_that_moved(telegram):
    """The number of the old message is that of any other one in the new group; so is a post that must be there."""
    moved = refused(400, "upgraded", migrate_to_chat_id=-100_9)
    telegram.script("editMessageText", moved)
    telegram.script("sendMessage", moved)
    sender = sender_to(telegram)

    assert not await sender.edit(GROUP, 4, REPLY)
    assert await sender.send(GROUP, REPLY, to=5, orphaned=False) is None

    assert [call.parameters["chat_id"] for call in telegram.calls] == [GROUP, GROUP]


@virtual_time
async def test_a_group_that_shut_the_bot_out_is_not_asked_again_for_a_while(telegram):
    """Posts that were under way meet no wall one by one; where the bot is taken in again, it writes at once."""
    kicked = refused(403, "Forbidden: bot was kicked from the supergroup chat")
    telegram.script("sendMessage", kicked)
    sender = sender_to(telegram)
    for post in range(5):
        assert await sender.send(GROUP, REPLY, to=post) is None
    assert not await sender.edit(GROUP, 4, REPLY)
    assert await sender.delete(GROUP, 4)
    calls_while_shut = len(telegram.calls)

    sender.let_in(GROUP)
    assert await sender.send(GROUP, REPLY, to=5) is not None
    telegram.script("sendMessage", kicked)
    await sender.send(GROUP, REPLY, to=5)
    await asyncio.sleep(61)
    assert await sender.send(GROUP, REPLY, to=5) is not None

    assert calls_while_shut == 1


@virtual_time
async def test_a_person_who_blocked_the_bot_is_answered_as_soon_as_they_write_again(telegram):
    """Telegram does not always tell that the way is free; whoever writes is there."""
    telegram.script("sendMessage", refused(403, "Forbidden: bot can't initiate conversation with a user"))
    sender = sender_to(telegram)

    assert await sender.send(PERSON, REPLY, to=None) is None
    assert sender.shut_out(PERSON)
    assert await sender.send(PERSON, REPLY, to=5) is not None
    assert not sender.shut_out(PERSON)
