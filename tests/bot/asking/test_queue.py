"""The queue in the moderators' hands: what a card shows, what its buttons do, and who may press them."""

import pytest

from bot.buttons.queue import Reason, mark_of
from bot.words import words
from tests.bot.asking.queueing import POST, press, sending, state_of
from tests.bot.running import running

OTHER = "The river behind the brewery turned violet after the festival of lanterns"
CLOSE = "They say Durov was arrested near Paris, and that the hamster of the airport saw it all"
ARREST = "durov-arrested-le-bourget"
say = words("en").say


@pytest.fixture
async def bot(tmp_path, api, moderator):
    async with running(tmp_path, api, owner_ids=[moderator.id]) as core:
        yield core


async def shown(api, person, chat=None):
    """The first card that /queue shows."""
    (card,) = await api.replies(person.command("/queue", chat=chat))
    await api.confirmed()
    return card


async def test_an_empty_queue_says_so(bot, api, moderator):
    """Nothing to do is an answer too."""
    assert (await shown(api, moderator)).text == say("queue-empty")


async def test_a_card_shows_what_a_moderator_needs(bot, api, moderator):
    """Text, demand, languages, where it came from and the closest claims; nothing about who sent it."""
    await bot.asks.send(sending(CLOSE, 501, channel="citynews", channel_post=77))
    await bot.asks.send(sending(f"{CLOSE} 🔥", 502, language="en"))

    card = await shown(api, moderator)

    assert CLOSE in card.text
    assert say("queue-demand", count=2) in card.text
    assert "Ukrainian 1" in card.text
    assert "https://t.me/citynews/77" in [entity.get("url") for entity in card.entities]
    assert "Durov was arrested" in card.text
    assert "501" not in card.text


async def test_the_most_wanted_comes_first(bot, api, moderator):
    """Demand ranks, then age; what was put off comes last."""
    first = (await bot.asks.send(sending(POST, 1))).entry
    wanted = (await bot.asks.send(sending(OTHER, 2))).entry
    await bot.asks.send(sending(OTHER, 3))
    put_off = (await bot.asks.send(sending(CLOSE, 4))).entry
    for reader in range(5, 9):
        await bot.asks.send(sending(CLOSE, reader))
    await bot.queue.put_off(put_off.id)

    waiting = await bot.queue.waiting(limit=10)

    assert [entry.id for entry in waiting] == [wanted.id, first.id, put_off.id]


async def test_it_is_this_claim(bot, api, moderator):
    """One press links the entry, and the card says so; a second press changes nothing."""
    entry = (await bot.asks.send(sending(CLOSE))).entry
    card = await shown(api, moderator)
    link = f"q:{entry.id}-l-{mark_of(ARREST)}"

    await press(api, moderator, card, data=link)
    again = await press(api, moderator, card, data=link)

    assert await state_of(bot, entry.id) == ("linked", ARREST, None)
    assert "Closed: it is the claim" in card.text
    assert again.answers[0]["text"] == say("queue-closed-already")


async def test_not_checkable_asks_for_the_reason(bot, api, moderator):
    """The reason is chosen with a button, and can be thought over."""
    entry = (await bot.asks.send(sending(POST))).entry
    card = await shown(api, moderator)

    await press(api, moderator, card, say("button-queue-judge"))
    asked = card.text
    await press(api, moderator, card, say("button-queue-back"))
    await press(api, moderator, card, say("button-queue-judge"))
    await press(api, moderator, card, say("button-reason-prediction"))

    assert say("queue-which-reason") in asked
    assert await state_of(bot, entry.id) == ("judged", None, "prediction")
    assert say("reason-prediction") in card.text


@pytest.mark.parametrize(("button", "state"), [("button-queue-spam", "spam"), ("button-queue-later", "open")])
async def test_spam_and_later(bot, api, moderator, button, state):
    """Spam leaves the queue, later stays in it."""
    entry = (await bot.asks.send(sending(POST))).entry
    card = await shown(api, moderator)

    await press(api, moderator, card, say(button))

    assert (await state_of(bot, entry.id))[0] == state
    assert len(await bot.queue.waiting(limit=5)) == (state == "open")


async def test_a_long_queue_is_shown_in_portions(bot, api, moderator):
    """Five cards, then a button for the rest."""
    texts = [POST, OTHER, CLOSE, "Bakers must close before noon", "A rare owl stopped the tram", "Free walnut trees"]
    for number, text in enumerate([*texts, "The lighthouse keeper sold his umbrellas"]):
        await bot.asks.send(sending(text, 600 + number))

    await shown(api, moderator)
    await api.until(lambda: len(api.sent) == 6)
    more = api.sent[-1]
    await press(api, moderator, more, 1)
    await api.until(lambda: len(api.sent) == 8)

    assert more.text == say("queue-more", count=2)
    assert say("queue-head", number=7) in api.sent[-1].text


