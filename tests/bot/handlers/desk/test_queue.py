"""A card of the queue becomes a claim, and its entry closes when the claim is published."""

import asyncio

from bot.asking.asks import Sending
from bot.words import words
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, STARTER

SAY = words("en").say
TEXT = "Channels with few readers vanish from Telegram this December, so the admins say"


async def card_of(desk, text=TEXT):
    """The card in the moderators' chat of what a reader has sent."""
    sent = await desk.core.asks.send(Sending(desk.reader.id, text, "en", 11))
    await desk.api.until(lambda: any("📥" in message.text for message in desk.api.sent), within=60)
    return sent.entry.id, next(message for message in desk.api.sent if "📥" in message.text)


async def test_a_reply_to_a_card_takes_its_text_and_closes_it(desk):
    """The form as a reply: the post is a phrasing, and those who asked are told when it is published."""
    entry_id, card = await card_of(desk)

    preview = await desk.reply(desk.moderator.say(FORM, chat=desk.chat, reply_to=card))
    assert SAY("desk-proof", phrasings=4, near=1) in preview.text
    assert (await desk.core.queue.entry(entry_id)).state == "open"
    await desk.press(desk.moderator, preview, "Publish")

    entry = await desk.core.queue.entry(entry_id)
    assert (entry.state, entry.claim_id) == ("linked", CLAIM_ID)


async def test_the_button_of_a_card_begins_a_claim(desk):
    """ "New claim" asks which of the closest claims it is, before it asks for a new one."""
    entry_id, card = await card_of(desk, "Telegram goes paid for absolutely everyone next month, tell all your friends")

    desk.moderator.press(card, SAY("button-queue-new"))
    (asked,) = await desk.api.replies(card, within=60)
    await desk.press(desk.moderator, asked, 1)
    await desk.press(desk.moderator, asked, SAY("desk-button-add-phrasing"))
    await asyncio.sleep(0)

    entry = await desk.core.queue.entry(entry_id)
    assert (entry.state, entry.claim_id) == ("linked", STARTER)
