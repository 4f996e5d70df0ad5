"""Sends digests that are due, some at a time, between the answers to readers who ask.

A digest is marked as begun before Telegram is called, so that no process sends a second one that day, and its reader is
told up to its revision only once it is out. One that a crash left in between may have arrived: it is not sent again,
and what it told comes with the next one.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import Enum, auto

import structlog

from bot.delivery.errors import Later
from bot.delivery.sender import Begin, Sender
from bot.delivery.waiting import pause
from bot.digest.pages import Pages
from bot.digest.rendering import digest
from bot.digest.schedule import following, sending_day
from bot.languages import Languages
from bot.store.digests import Digest, Digests
from claims_db.errors import StoreUnavailable
from claims_db.store import ClaimStore

log = structlog.get_logger()

EVERY = 600.0
"""Seconds between two looks for digests that are due."""
PORTION = 200
"""Readers who are looked at together; no more of them are in memory."""
AT_ONCE = 4
"""Digests under way at a time: the pace is the sender's, and readers' answers go between them."""


class _NotOurs(Exception):
    """Another process sends this digest, or its reader wants none any more."""


class _End(Enum):
    """What became of a digest."""

    OUT = auto()
    LEFT = auto()  # nothing to tell, done by another process, given up
    LATER = auto()  # Telegram or the database is away, or the chat is closed for a while


class Sending:
    """Sends each reader's digest once, also where several processes do, and whatever happens to them."""

    def __init__(
        self,
        digests: Digests,
        store: ClaimStore,
        pages: Pages,
        languages: Languages,
        sender: Sender,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._digests = digests
        self._store = store
        self._pages = pages
        self._languages = languages
        self._sender = sender
        self._now = now

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until `stop` is set; digests that are under way then are ended."""
        while not stop.is_set():
            try:
                await self.send(stop)
            except StoreUnavailable as error:
                log.warning("digests_postponed", error=type(error).__name__)
            except Exception as error:  # nothing else of the bot stops for a digest
                log.exception("digests_failed", error=type(error).__name__)
            await pause(stop, EVERY)

    async def send(self, stop: asyncio.Event) -> int:
        """Send all that is due at this hour, each once tried: how many went out.

        Raises:
            StoreUnavailable: the database can't be used.
        """
        last: Digest | None = None
        out, ends = 0, set[_End]()
        while not stop.is_set() and ends != {_End.LATER} and (today := sending_day(self._now())):
            due = await self._digests.due(today, after=last, limit=PORTION)
            if not due:
                break
            last = due[-1]
            found = await self._send_all(await self._with_news(due, today), today, stop)
            out, ends = out + found.count(_End.OUT), set(found)
        if out:
            log.info("digests_sent", number=out)
        return out

    async def _with_news(self, due: Sequence[Digest], today: date) -> list[Digest]:
        """Those of `due` for whom something is new; the others are done with."""
        revision = await self._store.revision()
        news = {since: bool((await self._pages.first(since, revision)).told) for since in {one.revision for one in due}}
        if quiet := [one.chat_id for one in due if not news[one.revision]]:
            await self._digests.nothing_new(quiet, today, following(today), revision)
        return [one for one in due if news[one.revision]]

    async def _send_all(self, due: Sequence[Digest], today: date, stop: asyncio.Event) -> list[_End]:
        slots = asyncio.Semaphore(AT_ONCE)

        async def send(one: Digest) -> _End:
            async with slots:
                return _End.LATER if stop.is_set() else await self._try(one, today)

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(send(one)) for one in due]
        return [task.result() for task in tasks]

    async def _try(self, one: Digest, today: date) -> _End:
        begun = False

        async def begin() -> None:
            nonlocal begun
            if not begun and not await self._digests.begin(one.chat_id, today, following(today)):
                raise _NotOurs
            begun = True

        try:
            try:
                return await self._send(one, today, begin)
            except Later:
                if begun:
                    await self._digests.put_back(one)
                return _End.LATER
        except _NotOurs:
            return _End.LEFT
        except StoreUnavailable as error:
            log.warning("digest_postponed", error=type(error).__name__)
            return _End.LATER
        except Exception as error:
            log.exception("digest_failed", error=type(error).__name__)
            return _End.LEFT

    async def _send(self, one: Digest, today: date, begin: Begin) -> _End:
        await self._sender.bulk_turn()
        revision = await self._store.revision()
        page = await self._pages.first(one.revision, revision)
        if not page.told:  # taken back while others had their turn
            await self._digests.nothing_new([one.chat_id], today, following(today), revision)
            return _End.LEFT
        plain = await self._languages.renderer(one.chat_id, one.language)
        if await self._sender.send(one.chat_id, digest(plain, page), to=None, begin=begin) is not None:
            await self._digests.told(one.chat_id, revision)
            return _End.OUT
        if shut_out := self._sender.shut_out(one.chat_id):
            await self._digests.stop(one.chat_id)
        log.info("digest_given_up", shut_out=shut_out)
        return _End.LEFT
