"""From a reader's press to the queue of the checkers: consent, limits, gathering."""

import asyncio

import pytest

from bot.asking.asks import MOST_A_DAY, MOST_OPEN, Outcome, Sending
from bot.buttons.readers import Action, Verb
from bot.words import words
from claims_db.model import LANGUAGES
from tests.bot.running import running
from tests.bot.talking import answered, labels, press
from tests.making import make_claim

UNKNOWN = "A hamster from Kharkiv won the chess championship against forty grandmasters yesterday evening"
OTHERS = (
    "Free museum tickets are given to everybody whose surname begins with a vowel",
    "The river behind the brewery turned violet after the festival of lanterns",
    "Bakers in the old town must close before noon on every second Thursday",
    "A rare owl stopped the tram line for three hours near the opera house",
    "Schoolchildren will plant nine thousand walnut trees along the railway",
    "The lighthouse keeper sold his collection of antique umbrellas to a museum",
)
say = words("en").say


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_found_offers_to_send_and_to_be_told(bot, api, language):
    """Who gets no check is told what would be kept, and only if they send it."""
    reply = await answered(api, api.person(language=language).forward(UNKNOWN))

    translated = words(language).say
    assert labels(reply)[:2] == [translated("button-send"), translated("button-tell")]
    assert translated("ask-kept") in reply.text


async def test_no_word_is_kept_before_consent(bot, api):
    """Pressing the button only shows what would be kept; saying no leaves nothing and brings the answer back."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))
    before = reply.text

    await press(api, person, reply, say("button-send"))
    asked = reply.text
    kept = len(await bot.records.queue.waiting(limit=10))
    await press(api, person, reply, say("button-ask-no"))

    assert say("ask-consent") in asked
    assert kept == len(await bot.records.queue.waiting(limit=10)) == 0
    assert reply.text == before


async def test_a_text_is_sent_with_one_confirmation(bot, api):
    """Send, yes: the text is in the queue, and the reader is told so below the same answer."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))

    await press(api, person, reply, say("button-send"))
    await press(api, person, reply, say("button-ask-yes"))

    (entry,) = await bot.records.queue.waiting(limit=5)
    assert (entry.text, entry.demand, entry.channel, entry.channel_post) == (UNKNOWN, 1, "citynews", 77)
    assert reply.text.endswith(say("ask-sent"))
    assert len(api.sent) == 1
    assert (await bot.records.asks.of_reader(bot.records.reader_keys.of(person.id)))[0][1].chat_id is None


async def test_asking_to_be_told_alone_sends_too(bot, api):
    """The bell can be pressed alone: the consent says that the chat's number is kept, and the text is sent."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))

    await press(api, person, reply, say("button-tell"))
    asked = reply.text
    await press(api, person, reply, say("button-ask-yes"))

    ((entry, ask),) = await bot.records.asks.of_reader(bot.records.reader_keys.of(person.id))
    assert say("ask-consent-tell") in asked
    assert (ask.chat_id, ask.hears, entry.demand) == (person.id, True, 1)
    assert reply.text.endswith(say("ask-sent-hears"))


async def test_who_has_sent_may_ask_to_be_told_afterwards(bot, api):
    """The bell under a text that was sent needs no second consent, and counts nobody twice."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))
    await press(api, person, reply, say("button-send"))
    await press(api, person, reply, say("button-ask-yes"))

    await press(api, person, reply, say("button-tell"))

    ((entry, ask),) = await bot.records.asks.of_reader(bot.records.reader_keys.of(person.id))
    assert reply.text.endswith(say("ask-sent-hears"))
    assert (ask.hears, entry.demand) == (True, 1)


async def test_sending_twice_counts_one_person(bot, api):
    """Presses repeated, a post sent again, a confirmation twice: one entry, one person."""
    person = api.person()
    for _ in range(2):
        reply = await answered(api, person.forward(UNKNOWN))
        data = str(Action(Verb.ASK, "yes"))
        presses = [person.press(reply, data=data) for _ in range(3)]
        await api.until(lambda presses=presses: all(one.answers for one in presses))
        await api.confirmed()
    async with asyncio.timeout(60):
        while not (waiting := await bot.records.queue.waiting(limit=5)):
            await asyncio.sleep(0.05)

    assert [entry.demand for entry in waiting] == [1]


