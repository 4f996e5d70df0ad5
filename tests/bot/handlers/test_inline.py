"""Inline mode, from what somebody types to the card in a chat."""

import pytest

from bot.emulator import Fault
from bot.reply import utf16_length
from bot.words import words
from claims_db.model import LANGUAGES
from tests.bot.handlers.in_groups import PAID


async def answered(api, query):
    await api.until(lambda: bool(query.answers))
    return query.answers[-1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_typed_words_offer_sourced_cards(bot, api, language):
    """The closest claim comes first; each card is a whole message with sources, in the language of who types."""
    query = api.person(language=language).inline("telegram becomes paid")

    answer = await answered(api, query)

    first = query.results[0]
    content = first["input_message_content"]
    assert first["id"] == "telegram-will-become-paid"
    assert words(language).say("rating-false") in content["message_text"]
    assert sum(entity["type"] == "text_link" for entity in content["entities"]) >= 2
    assert content["link_preview_options"] == {"is_disabled": True}
    assert utf16_length(content["message_text"]) <= 600
    assert (answer["is_personal"], answer["cache_time"]) == (True, 60)
    assert len(query.results) <= 5


async def test_an_empty_query_offers_recent_claims(bot, api):
    """Who only types the bot's name sees five claims that were checked last."""
    query = api.person().inline("")

    await answered(api, query)

    assert len({result["id"] for result in query.results}) == 5


async def test_nothing_close_offers_the_bot(bot, api):
    """Where no claim is near, a button leads to the bot itself."""
    query = api.person().inline("hello there")

    answer = await answered(api, query)

    assert query.results == []
    assert answer["button"] == {"text": words("en").say("inline-open"), "start_parameter": "inline"}


async def test_a_chosen_card_is_counted_and_not_checked(bot, api):
    """Chosen cards are a number for each claim; the message itself is the bot's own."""
    person = api.person()
    query = person.inline("telegram becomes paid")
    await answered(api, query)

    card = person.choose(query)
    await api.replies(card)
    api.inject({"chosen_inline_result": {"from": person.user, "query": "x", "result_id": "no-such-claim"}})
    await api.replies(person.command("/help"))

    assert await bot.records.inline_choices.of("telegram-will-become-paid") == 1
    assert await bot.records.inline_choices.of("no-such-claim") == 0
    assert api.answers_to(card)[0].text == words("en").say("own-answer")


async def test_a_fast_typist_is_answered_each_time(bot, api):
    """Each key press gets its answer, but only some of them a search; the others show what was found before."""
    person, other = api.person(), api.person("Bob")
    person.chat.started = True

    queries = [person.inline(PAID[:length]) for length in range(18, 58)]  # from two whole words on
    for query in queries:
        await answered(api, query)
    elsewhere = other.inline(PAID)
    await answered(api, elsewhere)

    searched = sum(query.answers[-1]["cache_time"] > 0 for query in queries)
    assert 5 <= searched <= 10
    assert all(len(query.answers) == 1 for query in queries)
    assert queries[-1].results
    assert elsewhere.answers[-1]["cache_time"] == 60


@pytest.mark.parametrize("text", ["a" * 256, "😀" * 100, "\u202ex", " \n ", "0", "%s{}$"])
async def test_odd_queries_are_answered(bot, api, text):
    """Whatever is typed, the waiting ends."""
    query = api.person().inline(text)

    assert (await answered(api, query))["is_personal"]


async def test_a_telegram_that_refuses_the_answer_stops_nothing(bot, api):
    """An answer that came too late for Telegram is nobody's loss."""
    person = api.person()
    api.fail(Fault("error", "answerInlineQuery", status=400))
    person.inline("durov")

    query = person.inline("telegram becomes paid")

    assert (await answered(api, query))["results"]