@pytest.mark.parametrize("step", ["l-" + mark_of(ARREST), "j-opinion", "s", "t", "r", "n", "p-" + mark_of(ARREST)])
async def test_readers_may_press_nothing(bot, api, step):
    """Whoever forges a moderator's button, in private or elsewhere, changes nothing."""
    entry = (await bot.asks.send(sending(CLOSE))).entry
    reader = api.person("Rita")
    (reply,) = await api.replies(reader.forward(POST))
    before = reply.text

    pressed = await press(api, reader, reply, data=f"q:{entry.id}-{step}")

    assert pressed.answers[0]["text"] == say("queue-moderators-only")
    assert reply.text == before
    assert await state_of(bot, entry.id) == ("open", None, None)


async def test_a_dismissed_moderator_loses_the_buttons_at_once(bot, api, moderator):
    """Rights are read at the act: a card from before the dismissal does nothing any more."""
    helper = api.person("Hugo")
    await bot.roles.add(helper.id, by=moderator.id)
    entry = (await bot.asks.send(sending(POST))).entry
    card = await shown(api, helper)
    await bot.roles.remove(helper.id, by=moderator.id)

    await press(api, helper, card, say("button-queue-spam"))

    assert (await state_of(bot, entry.id))[0] == "open"


async def test_readers_get_one_line_for_the_command(bot, api):
    """/queue of a reader shows no entry."""
    await bot.asks.send(sending(POST))

    assert (await shown(api, api.person("Rita"))).text == say("queue-moderators-only")


async def test_other_groups_never_see_the_queue(bot, api, moderator):
    """A moderator is sent to the private chat; a stranger's command gets no word."""
    await bot.asks.send(sending(POST))
    stranger = api.person("Stan")
    chat = api.group("Neighbours", stranger, moderator)

    ignored = stranger.command("/queue", chat=chat)
    card = await shown(api, moderator, chat)

    assert card.text == say("queue-elsewhere")
    assert api.answers_to(ignored) == []


async def test_a_forwarded_command_shows_nothing(bot, api, moderator):
    """A moderator who forwards somebody's /queue has not given a command."""
    await bot.asks.send(sending(POST))

    (reply,) = await api.replies(moderator.forward("/queue"))

    assert POST not in reply.text


async def test_a_claim_that_went_meanwhile_is_not_linked(bot, api, moderator):
    """A button whose claim was retired since says so."""
    entry = (await bot.asks.send(sending(CLOSE))).entry
    card = await shown(api, moderator)
    for candidate in entry.candidates:
        await bot.curator.retire(candidate, "test", moderator.id)

    pressed = await press(api, moderator, card, data=f"q:{entry.id}-l-{mark_of(entry.candidates[0])}")

    assert pressed.answers[0]["text"] == say("queue-claim-gone")
    assert (await state_of(bot, entry.id))[0] == "open"


async def test_the_text_can_be_learnt_as_a_phrasing(bot, api, moderator):
    """After linking, a press adds the wording to the claim; never without one."""
    entry = (await bot.asks.send(sending(CLOSE, language="en"))).entry
    card = await shown(api, moderator)
    await press(api, moderator, card, data=f"q:{entry.id}-l-{mark_of(ARREST)}")
    before = (await bot.curator.claim(ARREST)).phrasings

    pressed = await press(api, moderator, card, "Add as a phrasing")

    assert CLOSE not in [phrasing.text for phrasing in before]
    assert pressed.answers[0]["text"] == say("queue-phrasing-added")
    assert CLOSE in [phrasing.text for phrasing in (await bot.curator.claim(ARREST)).phrasings]


async def test_what_readers_call_different_can_be_kept_as_a_near_miss(bot, api, moderator):
    """ "Different" under a close claim reaches the tray, and becomes a test of the claim when a moderator says so."""
    await bot.asks.send(sending(POST, about_claim=ARREST, verdict="different"))
    card = await shown(api, moderator)

    pressed = await press(api, moderator, card, "Keep as a near miss")

    assert say("queue-verdicts", claim="x", same=0, different=1).split("”")[1] in card.text
    assert pressed.answers[0]["text"] == say("queue-near-miss-added")
    assert POST in (await bot.curator.claim(ARREST)).near_misses


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_reason_has_words(reason, language):
    """Whatever a moderator chooses, the reader is told in their language."""
    assert len(words(language).say(f"reason-{reason}")) > 20
    assert words(language).say(f"button-reason-{reason}")
