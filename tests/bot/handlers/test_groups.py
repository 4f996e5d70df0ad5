"""What the bot says in groups, and what it leaves alone, from a member's message to the reply."""

import asyncio
import time

import pytest
import structlog

from bot.emulator import Fault, user_origin
from bot.reply import utf16_length
from bot.words import words
from tests.bot.handlers.in_groups import ARREST, ORDINARY, PAID, Place
from tests.bot.running import running

SAY = words("en").say


# -- arriving -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize("sees_all", [True, False])
async def test_a_group_is_greeted_once_and_truthfully(bot, api, language, sees_all):
    """One message in the language of whoever added the bot: silent by default, what it sees, a way to the settings."""
    api.world.reads_all = sees_all
    place = Place(api, language=language)

    place.admin.add_bot()
    await api.until(lambda: len(api.sent) == 1)
    await place.settled()

    say = words(language).say
    [hello, _] = api.sent
    assert hello.text == f"{say('group-hello')}\n\n{say('group-sees-all' if sees_all else 'group-sees-commands')}"
    assert hello.buttons[0]["url"] == f"https://t.me/allegedly_bot?start=g_{place.chat.id}"


async def test_an_administrator_sees_everything(bot, api):
    """With privacy mode on, a bot that is made administrator when it comes says that it sees the posts."""
    api.world.reads_all = False
    place = Place(api)

    place.admin.add_bot("administrator")

    await api.until(lambda: len(api.sent) == 1)
    assert SAY("group-sees-all") in api.sent[0].text


async def test_a_promotion_is_no_arrival(place, api):
    """Becoming an administrator, or being a member again, is no reason to speak."""
    place.admin.add_bot("administrator")
    place.admin.add_bot("member")
    await place.settled()

    assert len(api.sent) == 2


async def test_who_blocks_the_bot_and_comes_back_is_no_group(place, api):
    """Telegram tells of people as of groups: nobody is greeted as a group in private."""
    place.bob.block()
    place.bob.unblock()
    await place.settled()

    assert [message for message in api.sent if message.chat.id == place.bob.chat.id] == []


async def test_who_may_not_write_says_nothing(bot, api):
    """Added with its hands tied, the bot does not even try; untied, it works without a greeting."""
    place = Place(api)
    place.admin.restrict_bot()
    post = place.bob.forward(PAID, chat=place.chat)
    await api.confirmed()
    await asyncio.sleep(0.2)
    assert api.called("sendMessage") == []

    place.admin.add_bot()
    await place.settled()
    assert api.answers_to(post) == []
    assert (await place.answer(place.bob.forward(ARREST, chat=place.chat))).text


async def test_coming_back_the_same_day_is_no_second_greeting(place, api):
    """Removed and added again, the bot has said already what it does."""
    place.admin.remove_bot()
    place.admin.add_bot()
    await place.settled()

    assert len(api.sent) == 2


async def test_somebody_who_adds_it_everywhere_is_not_followed(bot, api):
    """Ten groups of one person in a day are greeted, twenty more joined in silence, the others left."""
    olga = api.person("Olga")
    places = [api.admin(olga, api.group(f"Group {n}", olga, bot="left")) for n in range(33)]

    for one in places:
        one.add_bot()

    await api.until(lambda: len(api.called("leaveChat")) == 3 and len(api.sent) == 10)
    await api.confirmed()
    stayed = [one.chat.members[api.world.bot["id"]] for one in places]
    assert (stayed.count("member"), stayed.count("left")) == (30, 3)
    assert len(api.sent) == 10


# -- speaking unasked -----------------------------------------------------------------------------------


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


# -- edits ----------------------------------------------------------------------------------------------


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


# -- asked ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PAID, SAY("rating-false")),
        (ORDINARY, SAY("group-none")),
        ("No, Telegram will not become paid for everyone, that is nonsense", SAY("claim-negates")),
        (f"{PAID}. {ARREST}.", SAY("several")),
    ],
    ids=["claim", "none", "denial", "several"],
)
@pytest.mark.parametrize("question", ["/check", "/check@allegedly_bot", "@Allegedly_Bot is that so?"])
async def test_who_asks_is_answered(place, question, text, said):
    """/check or a mention in a reply is always answered, once and shortly, to the one who asked."""
    await place.choose("quiet", "on")
    post = place.bob.say(text, chat=place.chat)

    reply = await place.answer(place.olga.say(question, chat=place.chat, reply_to=post))

    assert said in reply.text
    assert utf16_length(reply.text) <= 600


async def test_what_was_asked_about_counts_as_answered(place):
    """After /check about a post, the same claim is not answered unasked within the cooldown."""
    await place.choose("look", "asked")
    post = place.bob.say(PAID, chat=place.chat)
    await place.answer(place.olga.command("/check", chat=place.chat, reply_to=post))
    await place.choose("look", "all")

    await place.silence(place.bob.say(PAID, chat=place.chat))
    assert (await place.answer(place.olga.command("/check", chat=place.chat, reply_to=post))).text


async def test_a_quoted_part_is_what_is_asked_about(place):
    """Who quotes one sentence asks about that sentence."""
    post = place.bob.say(f"{ORDINARY}. {PAID}.", chat=place.chat)
    await place.answer(post)

    reply = await place.answer(place.olga.say("/check", chat=place.chat, reply_to=post, quote=ORDINARY))

    assert reply.text == SAY("group-none")


async def test_the_bots_own_words_are_not_checked(place):
    """/check under an answer of the bot does not start a conversation with itself."""
    answer = await place.answer(place.bob.say(PAID, chat=place.chat))

    reply = await place.answer(place.olga.command("/check", chat=place.chat, reply_to=answer))

    assert reply.text == SAY("group-own")


@pytest.mark.parametrize("command", ["/check@other_bot", "/settings@other_bot", "/quiet@other_bot on", "/help"])
async def test_commands_for_others_are_theirs(place, command):
    """A group may have several bots; each answers its own commands."""
    post = place.bob.say(ORDINARY, chat=place.chat)

    await place.silence(place.olga.command(command, chat=place.chat, reply_to=post))


async def test_a_forwarded_command_is_a_post(place):
    """Text that somebody else wrote never executes."""
    await place.silence(place.bob.forward("/check", chat=place.chat))


async def test_one_person_may_ask_so_much(place, api, standing_clock):
    """Ten questions at once are answered, then comes one notice, and others are answered all the same."""
    post = place.bob.say(ORDINARY, chat=place.chat)
    questions = [place.bob.command("/check", chat=place.chat, reply_to=post) for _ in range(14)]

    reply = await place.answer(place.olga.command("/check", chat=place.chat, reply_to=post))

    assert reply.text == SAY("group-none")
    texts = [[answer.text for answer in api.answers_to(question)] for question in questions]
    assert texts[:10] == [[SAY("group-none")]] * 10
    assert texts[10:] == [[SAY("group-limited")], [], [], []]


async def test_who_keeps_the_claims_is_not_limited(tmp_path, api):
    """Owners and moderators may ask as often as they need to."""
    place = Place(api)
    async with running(tmp_path, api, owner_ids=(place.olga.id,)):
        place.admin.add_bot()
        post = place.bob.say(ORDINARY, chat=place.chat)
        questions = [place.olga.command("/check", chat=place.chat, reply_to=post) for _ in range(14)]
        answers = [(await place.answer(question)).text for question in questions]

    assert answers == [SAY("group-none")] * 14


# -- moving and leaving ---------------------------------------------------------------------------------


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
