"""The whole bot, from a person's message to the reply they see."""

import asyncio
from dataclasses import replace

import pytest
import structlog

from bot.emulator import Fault
from bot.words import words
from claims_db.model import LANGUAGES, State
from claims_db.store import SqlClaimStore
from claims_db.store.database import open_engine
from tests.bot.running import running
from tests.bot.talking import answered

ARREST = "Telegram CEO Pavel Durov was arrested at Le Bourget airport near Paris after his jet landed from Baku"
PAID = {
    "en": "Telegram will soon become paid for everyone unless you act now",
    "uk": "Telegram невдовзі стане платним для всіх, якщо не діяти просто зараз",
    "ru": "Telegram скоро станет платным для всех, если не действовать прямо сейчас",
}


@pytest.fixture
async def bot(tmp_path, api):
    async with running(tmp_path, api) as core:
        yield core


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


# -- buttons --------------------------------------------------------------------------------------------


async def test_helpful_is_counted_once_a_person(bot, api):
    """A judgement is one a person and claim, however often the button is pressed."""
    person = api.person()
    reply = await answered(api, person.forward(ARREST))

    presses = [person.press(reply, "Helpful") for _ in range(3)]
    await api.until(lambda: all(press.answers for press in presses))

    assert await bot.records.judgements.counts("durov-arrested-le-bourget") == {"useful": 1}
    assert presses[0].answers[0]["text"] == words("en").say("pressed-thanks")


async def test_not_my_claim_asks_which_one_it_was(bot, api):
    """The reader can say what the post claims instead; the answer becomes the one about that claim."""
    person = api.person()
    reply = await answered(api, person.forward(ARREST))

    person.press(reply, "Not my claim")
    await api.until(lambda: reply.edits == 1)
    asked, offered = reply.text, [button["text"] for button in reply.buttons]
    person.press(reply, 1)
    await api.until(lambda: reply.edits == 2)

    assert asked == words("en").say("not-mine-ask")
    assert offered[-1] == words("en").say("button-none-of-these")
    assert words("en").say("claim-card") in reply.text
    assert await bot.records.judgements.counts("durov-arrested-le-bourget") == {"not_mine": 1}


async def test_none_of_these_is_not_a_verdict(bot, api):
    """Where no claim fits, the reader is told what "nothing found" means."""
    person = api.person()
    reply = await answered(api, person.forward(ARREST))
    person.press(reply, "Not my claim")
    await api.until(lambda: reply.edits == 1)

    person.press(reply, "None of these")
    await api.until(lambda: reply.edits == 2)

    assert reply.text.startswith(words("en").say("not-mine-none"))


async def test_how_we_check_is_told(bot, api):
    """The method is one press away from every answer."""
    person = api.person()
    reply = await answered(api, person.forward(ARREST))

    person.press(reply, "How we check")

    (how,) = await api.replies(reply)
    assert how.text == words("en").say("how")


@pytest.mark.parametrize("data", ["z:9", "c:no-such-claim", "h:no-such-claim", "i:", "n:" + "x" * 60, "l:de"])
async def test_a_forged_press_is_answered_and_changes_nothing(bot, api, data):
    """Anybody can send any button data: it stops waiting, and nothing is recorded."""
    person = api.person()
    reply = await answered(api, person.forward(ARREST))

    press = person.press(reply, data=data)
    await api.until(lambda: bool(press.answers))

    assert (await answered(api, person.command("/help"))).text == words("en").say("help")
    assert await bot.records.judgements.counts("no-such-claim") == {}


# -- bad input ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "\u202ecba\u202d " * 50,
        "😀" * 2_000,
        "\ufdfa" * 4_096,
        "a" + "\u0301" * 4_000,
        "ab" * 2_048,
        "\u200b" * 100 + "x",
        "0" * 4_096,
    ],
    ids=["directions", "emoji", "expanding", "marks", "repeats", "invisible", "digits"],
)
async def test_odd_texts_are_answered_politely(bot, api, text):
    """Texts made to be slow or strange get one ordinary answer."""
    reply = await answered(api, api.person().say(text))

    assert len(reply.text) > 20


