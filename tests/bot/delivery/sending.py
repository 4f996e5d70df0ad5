"""A reply, and how tests of the sender send it."""

import asyncio

from telegram import Bot

from bot.delivery.errors import Later
from bot.delivery.sender import Sender
from bot.reply import Entity, Quote, Reply
from tests.bot.delivery.scripted import TOKEN

REPLY = Reply("Known: the bridge stays open.", entities=(Entity("bold", 0, 5),), quote=Quote("closes", 3))
PERSON, GROUP = 7, -100_7


def sender_to(telegram, **settings):
    """A sender of a real Bot over the scripted Telegram."""
    bot = Bot(TOKEN, request=telegram, get_updates_request=telegram)
    return Sender(bot, **{"stop": asyncio.Event(), **settings})


async def send_patiently(sender, chat_id=PERSON, to=5):
    """Send as the dispatcher does: again when the sender says later; the id, and how often it said so."""
    postponed = 0
    while True:
        try:
            return await sender.send(chat_id, REPLY, to=to), postponed
        except Later as later:
            postponed += 1
            assert postponed < 100
            await asyncio.sleep(later.delay)
