"""The whole bot, from a person's message to the reply they see."""

import asyncio

import pytest

from bot.words import words
from claims_db.model import LANGUAGES
from tests.bot.talking import ARREST, answered

PAID = {
    "en": "Telegram will soon become paid for everyone unless you act now",
    "uk": "Telegram невдовзі стане платним для всіх, якщо не діяти просто зараз",
    "ru": "Telegram скоро станет платным для всех, если не действовать прямо сейчас",
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_forwarded_claim_is_answered_in_the_readers_language(bot, api, language):
    """Whatever language the post is in, facts, rating and sources come in that of the reader's Telegram."""
    person = api.person(language=language)

    post = person.forward(PAID["en"])

    reply = await answered(api, post)
    say = words(language).say
    assert reply.text.startswith("ℹ️ " + say("known"))
    assert say("rating-false") in reply.text
    assert next(e["url"] for e in reply.entities if e["type"] == "text_link").startswith("https://telegram.org")
    assert reply.quote == PAID["en"]


async def test_a_post_with_two_claims_gets_a_list_of_both(bot, api):
    """Each claim of a long post is named with the sentence that makes it and a link to its full answer."""
    first = "Telegram will soon become paid for everyone unless you act now."
    second = "Pavel Durov was arrested at Le Bourget airport near Paris on 24 August 2024."

    reply = await answered(api, api.person().forward(f"{first} Lots of rain today. {second}"))

    urls = {entity["url"] for entity in reply.entities if entity["type"] == "text_link"}
    assert reply.text.startswith("⚖️ " + words("en").say("several"))
    assert {
        f"https://t.me/allegedly_bot?start=c_{claim}"
        for claim in ("telegram-will-become-paid", "durov-arrested-le-bourget")
    } <= urls
    assert first.rstrip(".") in reply.text
    assert second.rstrip(".") in reply.text


async def test_the_facts_come_before_the_claim(bot, api):
    """A reader meets what is known first, and the claim only once, with its rating."""
    reply = await answered(api, api.person().forward(ARREST))

    assert reply.text.index("French prosecutors confirmed") < reply.text.index("Claim in this post")
    assert reply.text.count("Pavel Durov was arrested at Le Bourget") == 1


async def test_each_post_gets_exactly_one_answer_in_order(bot, api):
    """Twenty posts at once are answered one by one, each as a reply to its own post."""
    person = api.person()

    posts = [person.forward(f"{ARREST} ({n})") for n in range(20)]

    replies = [await answered(api, post) for post in posts]
    assert [reply.id for reply in replies] == sorted(reply.id for reply in replies)
    assert len(api.sent) == 20


async def test_more_than_twenty_posts_at_once_get_one_notice(bot, api, standing_clock):
    """A flood costs its sender the answers beyond the limit, and nobody else anything."""
    person, other = api.person(), api.person("Bob")

    posts = [person.forward(f"{ARREST} ({n})") for n in range(24)]
    reply = await answered(api, other.forward(ARREST))

    await api.replies(posts[20])
    await asyncio.sleep(0.2)
    counts = [len(api.answers_to(post)) for post in posts]
    assert counts == [1] * 21 + [0] * 3
    assert api.answers_to(posts[20])[0].text == words("en").say("limited")
    assert "French prosecutors" in reply.text


async def test_a_formatted_post_is_quoted_with_its_formats(bot, api):
    """Channels write in bold: Telegram takes a quote only when it repeats that, so ours does at the first try."""
    post = f"BREAKING 🔥 {ARREST}"
    bold = {"type": "bold", "offset": 12, "length": 30}

    reply = await answered(api, api.person().forward(post, entities=[bold]))

    assert ARREST in reply.quote
    assert [call.status for call in api.called("sendMessage")] == [200]


async def test_an_album_is_one_post(bot, api):
    """Three pictures with one caption get one answer, at the picture that carries the words."""
    parts = api.person().album(["", ARREST, ""])

    reply = await answered(api, parts[1])

    await asyncio.sleep(1)
    assert "French prosecutors" in reply.text
    assert len(api.sent) == 1


async def test_an_edited_post_changes_its_answer(bot, api):
    """The answer follows the post: it is edited, and no second message comes."""
    person = api.person()
    post = person.forward("We had pancakes with cherries for breakfast today")
    reply = await answered(api, post)
    before = reply.text

    person.edit(post, ARREST)

    await api.until(lambda: reply.edits == 1)
    assert before.startswith(words("en").say("none"))
    assert "French prosecutors" in reply.text
    assert len(api.sent) == 1


@pytest.mark.parametrize("command", ["/start", "/help", "/privacy", "/language"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_commands_answer_in_the_readers_language(bot, api, command, language):
    """What the bot says of itself is there in every language."""
    reply = await answered(api, api.person(language=language).command(command))

    key = "language-ask" if command == "/language" else command[1:]
    assert reply.text == words(language).say(key, elsewhere="no")


async def test_a_chosen_language_stays(bot, api):
    """Who chooses a language is answered in it from then on, whatever their Telegram says."""
    person = api.person(language="en")
    reply = await answered(api, person.command("/language"))

    person.press(reply, "Українська")
    await api.until(lambda: reply.edits == 1)

    assert reply.text == words("uk").say("language-set")
    assert (await answered(api, person.command("/help"))).text == words("uk").say("help")


async def test_telegrams_own_language_can_be_chosen_again(bot, api):
    """A choice can be taken back."""
    person = api.person(language="ru")
    await answered(api, person.command("/language en"))
    reply = await answered(api, person.command("/language"))

    person.press(reply, words("en").say("language-auto"))
    await api.until(lambda: reply.edits == 1)

    assert reply.text == words("ru").say("language-set-auto")


async def test_a_link_to_a_claim_opens_its_full_answer(bot, api):
    """The link of a list, a share or a group leads to the whole answer about one claim."""
    reply = await answered(api, api.person().command("/start c_durov-arrested-le-bourget"))

    assert words("en").say("claim-card") in reply.text
    assert "French prosecutors" in reply.text


@pytest.mark.parametrize("payload", ["c_no-such-claim", "c_../../etc", "c_"])
async def test_a_forged_link_is_answered_politely(bot, api, payload):
    """A claim that never was, or is no longer, does not end in silence."""
    reply = await answered(api, api.person().command(f"/start {payload}"))

    assert reply.text == words("en").say("claim-gone")


async def test_an_unknown_command_is_explained(bot, api):
    """A mistyped command gets a pointer to /help."""
    reply = await answered(api, api.person().command("/chekc"))

    assert reply.text == words("en").say("unknown-command")


async def test_a_forwarded_command_does_nothing(bot, api):
    """Text that somebody else wrote never executes, and a command says nothing that could be checked."""
    reply = await answered(api, api.person().forward("/language uk"))

    assert reply.text == words("en").say("small-talk")
