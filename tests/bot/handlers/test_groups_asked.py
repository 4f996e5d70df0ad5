"""Who asks in a group is answered, once and shortly."""

import pytest

from bot.reply import utf16_length
from bot.words import words
from tests.bot.handlers.in_groups import ORDINARY, PAID, Place
from tests.bot.running import running
from tests.bot.talking import ARREST

SAY = words("en").say


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


async def test_a_forwarded_command_is_no_command(place):
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
