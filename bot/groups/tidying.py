"""Takes away the bot's messages in groups whose admins want them to go."""

import asyncio

import structlog

from bot.delivery.sender import Sender
from bot.groups.speaking import Groups
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

EVERY = 15.0
"""Seconds between two looks at what is due."""


async def tidy(groups: Groups, sender: Sender) -> None:
    """Delete what is due, now and for as long as the program runs."""
    while True:
        try:
            await tidy_once(groups, sender)
        except StoreUnavailable as error:
            log.warning("tidying_failed", error=type(error).__name__)
        await asyncio.sleep(EVERY)


async def tidy_once(groups: Groups, sender: Sender) -> None:
    """Delete what is due now. Raises StoreUnavailable when the database can't be used."""
    for chat_id, message_id in await groups.due():
        if not await sender.delete(chat_id, message_id):
            return
        await groups.deleted(chat_id, message_id)