async def test_a_lone_surrogate_does_not_stop_anybody(bot, api):
    """Half a character, which no database takes, is answered like any other text."""
    person = api.person()
    chat = {"id": person.id, "type": "private", "first_name": "Ann"}
    message = {"message_id": 900, "date": 1_764_000_000, "chat": chat, "from": person.user, "text": "x \ud800 y"}

    api.inject({"message": message})

    await api.until(lambda: len(api.sent) == 1)
    assert len(api.sent[0].text) > 20


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {}},
        {"message": None},
        {"message": {"message_id": 1, "date": 10**18, "chat": {"id": 5, "type": "private"}, "text": "x"}},
        {"kind_of_the_future": {"chat": {"id": 5}}},
        {"callback_query": {"id": "1"}},
        "not an update",
        {"update_id": 10**25, "message": {}},
    ],
)
async def test_a_broken_update_stops_nobody(bot, api, broken):
    """An update that can't be read is set aside; the post behind it is answered."""
    api.inject(broken)

    reply = await answered(api, api.person().forward(ARREST))

    assert "French prosecutors" in reply.text


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v1", "duration": 3}}, "no-text"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "no-words"),
        ({"location": {"longitude": 1.0, "latitude": 2.0}}, "no-words"),
        ({"contact": {"phone_number": "+1", "first_name": "A"}}, "no-words"),
    ],
)
async def test_media_without_text_is_explained(bot, api, body, key):
    """A voice message or a picture without words is answered with what to send instead."""
    reply = await answered(api, api.person().send(body))

    assert reply.text == words("en").say(key)


# -- what lies beneath ----------------------------------------------------------------------------------


async def test_an_edit_of_a_claim_is_seen_by_the_next_post(tmp_path, bot, api):
    """The cache never answers from before an edit, even for the very same post."""
    person = api.person()
    first = await answered(api, person.forward(ARREST))

    engine = open_engine(f"sqlite:///{tmp_path / 'allegedly.sqlite3'}")
    store = SqlClaimStore(engine)
    claim = await store.claim("durov-arrested-le-bourget")
    assert claim is not None
    await store.save(replace(claim, context={"en": "The newest knowledge."}), by="ann")
    await engine.dispose()

    second = await answered(api, person.forward(ARREST))
    assert "The newest knowledge." not in first.text
    assert "The newest knowledge." in second.text


async def test_a_retired_claim_reaches_nobody(tmp_path, bot, api):
    """From the moment a claim is retired, no post finds it and no link opens it."""
    engine = open_engine(f"sqlite:///{tmp_path / 'allegedly.sqlite3'}")
    store = SqlClaimStore(engine)
    claim = await store.claim("durov-arrested-le-bourget")
    assert claim is not None
    await store.save(replace(claim, state=State.RETIRED), by="ann")
    await engine.dispose()

    person = api.person()
    found = await answered(api, person.forward(ARREST))
    opened = await answered(api, person.command("/start c_durov-arrested-le-bourget"))

    assert "French prosecutors confirmed that Durov was arrested" not in found.text
    assert opened.text == words("en").say("claim-gone")


async def test_a_restart_loses_nothing(tmp_path, api):
    """Posts sent while the bot was down are answered after it comes back, each once."""
    person = api.person()
    async with running(tmp_path, api):
        await answered(api, person.forward(ARREST))
    posts = [person.forward(f"{ARREST} {n}") for n in range(5)]

    async with running(tmp_path, api):
        for post in posts:
            await answered(api, post)
    assert len(api.sent) == 6


async def test_the_same_answers_on_postgresql_with_redis(tmp_path, api, postgres_url, valkey_url):
    """The databases and caches that an operator may choose change nothing for readers."""
    person = api.person()

    async with running(tmp_path, api, database_url=postgres_url, redis_url=valkey_url):
        first = await answered(api, person.forward(ARREST))
        again = await answered(api, person.forward(ARREST))

    assert "French prosecutors" in first.text
    assert again.text == first.text


async def test_a_redis_that_refuses_costs_no_answer(tmp_path, api):
    """Without the Redis that was promised, readers notice nothing."""
    async with running(tmp_path, api, redis_url="redis://127.0.0.1:1/0"):
        reply = await answered(api, api.person().forward(ARREST))

    assert "French prosecutors" in reply.text


async def test_no_log_line_holds_what_people_write(bot, api):
    """Words, names and numbers of readers are nowhere in the logs, whatever they send and press."""
    with structlog.testing.capture_logs() as lines:
        person = api.person("Zebulon-Canary")
        reply = await answered(api, person.forward(f"{ARREST} canary-words-4711"))
        await answered(api, person.say("canary-words-4711"))
        await answered(api, person.command("/start canary-words-4711"))
        press = person.press(reply, data="z:canary-words-4711")
        await api.until(lambda: bool(press.answers))
        api.inject({"message": {"text": "canary-words-4711"}})
        api.fail(Fault("http_error", "sendMessage", times=1))
        person.say("canary-words-4711 again")
        await api.confirmed()

    told = repr(lines)
    assert lines
    assert "canary" not in told.lower()
    assert str(person.id) not in told
