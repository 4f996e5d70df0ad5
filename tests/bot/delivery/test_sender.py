"""A reply goes out once, honestly: again when it certainly did not, carefully when nobody knows."""

import asyncio

import httpx
import pytest
from structlog.testing import capture_logs

from bot.delivery.errors import Later
from bot.reply import Quote, Reply
from tests.bot.delivery.scripted import done, network_error, refused
from tests.bot.delivery.sending import GROUP, PERSON, REPLY, send_patiently, sender_to
from tests.bot.delivery.virtual import now, virtual_time


@virtual_time
async def test_a_reply_is_sent_to_its_post(telegram):
    """Text, formatting, quote and post arrive as they are; the id of the message comes back."""
    telegram.script("sendMessage", done({"message_id": 42}))

    assert await sender_to(telegram).send(PERSON, REPLY, to=5) == 42

    [sent] = telegram.sent()
    assert sent["text"] == REPLY.text
    assert sent["reply_parameters"]["message_id"] == 5
    assert sent["reply_parameters"]["quote"] == "closes"
    assert "parse_mode" not in sent


@virtual_time
@pytest.mark.parametrize("cause", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout])
async def test_what_certainly_did_not_go_out_is_sent_again(telegram, cause):
    """No connection, five times: then it goes out, once."""
    telegram.script("sendMessage", *[network_error(cause)] * 5)

    assert await sender_to(telegram).send(PERSON, REPLY, to=5) is not None

    assert len(telegram.sent()) == 6
    assert now() < 1_020


@virtual_time
async def test_a_long_outage_gives_the_turn_to_others(telegram):
    """Ten minutes without a connection: the slot is given back now and then, and the reply is sent at the end."""
    back_at = now() + 600
    telegram.otherwise = lambda _: network_error(httpx.ConnectError) if now() < back_at else done({"message_id": 42})

    message_id, postponed = await send_patiently(sender_to(telegram))

    assert message_id == 42
    assert postponed >= 5
    assert now() - back_at < 7


@virtual_time
@pytest.mark.parametrize("trouble", [httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError])
async def test_in_private_a_reply_that_may_be_lost_is_sent_once_more(telegram, trouble):
    """Not before ten seconds have passed; nobody's turn is taken meanwhile."""
    telegram.script("sendMessage", network_error(trouble), done({"message_id": 42}))
    begin = now()

    assert await send_patiently(sender_to(telegram)) == (42, 1)

    assert len(telegram.sent()) == 2
    assert now() - begin >= 9.9


@virtual_time
async def test_a_reply_is_repeated_only_once(telegram):
    """No answer to the repeat either: two messages at most, then it is left."""
    telegram.script("sendMessage", *[network_error(httpx.ReadTimeout)] * 9)

    with capture_logs() as logs:
        message_id, _ = await send_patiently(sender_to(telegram))

    assert message_id is None
    assert len(telegram.sent()) == 2
    assert logs[-1]["event"] == "reply_in_doubt"


@virtual_time
async def test_the_repeat_is_kept_until_telegram_answers_again(telegram):
    """Three minutes of silence: it is not spent on a Telegram that is not there."""
    back_at = now() + 180
    silence = network_error(httpx.ReadTimeout)
    telegram.otherwise = lambda call: silence if now() < back_at else done({"message_id": 42})

    message_id, _ = await send_patiently(sender_to(telegram))

    assert message_id == 42
    assert len(telegram.sent()) == 2
    assert now() - back_at < 7


@virtual_time
async def test_error_pages_of_a_gateway_are_outlasted(telegram):
    """502 to the first three: most likely nothing went out, so it is sent again and again, with pauses."""
    telegram.script("sendMessage", *[(502, b"<html>")] * 3, done({"message_id": 42}))

    message_id, _ = await send_patiently(sender_to(telegram))

    assert message_id == 42


@virtual_time
@pytest.mark.parametrize("trouble", [network_error(httpx.ReadTimeout), (502, b""), (200, b'{"ok": tr')], ids=repr)
async def test_in_groups_and_without_a_post_nothing_is_said_twice(telegram, trouble):
    """Better silent than twice where many read, or where nobody asked."""
    telegram.script("sendMessage", trouble, trouble)
    sender = sender_to(telegram)

    assert await sender.send(GROUP, REPLY, to=5) is None
    assert await sender.send(PERSON, REPLY, to=None) is None

    assert len(telegram.sent()) == 2


@virtual_time
@pytest.mark.parametrize(
    ("description", "lost"),
    [("Bad Request: QUOTE_TEXT_INVALID", "quote"), ("Bad Request: ENTITY_BOUNDS_INVALID", "entities")],
)
async def test_a_refused_part_is_left_out_once(telegram, description, lost):
    """The reader gets the answer without the quote, or without formatting."""
    telegram.script("sendMessage", refused(400, description), done({"message_id": 42}))

    assert await sender_to(telegram).send(PERSON, REPLY, to=5) == 42

    first, second = telegram.sent()
    assert lost in str(first)
    assert f"'{lost}'" not in str(second)


@virtual_time
async def test_a_refused_token_does_not_cost_the_reply(telegram):
    """401 is the operator's matter: the reply is kept for later."""
    telegram.script("sendMessage", refused(401, "Unauthorized"))

    with pytest.raises(Later):
        await sender_to(telegram).send(PERSON, REPLY, to=5)


