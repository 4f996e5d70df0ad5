"""Sends notices one after the other at the sender's pace, and knows after a crash which are still owed.

A message is marked as begun before Telegram is called. One that a crash left there is not sent again, as Telegram can't
be asked whether it went out; the log counts it. Whatever was not begun goes out, and so do edits, which do no harm
twice.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict

import structlog

from bot.asking.notices import Lost, Notice, Render, Sent
from bot.delivery.errors import Later
from bot.delivery.sender import Sender
from bot.store.notices import NoticeRecords, StoredNotice
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

AT_ONCE = 4
"""Notices under way at a time: the pace is the sender's, and readers' answers go between them."""
_PORTION = 40
_LOOK_EVERY = 5.0
_MOST_TRIES = 20


class DatabaseOutbox:
    """Notices in the bot's own database."""

    def __init__(self, records: NoticeRecords, sender: Sender) -> None:
        self._records = records
        self._sender = sender
        self._kinds: dict[str, tuple[Render, Sent | None, Lost | None]] = {}
        self._news = asyncio.Event()

    def handles(self, kind: str, render: Render, *, on_sent: Sent | None = None, on_lost: Lost | None = None) -> None:
        """Say who puts notices of a kind into words, and who is told what became of one."""
        self._kinds[kind] = (render, on_sent, on_lost)

    async def add(self, notices: Sequence[Notice]) -> None:
        """Take over notices; durable on return. Those whose key is known already are left out."""
        await self._records.add([asdict(notice) for notice in notices])
        self._news.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; what is under way then is ended, the rest stays owed."""
        waking = asyncio.create_task(self._wake_at(stop))
        try:
            with suppress(StoreUnavailable):  # the first pass will say so
                await self._recover()
            while not stop.is_set():
                self._news.clear()
                if not await self._pass(stop) and not stop.is_set():
                    await self._sleep()
        finally:
            waking.cancel()

    async def _recover(self) -> None:
        if in_doubt := await self._records.recover():
            log.warning("notices_in_doubt", number=in_doubt)

    async def _pass(self, stop: asyncio.Event) -> bool:
        """Send a portion; false when nothing was to be sent, or the database is away."""
        taken: list[StoredNotice] = []
        try:
            taken = await self._records.take(_PORTION)
            await (self._send_all(taken, stop) if taken else self._recover())
        except* StoreUnavailable:
            log.warning("outbox_unavailable")
            taken = []
        return bool(taken)

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._news.set()

    async def _sleep(self) -> None:
        try:
            async with asyncio.timeout(_LOOK_EVERY):
                await self._news.wait()
        except TimeoutError:
            pass

    async def _send_all(self, taken: Sequence[StoredNotice], stop: asyncio.Event) -> None:
        """Send a portion, each chat's notices in their order."""
        lines: dict[int, list[StoredNotice]] = {}
        for one in taken:
            lines.setdefault(one.chat_id, []).append(one)
        slots = asyncio.Semaphore(AT_ONCE)

        async def send_line(line: list[StoredNotice]) -> None:
            async with slots:
                for one in line:
                    await (self._records.postpone(one.id, 0.0) if stop.is_set() else self._send(one))

        async with asyncio.TaskGroup() as group:
            for line in lines.values():
                group.create_task(send_line(line))
        log.info("notices_sent", number=len(taken), waiting=await self._records.waiting())

    async def _send(self, one: StoredNotice) -> None:
        kind = self._kinds.get(one.kind)
        if kind is None or one.tries > _MOST_TRIES:
            await self._records.done(one.id)
            return
        render, on_sent, on_lost = kind
        notice = Notice(one.kind, one.chat_id, one.claim_id, one.key, one.payload, one.edit_message_id)
        begun = False

        async def begin() -> None:
            nonlocal begun
            await self._records.begin(one.id)
            begun = True

        try:
            reply = await render(notice)
            if reply is None:
                await self._records.done(one.id)
                return
            await self._sender.bulk_turn()
            if notice.edit_message_id is not None:
                out = await self._sender.edit(notice.chat_id, notice.edit_message_id, reply)
            else:
                to, elsewhere = notice.payload.get("to"), notice.payload.get("elsewhere")
                message_id = await self._sender.send(notice.chat_id, reply, to=to, elsewhere=elsewhere, begin=begin)
                out = message_id is not None
                if message_id is not None and on_sent is not None:
                    await on_sent(notice, message_id)
            await (self._records.done(one.id) if out else self._give_up(one, notice, on_lost))
        except Later as later:
            await self._records.postpone(one.id, time.time() + later.delay)
        except StoreUnavailable:
            raise
        except Exception as error:
            log.exception("notice_failed", kind=one.kind, error=type(error).__name__)
            if begun:  # it may be out
                await self._records.done(one.id)
            else:
                await self._records.postpone(one.id, time.time() + 60 * one.tries, counted=True)

    async def _give_up(self, one: StoredNotice, notice: Notice, on_lost: Lost | None) -> None:
        """It is not out, or nobody knows: to a chat that shut the bot out nothing else is owed either."""
        shut_out = self._sender.shut_out(one.chat_id)
        if shut_out and on_lost is not None:
            await on_lost(notice)
        log.info("notice_given_up", kind=one.kind, shut_out=shut_out)
        await (self._records.drop_chat(one.chat_id) if shut_out else self._records.done(one.id))
