"""What the bot says in a group unasked, and what it leaves alone."""

import asyncio
import time

import pytest
import structlog

from bot.emulator import Fault, user_origin
from bot.reply import utf16_length
from bot.words import words
from tests.bot.handlers.in_groups import ORDINARY, PAID, Place
from tests.bot.talking import ARREST

SAY = words("en").say


async def test_a_known_claim_gets_one_short_reply(place, api):
    """A reply to the post itself: facts, claim, rating, sources with dates, and the way to the full answer."""
    reply = await place.answer(place.bob.forward(PAID, chat=place.chat))

    assert reply.text.startswith("ℹ️ " + SAY("known"))
    assert SAY("rating-false") in reply.text
    assert utf16_length(reply.text) <= 600
    assert reply.quote == PAID
    links = [entity["url"] for entity in reply.entities if entity["type"] == "text_link"]
    assert links[0].startswith("https://telegram.org")
    full = "https://t.me/allegedly_bot?start=c_telegram-will-become-paid"
    assert links[-1] == reply.buttons[0]["url"] == full
    assert api.called("sendMessage")[-1].parameters["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(
    "text",
    [
        ORDINARY,
        "Durov was arrested",
        "what do you all think about the arrest of the telegram founder?",
        "No, Telegram will not become paid for everyone, that is nonsense",
        f"{PAID}. {ARREST}.",
        "😀" * 40,
    ],
    ids=["ordinary", "short", "weak", "denial", "several", "emoji"],
)
async def test_what_is_not_one_sure_claim_is_left_alone(place, text):
    """Nothing is said about chat, weak matches, denials or several claims at once."""
    await place.silence(place.bob.say(text, chat=place.chat))


async def test_the_same_claim_is_not_answered_again(place, api):
    """Within the cooldown a claim is answered once, whoever repeats it and however they word it."""
    first = await place.answer(place.bob.forward(PAID, chat=place.chat))

    await place.silence(place.olga.forward(f"{PAID} and pass it on", chat=place.chat))
    await place.silence(place.bob.say(PAID, chat=place.chat))
    assert first.text
    assert (await place.answer(place.bob.say(ARREST, chat=place.chat))).text


async def test_other_groups_have_their_own_cooldown(place, api):
    """What was answered in one group can be answered in another."""
    await place.answer(place.bob.forward(PAID, chat=place.chat))
    other = Place(api)
    other.admin.add_bot()

    assert (await other.answer(other.bob.forward(PAID, chat=other.chat))).text


async def test_an_album_is_answered_once(place, api):
    """Three pictures with a caption are one post."""
    parts = place.bob.album(["", ARREST, ""], chat=place.chat)

    await place.answer(parts[1])
    await asyncio.sleep(1)
    await place.settled()
    assert [len(api.answers_to(part)) for part in parts] == [0, 1, 0]


@pytest.mark.parametrize(
    "sender",
    [
        {"from": {"id": 4711, "is_bot": True, "first_name": "Echo", "username": "echo_bot"}},
        {"via_bot": {"id": 4711, "is_bot": True, "first_name": "Echo", "username": "echo_bot"}},
        {"forward_origin": user_origin("Allegedly", user_id=424242)},
    ],
    ids=["another bot", "a card of another bot", "the bot's own answer"],
)
async def test_bots_do_not_talk_to_each_other(place, api, sender):
    """Messages of bots, cards sent through them and our own answers are nobody's posts."""
    body = {"text": PAID, **sender}
    await place.silence(place.bob.send(body, chat=place.chat))


async def test_a_channel_and_an_anonymous_admin_are_people(place):
    """What is written in the name of a channel or of the group comes from a bot's account, but is a post like any."""
    assert (await place.answer(place.admin.say_as_channel(PAID))).text
    assert (await place.answer(place.admin.say_anonymously(ARREST))).text


async def test_posts_of_the_linked_channel_only_where_that_is_wished(place):
    """Automatic forwards are left alone until an admin switches them on."""
    await place.silence(place.admin.post_in_channel(PAID))

    await place.choose("channel_posts", "on")

    assert (await place.answer(place.admin.post_in_channel(PAID))).text


async def test_service_messages_and_commands_are_no_posts(place, api):
    """A title that repeats a claim, or a command of another bot, is not answered."""
    await place.silence(place.olga.send({"new_chat_title": PAID}, chat=place.chat))
    await place.silence(place.bob.command(f"/note {PAID}", chat=place.chat))


async def test_an_old_post_is_not_dug_up(place, api):
    """After an outage of hours nobody is answered about what the group has left behind."""
    post = place.bob.send({"text": PAID, "date": int(time.time()) - 4_000}, chat=place.chat)

    await place.silence(post)


async def test_a_reply_does_not_drag_its_post_in(place):
    """An ordinary reply to somebody's post is judged by its own words."""
    await place.choose("look", "asked")
    post = place.bob.say(PAID, chat=place.chat)
    await place.choose("look", "all")

    await place.silence(place.olga.say("oh dear, not again, please stop", chat=place.chat, reply_to=post))


