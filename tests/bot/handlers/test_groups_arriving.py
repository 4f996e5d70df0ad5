"""The bot comes into a group: greeted once, truthfully, and nowhere unasked for."""

import asyncio

import pytest

from bot.words import words
from tests.bot.handlers.in_groups import PAID, Place
from tests.bot.talking import ARREST

SAY = words("en").say


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


async def test_a_group_that_takes_the_bot_back_is_answered_at_once(place, api):
    """It was removed while posts were under way: one of them tells it, and who adds it again need not wait."""
    place.chat.members[api.world.bot["id"]] = "kicked"  # the news of it is still on its way
    for _ in range(4):
        place.bob.forward(PAID, chat=place.chat)
    await api.until(lambda: len(api.called("sendMessage")) == 2)
    place.admin.add_bot()
    answer = await place.answer(place.bob.forward(PAID, chat=place.chat))

    assert answer.text
    assert len(api.called("sendMessage")) == 3
