"""A group on trial is not spoken to, and what would have been said is noted."""

import time

import pytest

from bot.group_settings import Strictness
from bot.words import words
from tests.bot.handlers.in_groups import ORDINARY, PAID
from tests.bot.talking import ARREST

SAY = words("en").say
STRICT, NORMAL, OPEN = Strictness
ALL = frozenset(Strictness)
DENIAL = "No, Telegram will not become paid for everyone, that is nonsense"
WEEK = 7 * 24 * 3600.0


@pytest.fixture
async def trial(bot, place):
    """The trial of the group."""
    return await bot.records.trials.start(place.chat.id, place.olga.id, "en", now=time.time(), lasts=WEEK)


async def noted(bot):
    """What would have been said so far, told or not: message and levels."""
    await bot.records.writer.settle()
    found = [await bot.records.trials.post(number) for number in range(1, 20)]
    return [(post.message_id, post.level, post.levels) for post in found if post is not None]


async def test_nothing_is_said_and_all_is_noted(bot, place, trial):
    """A sure claim is noted for every level, a denial for the most open one, chat not at all."""
    paid = place.bob.say(PAID, chat=place.chat)
    denied = place.bob.say(DENIAL, chat=place.chat)
    other = place.bob.say(ORDINARY, chat=place.chat)
    for post in (paid, denied, other):
        await place.silence(post)

    assert (await noted(bot))[0] == (paid.id, STRICT, ALL)
    assert [message_id for message_id, _, _ in await noted(bot)] == [paid.id]  # the denial is of the same claim
    assert (await bot.records.trials.trial(trial.id)).looked == 3


async def test_a_denial_is_a_near_miss_of_the_strict_levels(bot, place, trial):
    """What only the most open level would answer is noted as that."""
    denied = place.bob.say(DENIAL, chat=place.chat)
    await place.silence(denied)

    assert await noted(bot) == [(denied.id, OPEN, frozenset({OPEN}))]


async def test_each_level_has_its_own_cooldown(bot, place, trial):
    """After a denial that only the open level answers, the strict ones would still answer the claim itself."""
    place.bob.say(DENIAL, chat=place.chat)
    paid = place.bob.say(PAID, chat=place.chat)
    again = place.bob.say(PAID, chat=place.chat)
    await place.silence(again)

    assert (await noted(bot))[1:] == [(paid.id, STRICT, frozenset({STRICT, NORMAL}))]


async def test_who_asks_is_answered_as_ever(bot, place, trial):
    """A trial changes nothing for /check."""
    post = place.bob.say(ORDINARY, chat=place.chat)
    reply = await place.answer(place.bob.command("/check", chat=place.chat, reply_to=post))

    assert reply.text == SAY("group-none")
    assert await noted(bot) == []


async def test_what_the_group_was_told_is_not_told_again(bot, place):
    """A claim that was named there a short time ago would not be named unasked, so it is not in a trial."""
    await place.answer(place.bob.say(ARREST, chat=place.chat))
    await bot.records.trials.start(place.chat.id, place.olga.id, "en", now=time.time(), lasts=WEEK)
    await place.silence(place.bob.say(ARREST, chat=place.chat))

    assert await noted(bot) == []


@pytest.mark.parametrize("choice", [("quiet", "on"), ("look", "asked")])
async def test_a_group_that_is_not_spoken_to_may_try_it(bot, place, choice):
    """Where the bot is quiet, a trial shows what it would say if it were not."""
    await place.choose(*choice)
    await bot.records.trials.start(place.chat.id, place.olga.id, "en", now=time.time(), lasts=WEEK)
    paid = place.bob.say(PAID, chat=place.chat)
    await place.silence(paid)

    assert [message_id for message_id, _, _ in await noted(bot)] == [paid.id]


async def test_only_forwards_where_only_forwards_are_looked_at(bot, place):
    """The other settings hold in a trial as they do without one."""
    await place.choose("look", "forwards")
    trial = await bot.records.trials.start(place.chat.id, place.olga.id, "en", now=time.time(), lasts=WEEK)
    await place.silence(place.bob.say(PAID, chat=place.chat))
    forward = place.bob.forward(PAID, chat=place.chat)
    await place.silence(forward)

    assert [message_id for message_id, _, _ in await noted(bot)] == [forward.id]
    assert (await bot.records.trials.trial(trial.id)).looked == 1


async def test_an_edit_makes_a_post_worth_a_reply(bot, place, trial):
    """As without a trial, a post may say it only when it is edited; it is counted as one post."""
    post = place.bob.say(ORDINARY, chat=place.chat)
    await place.settled()
    place.bob.edit(post, PAID)
    await place.settled()

    assert [message_id for message_id, _, _ in await noted(bot)] == [post.id]
    assert (await bot.records.trials.trial(trial.id)).looked == 1


async def test_afterwards_the_bot_speaks_again(bot, place, trial):
    """A trial that is over leaves the group as it was."""
    await bot.records.trials.end(trial.id, time.time(), owes_report=False)

    assert (await place.answer(place.bob.say(PAID, chat=place.chat))).text