async def test_an_answer_lands_in_its_topic(place, api):
    """In a forum the reply is where the post is; that every message there replies to the topic means nothing."""
    topic = place.admin.open_topic("News")
    body = {"text": PAID, **place.admin.topic_fields(topic)}

    post = place.bob.send(body, chat=place.chat, reply_to=topic)

    reply = await place.answer(post)
    assert reply.raw["message_thread_id"] == topic.id
    assert "message_thread_id" not in api.called("sendMessage")[-1].parameters


async def test_a_post_that_is_gone_is_not_answered(place, api):
    """An answer to what nobody can see any more would only be noise."""
    post = place.bob.forward(PAID, chat=place.chat)
    place.bob.delete(post)

    await place.settled()

    assert len(api.sent) == 2


async def test_refusals_are_not_tried_again_and_again(place, api):
    """Where messages are refused, each post costs one attempt, and after three none for a while."""
    place.chat.silenced = True
    for text in (PAID, ARREST, f"{ARREST} today", f"{ARREST} yesterday", f"{ARREST} at night"):
        place.bob.forward(text, chat=place.chat)
    await api.confirmed()
    await api.until(lambda: len([call for call in api.called("sendMessage") if call.status == 400]) == 3)
    await asyncio.sleep(0.3)

    assert len([call for call in api.called("sendMessage") if call.status == 400]) == 3


async def test_no_answer_from_telegram_means_no_second_message(place, api):
    """A reply that may have gone out is not sent again in a group."""
    api.fail(Fault("lost", "sendMessage"))

    post = place.bob.forward(PAID, chat=place.chat)

    await place.settled()
    assert len(api.answers_to(post)) == 1


async def test_a_redelivered_post_is_not_answered_twice(place, api):
    """Telegram may deliver an update again."""
    post = place.bob.forward(PAID, chat=place.chat)
    await place.answer(post)
    await api.confirmed()

    api.redeliver(3)
    await place.settled()

    assert len(api.answers_to(post)) == 1


async def test_an_edit_corrects_the_answer(place, api):
    """The answer follows its post, and says so when nothing of it is left; there is never a second one."""
    post = place.bob.say(PAID, chat=place.chat)
    reply = await place.answer(post)

    place.bob.edit(post, ARREST)
    await api.until(lambda: reply.edits == 1)
    assert "Le Bourget" in reply.text
    place.bob.edit(post, ORDINARY)
    await api.until(lambda: reply.edits == 2)
    assert reply.text == SAY("group-post-changed")
    place.bob.edit(post, PAID)
    await api.until(lambda: reply.edits == 3)

    assert SAY("rating-false") in reply.text
    assert len(api.answers_to(post)) == 1


async def test_a_post_that_becomes_a_claim_gets_its_first_answer(place, api):
    """An edited post is looked at once more."""
    post = place.bob.say(ORDINARY, chat=place.chat)
    await place.silence(post)

    place.bob.edit(post, PAID)

    assert (await place.answer(post)).text


@pytest.mark.parametrize("news", ["both", "old", "new", "none"])
async def test_settings_survive_a_migration(bot, api, news):
    """Whichever of Telegram's two messages comes, or neither: the supergroup keeps what the group chose."""
    place = Place(api, basic=True)
    place.admin.add_bot()
    await place.choose("language", "uk")

    supergroup = place.admin.migrate(news=news)
    if news == "none":
        # The bot learns of it when it writes to the old group.
        place.bob.command("/check", chat=place.chat)
        await api.until(lambda: supergroup.last_message_id > 0)
    reply = await api.replies(place.bob.say(PAID, chat=supergroup))

    assert words("uk").say("rating-false") in reply[0].text


async def test_what_people_write_in_groups_is_in_no_log(place, api):
    """Words, names and numbers of groups and people are nowhere in the logs."""
    with structlog.testing.capture_logs() as lines:
        post = place.bob.say(f"{PAID} canary-words-4711", chat=place.chat)
        await place.answer(post)
        await place.answer(place.olga.say("@allegedly_bot canary-words-4711?", chat=place.chat, reply_to=post))
        query = place.bob.inline("canary-words-4711 telegram paid")
        await api.until(lambda: bool(query.answers))
        await place.choose("look", "forwards")

    told = repr(lines)
    assert lines
    assert "canary" not in told.lower()
    for number in (place.bob.id, place.olga.id, place.chat.id):
        assert str(number) not in told


async def test_posts_from_before_a_migration_are_not_taken_for_others_after_it(bot, api):
    """They come late, under the old group's numbers: only who asked gets an answer, which hangs on no other message."""
    place = Place(api, basic=True)
    place.admin.add_bot()
    await api.until(lambda: len(api.sent) == 1)
    supergroup = place.admin.migrate()
    place.bob.forward(PAID, chat=place.chat)
    post = place.bob.say(ARREST, chat=place.chat)
    place.bob.command("/check", chat=place.chat, reply_to=post)
    await api.until(lambda: len(api.sent) == 2)
    await api.confirmed()

    assert api.sent[1].chat is supergroup
    assert "le-bourget" in api.sent[1].buttons[0]["url"]
    assert [call.parameters.get("reply_parameters") for call in api.called("sendMessage")[1:]] == [None]
