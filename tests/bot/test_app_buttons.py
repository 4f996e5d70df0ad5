"""The whole bot: what readers press under an answer."""

import pytest

from bot.words import words
from tests.bot.talking import ARREST, answered


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
