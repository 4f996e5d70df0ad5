"""Cards of the queue in the moderators' chat: one for each entry, changed as it changes, never a message an ask."""

from collections.abc import Awaitable, Callable

import structlog

from bot.asking.queue import Queue
from bot.delivery.errors import Later
from bot.delivery.sender import Sender
from bot.languages import Languages
from bot.rendering.asks import AskRenderer
from bot.store.ask_rows import Entry
from bot.store.queue import QueueRecords

log = structlog.get_logger()

NEW_AT_ONCE = 5
EDITED_AT_ONCE = 10
"""Cards of one pass: a group takes 20 messages a minute, and moderators are to read them."""
EDITED_EVERY = 60.0
"""Seconds between two edits of a card whose entry only grows; one that was closed is changed at once."""


SpokenIn = Callable[[int], Awaitable[str]]
"""The language of a group."""
WhereNow = Callable[[int], Awaitable[int]]
"""The id of a group, or of the supergroup that it became."""


class Cards:
    """Keeps the moderators' chat in step with the queue."""

    def __init__(
        self,
        records: QueueRecords,
        queue: Queue,
        languages: Languages,
        sender: Sender,
        chat_id: int,
        spoken_in: SpokenIn,
        where_now: WhereNow,
    ) -> None:
        self._records = records
        self._queue = queue
        self._languages = languages
        self._sender = sender
        self._chat_id = chat_id
        self._spoken_in = spoken_in
        self._where_now = where_now

    async def keep(self) -> None:
        """Send cards that are missing and change those that are behind, some at a time.

        Raises:
            StoreUnavailable: the database can't be used.
        """
        try:
            for entry in await self._records.without_card(limit=NEW_AT_ONCE):
                await self._send(entry)
            for entry in await self._records.with_old_card(older_than=EDITED_EVERY, limit=EDITED_AT_ONCE):
                await self._edit(entry)
        except Later:
            return  # the chat is closed for now; the next pass tries again

    async def remove(self, entry: Entry) -> None:
        """Take the text out of the card of an entry that is gone."""
        if entry.card_chat_id and entry.card_message_id:
            renderer = await self._renderer(entry.card_chat_id)
            await self._sender.edit(entry.card_chat_id, entry.card_message_id, renderer.removed())

    async def _send(self, entry: Entry) -> None:
        if not await self._records.take_card(entry):
            return
        chat_id = await self._where_now(self._chat_id)
        renderer = await self._renderer(chat_id)
        reply = renderer.card(await self._queue.card_of(entry))
        message_id = await self._sender.send(chat_id, reply, to=None)
        await self._records.card_shown(entry, await self._where_now(chat_id), message_id or 0)
        log.info("card_sent", sent=message_id is not None)

    async def _edit(self, entry: Entry) -> None:
        if entry.card_chat_id is None or not entry.card_message_id or not await self._records.take_card(entry):
            return
        renderer = await self._renderer(entry.card_chat_id)
        reply = renderer.card(await self._queue.card_of(entry))
        await self._sender.edit(entry.card_chat_id, entry.card_message_id, reply)
        await self._records.card_shown(entry, entry.card_chat_id, entry.card_message_id)

    async def _renderer(self, chat_id: int) -> AskRenderer:
        return AskRenderer(self._languages.speaking(await self._spoken_in(chat_id)))