@virtual_time
@pytest.mark.parametrize(
    "refusal",
    [
        refused(400, "Bad Request: message to be replied not found"),
        refused(400, "Bad Request: chat not found"),
        refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100_9),
    ],
    ids=repr,
)
async def test_a_post_of_another_chat_is_left_out_when_it_cannot_be_shown(telegram, refusal):
    """What a person is told in private of a group goes out without the post, and never into a group."""
    telegram.script("sendMessage", refusal, done({"message_id": 42}))

    assert await sender_to(telegram).send(PERSON, REPLY, to=5, elsewhere=GROUP) == 42

    first, second = telegram.sent()
    assert first["reply_parameters"]["chat_id"] == GROUP
    assert "reply_parameters" not in second
    assert second["chat_id"] == PERSON


@virtual_time
async def test_edits_are_repeated_and_no_change_is_a_success(telegram):
    """An edit does no harm twice."""
    telegram.script("editMessageText", network_error(httpx.ReadTimeout), (502, b""), done(True))
    sender = sender_to(telegram)

    assert await sender.edit(PERSON, 4, REPLY)
    telegram.script("editMessageText", refused(400, "Bad Request: message is not modified: specified new …"))
    assert await sender.edit(PERSON, 5, REPLY)
    telegram.script("editMessageText", refused(400, "Bad Request: message to edit not found"))
    assert not await sender.edit(PERSON, 6, REPLY)


@virtual_time
async def test_an_edit_that_finds_nobody_is_postponed(telegram):
    """After three tries others get the turn."""
    telegram.script("editMessageText", *[(502, b"")] * 3)

    with pytest.raises(Later):
        await sender_to(telegram).edit(PERSON, 4, REPLY)


@virtual_time
async def test_presses_are_answered_and_a_late_answer_is_no_trouble(telegram):
    """No answer once, then it works; too old is not tried again; four tries and no more."""
    sender = sender_to(telegram)
    telegram.script("answerCallbackQuery", network_error(httpx.ReadTimeout), done(True))
    assert await sender.answer_press("1", "Thank you")
    telegram.script("answerCallbackQuery", refused(400, "Bad Request: query is too old"))
    assert not await sender.answer_press("2")
    telegram.script("answerCallbackQuery", *[(502, b"")] * 9)
    assert not await sender.answer_press("3")

    assert len(telegram.sent("answerCallbackQuery")) == 2 + 1 + 4
    assert telegram.sent("answerCallbackQuery")[0] == {
        "callback_query_id": 1,
        "text": "Thank you",
        "show_alert": False,
    }


@virtual_time
async def test_a_message_that_is_gone_counts_as_deleted(telegram):
    """Deleting again does no harm; where Telegram does not answer, the message may still be there."""
    telegram.script("deleteMessage", done(True), refused(400, "Bad Request: message to delete not found"))
    sender = sender_to(telegram)

    assert [await sender.delete(GROUP, 9), await sender.delete(GROUP, 9)] == [True, True]

    telegram.script("deleteMessage", network_error(httpx.ReadTimeout))
    assert not await sender.delete(GROUP, 9)


@virtual_time
async def test_an_answer_that_may_not_stand_alone_stays_away(telegram):
    """In a group, an answer to a post that is gone meanwhile would be about nothing that anybody sees."""
    telegram.script("sendMessage", refused(400, "Bad Request: message to be replied not found"))

    assert await sender_to(telegram).send(GROUP, REPLY, to=5, orphaned=False) is None

    [sent] = telegram.sent()
    assert sent["reply_parameters"]["allow_sending_without_reply"] is False


@virtual_time
async def test_stopping_ends_every_wait(telegram):
    """Nothing is waited for when the program is to end: the reply is left for the next process."""
    stop = asyncio.Event()
    telegram.script("sendMessage", *[network_error(httpx.ConnectError)] * 99)
    sending = asyncio.create_task(sender_to(telegram, stop=stop).send(PERSON, REPLY, to=5))
    await asyncio.sleep(3)
    begin = now()

    stop.set()

    with pytest.raises(Later):
        await sending
    assert now() == begin


@virtual_time
async def test_half_characters_in_a_reply_travel_as_signs(telegram):
    """A lone surrogate from a strange post can't break the way out."""
    await sender_to(telegram).send(PERSON, Reply("\ud800 bridge", quote=Quote("\udc00", 0)), to=5)

    [sent] = telegram.sent()
    assert sent["text"] == "\ufffd bridge"
    assert sent["reply_parameters"]["quote"] == "\ufffd"


@virtual_time
async def test_a_file_is_sent_like_a_reply(telegram):
    """With its caption, to its post; again when it certainly did not go out, not where it may have, in a group."""
    telegram.script("sendDocument", network_error(httpx.ConnectError), done({"message_id": 43}))
    sender = sender_to(telegram)

    assert await sender.send_file(PERSON, "claims.yaml", b"claims", to=5, caption="All claims") == 43

    first, second = telegram.sent("sendDocument")
    assert first == second
    assert second["caption"] == "All claims"
    assert second["reply_parameters"]["message_id"] == 5
    telegram.script("sendDocument", network_error(httpx.ReadTimeout))
    assert await sender.send_file(GROUP, "claims.yaml", b"claims", to=5) is None
    assert len(telegram.sent("sendDocument")) == 3


@virtual_time
async def test_a_message_is_not_edited_into_what_it_says_already(telegram):
    """A post is edited again and again and its answer stays the same: Telegram is asked once for each real change."""
    sender = sender_to(telegram)
    telegram.script("sendMessage", done({"message_id": 42}))
    other = Reply("Known: the bridge is closed.")
    await sender.send(PERSON, REPLY, to=5)

    results = [await sender.edit(PERSON, 42, reply) for reply in (REPLY, other, other, REPLY, REPLY)]

    assert results == [True] * 5
    assert [sent["text"] for sent in telegram.sent("editMessageText")] == [other.text, REPLY.text]