async def test_demand_counts_people(bot, api):
    """Three people, each in their own words and decoration: one entry that three have sent."""
    texts = [UNKNOWN, f"❗️❗️ {UNKNOWN.upper()} 🔥", f"Forwarded message: {UNKNOWN}. Tell your friends"]
    for name, text in zip(("Ann", "Bob", "Eve"), texts, strict=True):
        person = api.person(name)
        reply = await answered(api, person.forward(text))
        await press(api, person, reply, say("button-send"))
        await press(api, person, reply, say("button-ask-yes"))

    (entry,) = await bot.records.queue.waiting(limit=5)
    assert entry.demand == 3


async def test_personal_data_never_reaches_the_queue(bot, api):
    """Numbers, addresses, accounts and the names of the people around a post are hidden before anything is kept."""
    person = api.person("Olena")
    origin = {"type": "hidden_user", "date": 1_764_000_000, "sender_user_name": "Petro Koval"}
    text = f"{UNKNOWN}. Call +380 67 123 45 67, write petro@example.org or @petro_k. Yours, Petro Koval"
    reply = await answered(api, person.forward(text, origin=origin))

    await press(api, person, reply, say("button-send"))
    await press(api, person, reply, say("button-ask-yes"))

    (entry,) = await bot.records.queue.waiting(limit=5)
    for hidden in ("380", "petro", "Petro", "Koval"):
        assert hidden not in entry.text
    assert (entry.channel, entry.channel_post) == ("", None)


async def test_a_post_that_is_gone_is_asked_for_again(bot, api):
    """The words come from the post itself: where it was deleted there is nothing to send, and that is said."""
    person = api.person()
    post = person.forward(UNKNOWN)
    reply = await answered(api, post)
    person.delete(post)

    pressed = person.press(reply, say("button-send"))
    await api.until(lambda: bool(pressed.answers))

    assert pressed.answers[0]["text"] == say("ask-no-post")
    assert len(await bot.records.queue.waiting(limit=10)) == 0


@pytest.mark.parametrize("subject", ["", "yes-please", "no-", "send-1"])
async def test_a_forged_press_sends_nothing(bot, api, subject):
    """Data that no button has changes nothing."""
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))

    pressed = person.press(reply, data=f"a:{subject}")
    await api.until(lambda: bool(pressed.answers))

    assert len(await bot.records.queue.waiting(limit=10)) == 0
    assert reply.edits == 0


def sending(text, reader_id=501, **changes):
    good = {"reader_id": reader_id, "text": text, "language": "en", "post_message_id": 1}
    return Sending(**good | changes)


async def test_a_reader_has_at_most_five_open_texts(bot, api):
    """The sixth is refused with a word, and the same text as before is still recognised."""
    outcomes = [(await bot.asks.send(sending(text))).outcome for text in OTHERS]

    assert outcomes == [Outcome.SENT] * MOST_OPEN + [Outcome.MOST_OPEN]
    assert (await bot.asks.send(sending(OTHERS[0], hears=True))).outcome is Outcome.ALREADY
    assert (await bot.asks.send(sending(OTHERS[5], limited=False))).outcome is Outcome.SENT


async def test_a_reader_sends_at_most_thirty_a_day(bot, api):
    """Also when the checkers are quick: after thirty texts within a day the next has to wait."""
    for number in range(MOST_A_DAY):
        name = f"{chr(97 + number // 6)}{chr(110 + number % 6)}" * 4
        sent = await bot.asks.send(sending(f"{name} opened {name[::-1]}ia beside {name[1:]}o"))
        assert sent.outcome is Outcome.SENT, number
        await bot.records.queue.close(sent.entry.id, "spam")

    assert (await bot.asks.send(sending(UNKNOWN))).outcome is Outcome.MOST_TODAY


