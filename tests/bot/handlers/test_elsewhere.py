"""Other fact-checkers are searched only where a reader presses for it: the whole bot, a server in Google's place."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.elsewhere import FactCheckTools
from bot.words import words
from tests.bot.elsewhere.google_server import KEY, answer, review
from tests.bot.elsewhere.google_server import google as serve_google
from tests.bot.running import running
from tests.bot.talking import answered

UNKNOWN = "A hamster from Kharkiv won the chess championship against forty grandmasters"
KNOWN = "Telegram CEO Pavel Durov was arrested at Le Bourget airport near Paris after his jet landed from Baku"
say = words("en").say
BUTTON = say("button-elsewhere")


@pytest.fixture
async def google(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with serve_google(answer(review())) as server:
        yield server


@pytest.fixture
def owner(api):
    return api.person("Olha")


@pytest.fixture
async def bot(tmp_path, api, google, owner):
    tools = FactCheckTools(KEY, base_url=google.base_url)
    async with running(tmp_path, api, owner_ids=[owner.id], fact_check_tools=tools) as core:
        yield core


def buttons(reply):
    return [button["text"] for button in reply.buttons]


async def press(api, person, reply, button=BUTTON):
    """Press and wait until the button has stopped waiting; what it said."""
    pressed = person.press(reply, button)
    await api.until(lambda: bool(pressed.answers))
    await api.confirmed()
    return pressed.answers[0]["text"]


async def test_what_others_found_comes_as_a_message_of_its_own(bot, api, google):
    """Nothing is sent until the press; then the reviews are shown below the answer, which stays as it was."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))
    assert say("elsewhere-hint", count=300) in reply.text
    assert google.asked == []

    await press(api, person, reply)

    (found,) = await api.replies(reply)
    assert found.text.startswith(say("elsewhere-found"))
    assert "Example Check 1 (2 May 2024)" in found.text
    assert say("elsewhere-rating", rating="Mostly false") in found.text
    assert reply.edits == 0
    assert google.queries == [{"query": UNKNOWN.lower(), "languageCode": "en", "pageSize": "10"}]


async def test_personal_data_and_links_stay_here(bot, api, google):
    """Numbers, addresses, accounts and links in a post are not sent, nor who sent it."""
    person = api.person("Zebulon", username="zebulon")
    secrets = "call +380 44 123 45 67 or ann@mail.example or @annie_b https://t.me/+s3cret"
    reply = await answered(api, person.forward(f"{UNKNOWN}, {secrets}, says Zebulon"))

    await press(api, person, reply)

    asked = google.queries[0]["query"]
    assert asked.startswith(UNKNOWN.lower())
    for told in ("380", "123", "mail", "annie", "s3cret", "zebulon"):
        assert told not in asked
    assert not any(str(person.id) in head or "zebulon" in head.lower() for head in google.heads)


async def test_a_post_in_ukrainian_is_answered_in_ukrainian(bot, api, google):
    """The search is for reviews in the language of the post, the words around them are the reader's."""
    person = api.person(language="uk")
    reply = await answered(api, person.forward("Хом'як із Харкова виграв чемпіонат із шахів у сорока гросмейстерів"))

    await press(api, person, reply, words("uk").say("button-elsewhere"))

    (found,) = await api.replies(reply)
    assert found.text.startswith(words("uk").say("elsewhere-found"))
    assert google.queries[0]["languageCode"] == "uk"


async def test_nothing_found_is_no_verdict(bot, api, google):
    """Others have no check either: that says nothing about the post."""
    google.body = b"{}"
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))

    await press(api, person, reply)

    assert (await api.replies(reply))[0].text == say("elsewhere-nothing")


async def test_a_failure_is_told_politely_and_in_no_words_of_the_post(bot, api, google):
    """The reader may press again later; logs hold neither the post nor the key."""
    google.status = 403
    person = api.person()
    with capture_logs() as logs:
        reply = await answered(api, person.forward(UNKNOWN))
        await press(api, person, reply)

        assert (await api.replies(reply))[0].text == say("elsewhere-later")
    told = repr(logs).lower()
    assert "elsewhere_unanswered" in told
    assert not any(word in told for word in ("hamster", "kharkiv", "grandmasters", KEY))


async def test_it_is_offered_only_where_nothing_is_known(bot, api, google):
    """Not beside our own checks, not for a greeting, and never in a group."""
    person = api.person()
    for post in (person.forward(KNOWN), person.say("Is it?")):
        assert BUTTON not in buttons(await answered(api, post))
    group = api.group("Neighbours", api.person("Olga"), bot="administrator")
    post = person.forward(UNKNOWN, chat=group)
    person.command("/check", chat=group, reply_to=post)
    await api.until(lambda: any("no check" in message.text for message in api.sent))

    assert all(BUTTON not in buttons(message) for message in api.sent)
    assert google.asked == []


async def test_the_button_stays_when_the_post_was_sent_to_the_checkers(bot, api, google):
    """One does not take the place of the other; "no" brings back all that was there."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))
    before = buttons(reply)

    for number, pressed in enumerate(("button-send", "button-ask-no", "button-send", "button-ask-yes"), 1):
        person.press(reply, say(pressed))
        await api.until(lambda number=number: reply.edits == number)
        if pressed == "button-ask-no":
            assert buttons(reply) == before

    assert buttons(reply) == [say("button-tell"), BUTTON, say("button-how")]
    await press(api, person, reply)
    assert (await api.replies(reply))[0].text.startswith(say("elsewhere-found"))


async def test_who_presses_on_and_on_is_held_back(bot, api, google, standing_clock):
    """Five searches at once; more are refused on the button, without a message and without a question."""
    person = api.person()
    replies = [await answered(api, person.forward(f"{UNKNOWN} number {number}")) for number in range(6)]

    said = [await press(api, person, reply) for reply in replies]

    assert said == [""] * 5 + [say("elsewhere-later")]
    assert len(google.asked) == 5
    assert api.answers_to(replies[5]) == []


async def test_who_moderates_is_not_held_back(bot, api, google, owner):
    """Limits are for readers; the bound of the process holds for all."""
    replies = [await answered(api, owner.forward(f"{UNKNOWN} number {number}")) for number in range(6)]

    assert [await press(api, owner, reply) for reply in replies] == [""] * 6
    assert len(google.asked) == 6


async def test_a_post_that_is_gone_is_not_searched_for(bot, api, google):
    """Without the post there is nothing to send: the reader is asked for it."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))
    reply.reply_to = None

    assert await press(api, person, reply) == say("ask-no-post")
    assert google.asked == []


async def test_without_a_key_nothing_of_it_exists(tmp_path, api):
    """No button, no exception in /privacy, and a button of an earlier time says that it is unknown now."""
    async with running(tmp_path, api):
        person = api.person()
        reply = await answered(api, person.forward(UNKNOWN))
        privacy = await answered(api, person.command("/privacy"))

        assert BUTTON not in buttons(reply)
        assert "Google" not in reply.text + privacy.text
        pressed = person.press(reply, data="e:")
        await api.until(lambda: bool(pressed.answers))
        assert pressed.answers[0]["text"] == say("pressed-unknown")
        await asyncio.sleep(0.1)
        assert api.answers_to(reply) == []


async def test_privacy_names_google_where_it_may_be_asked(bot, api):
    """The one third party that may get words of a reader is named, and when."""
    privacy = await answered(api, api.person().command("/privacy"))

    assert say("privacy", elsewhere="yes") == privacy.text
    assert "Google" in privacy.text
