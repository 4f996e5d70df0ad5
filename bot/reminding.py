"""The daily reminder of overdue claims: to the moderators' chat, and to each moderator who asked for it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from bot.curation import Curator
from bot.delivery.errors import Later
from bot.delivery.sender import Sender
from bot.languages import Languages
from bot.rendering.listing import reviews
from bot.roles import Role, Roles
from bot.store.reminders import Reminders
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

EVERY = 600.0
"""Seconds between two looks at the clock."""
FROM_HOUR = 7
"""Hour (UTC) from which people are reminded."""


class Reminding:
    """Reminds each chat at most once a day, also where several processes do."""

    def __init__(
        self,
        reminders: Reminders,
        curator: Curator,
        roles: Roles,
        languages: Languages,
        sender: Sender,
        *,
        moderators_chat_id: int | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._reminders = reminders
        self._curator = curator
        self._roles = roles
        self._languages = languages
        self._sender = sender
        self._moderators_chat_id = moderators_chat_id
        self._now = now

    async def run(self) -> None:
        """Remind now, where it is due, and for as long as the program runs."""
        while True:
            try:
                await self.remind()
            except (StoreUnavailable, Later) as error:
                log.warning("reminder_failed", error=type(error).__name__)
            await asyncio.sleep(EVERY)

    async def remind(self) -> int:
        """Remind every chat that is due: how many were. Nobody is told that nothing is overdue."""
        now = self._now()
        if now.hour < FROM_HOUR:
            return 0
        today, reminded = now.date(), 0
        if self._moderators_chat_id is not None:
            await self._reminders.ask(self._moderators_chat_id)
        due = await self._reminders.due(today)
        claims = await self._curator.overdue(today) if due else ()
        for chat_id in due if claims else ():
            in_group = chat_id == self._moderators_chat_id
            if not in_group and await self._roles.of(chat_id) < Role.MODERATOR:
                await self._reminders.stop(chat_id)
            elif await self._reminders.take(chat_id, today):
                plain = await self._languages.renderer(chat_id, None)
                reply = reviews(plain, claims, 0, reminded=None if in_group else True)
                await self._sender.send(chat_id, reply, to=None)
                reminded += 1
        log.info("reminded", chats=reminded, overdue=len(claims))
        return reminded