async def test_the_word_about_limits_is_shown(bot, api):
    """Beyond the limit the reader is told why nothing was sent, and the buttons stay."""
    person = api.person()
    for text in OTHERS[:5]:
        await bot.asks.send(sending(text, reader_id=person.id))
    reply = await answered(api, person.forward(UNKNOWN))
    await press(api, person, reply, say("button-send"))

    await press(api, person, reply, say("button-ask-yes"))

    assert reply.text.endswith(say("ask-most-open"))
    assert say("button-send") in labels(reply)


async def test_a_text_that_was_judged_before_is_answered_at_once(bot, api):
    """Who sends what the checkers have looked at already learns what they said."""
    sent = await bot.asks.send(sending(UNKNOWN, reader_id=77))
    await bot.records.queue.close(sent.entry.id, "judged", reason="opinion")
    person = api.person()
    reply = await answered(api, person.forward(f"{UNKNOWN} 🙂"))
    await press(api, person, reply, say("button-send"))

    await press(api, person, reply, say("button-ask-yes"))

    assert reply.text.endswith(say("ask-judged", reason=say("reason-opinion")))


async def test_a_text_that_was_linked_before_shows_the_claim(bot, api):
    """Who sends what the checkers have linked to a claim gets that claim."""
    sent = await bot.asks.send(sending(UNKNOWN, reader_id=77))
    await bot.records.queue.close(sent.entry.id, "linked", claim_id="durov-arrested-le-bourget")
    person = api.person()
    reply = await answered(api, person.forward(UNKNOWN))
    await press(api, person, reply, say("button-send"))

    await press(api, person, reply, say("button-ask-yes"))

    assert reply.text.startswith(say("ask-answered"))
    assert "French prosecutors" in reply.text


async def test_a_restart_keeps_the_queue(tmp_path, api):
    """Near-duplicates find their entry also in a process that has just started."""
    async with running(tmp_path, api) as core:
        first = await core.asks.send(sending(UNKNOWN, reader_id=1))
    async with running(tmp_path, api) as core:
        second = await core.asks.send(sending(f"{UNKNOWN} (2)", reader_id=2))

    assert second.entry.id == first.entry.id
    assert second.entry.demand == 2


async def test_near_duplicates_of_many_people_make_one_entry(bot, api):
    """A flood of slightly different copies from as many people is one entry for the checkers."""
    endings = ("", " 🔥", " Share this", " Please forward!!!", " Is it true?", " I cannot believe it", "...")
    for number in range(200):
        text = f"{'❗️' * (number % 3)}{UNKNOWN}{endings[number % 7]} {number if number % 2 else ''}"
        await bot.asks.send(sending(text, reader_id=10_000 + number))

    entries = await bot.records.queue.waiting(limit=100)
    assert [entry.demand for entry in entries] == [200]


WEAK = "Durov was detained in Italy after he landed"  # in France, says the claim


@pytest.mark.parametrize(("button", "verdict"), [("button-same", "same"), ("button-different", "different")])
async def test_what_a_reader_says_of_a_close_claim_goes_with_the_text(bot, api, button, verdict):
    """Same or different reaches the checkers with the text, once its sender agrees; the text is never kept unasked."""
    person = api.person()
    reply = await answered(api, person.forward(WEAK))
    assert reply.text.startswith(say("weak"))
    await press(api, person, reply, say(button))
    before = len(await bot.records.queue.waiting(limit=10))

    await press(api, person, reply, say("button-send-wording" if verdict == "same" else "button-send"))
    await press(api, person, reply, say("button-ask-yes"))

    ((_, ask),) = await bot.records.asks.of_reader(bot.records.reader_keys.of(person.id))
    assert before == 0
    assert (ask.about_claim, ask.verdict) == ("durov-arrested-le-bourget", verdict)


async def test_a_post_that_was_answered_meanwhile_is_not_sent(bot, api):
    """Between the answer and the press a claim may have been published: the reader gets it at once."""
    person = api.person()
    reply = await answered(api, person.forward("Zubry returned to the Zelenyi Hai reserve in spring"))
    claim = make_claim(
        id="zubry", statement="Zubry returned to the Zelenyi Hai reserve in spring.", phrasings=(), near_misses=()
    )
    await bot.store.save(claim, by="test")

    await press(api, person, reply, say("button-send"))

    assert "The city says" in reply.text
    assert len(await bot.records.queue.waiting(limit=10)) == 0
