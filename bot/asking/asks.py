"""What readers send to the checkers: kept with their consent only, masked, and gathered with what others sent.

Knows neither Telegram nor words.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import structlog

from bot.asking.gathering import Folded, Gatherer
from bot.asking.masking import mask
from bot.asking.queue import CLOSE_ENOUGH
from bot.checking.survivors import Survivors
from bot.store.ask_rows import Entry, NewAsk, NewEntry
from bot.store.asks import AskRecords, Limits
from bot.store.reader_keys import ReaderKeys
from claims_db.errors import StoreUnavailable
from claims_db.live import LiveIndex

log = structlog.get_logger()

MOST_OPEN = 5
"""Open entries that one reader may have sent."""
MOST_A_DAY = 30
"""Texts that one reader may send within a day."""
LONGEST_QUEUE = 10_000
"""Open entries at which no new ones are opened."""
CANDIDATES = 3
"""Claims kept as the closest ones to a text."""

_PAGE = 1_000
_WARMED = 4
_OVERLAP = 100
"""Entries that are read again: two processes may finish theirs in another order than they began."""


class Outcome(StrEnum):
    """What became of a text that somebody sent."""

    SENT = "sent"
    ALREADY = "already"
    ANSWERED = "answered"
    JUDGED = "judged"
    MOST_OPEN = "most-open"
    MOST_TODAY = "most-today"
    FULL = "full"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Sending:
    """A text on its way to the checkers. `names` are those of people around the post, to be masked.

    `hears`: the reader wants to be told. `channel` and `channel_post` are of a public channel. `file_id` is what
    Telegram calls the picture or other file in the post, kept only where the channel is public. `about_claim` is the
    claim that was shown with the post and `verdict` what the reader said of it. `limited`: the limits apply.
    """

    reader_id: int
    text: str = field(repr=False)
    language: str
    post_message_id: int
    hears: bool = False
    names: tuple[str, ...] = field(default=(), repr=False)
    channel: str = ""
    channel_post: int | None = None
    file_id: str | None = None
    about_claim: str | None = None
    verdict: str | None = None
    limited: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it, and the entry that it belongs to, if any."""

    outcome: Outcome
    entry: Entry | None = None


class Asks:
    """The reader's side of the queue. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self,
        records: AskRecords,
        live: LiveIndex,
        survivors: Survivors,
        keys: ReaderKeys,
        gatherer: Gatherer,
        *,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_change` is told that the queue has changed."""
        self._records = records
        self._live = live
        self._survivors = survivors
        self._keys = keys
        self._gatherer = gatherer
        self._on_change = on_change
        self._secret = keys.of(0).encode()
        self._last = 0
        self._gathering = asyncio.Lock()

    async def send(self, sending: Sending) -> Sent:
        """Put a text into the queue, or learn that it is there; sending it twice changes nothing."""
        text = mask(sending.text, names=sending.names, channel=sending.channel)
        await self._live.refresh()
        async with self._gathering:
            await self._read_up()
            folded = await asyncio.to_thread(self._gatherer.folded, text)
            if not folded.words:
                return Sent(Outcome.EMPTY)
            ask = self._ask(sending, folded)
            sent = await self._send(sending, text, folded, ask)
        log.info("ask_sent", outcome=sent.outcome.value, length=len(text), hears=sending.hears)
        if sent.outcome is Outcome.SENT:
            self._on_change()
        return sent

    async def known(self, reader_id: int, text: str, *, names: tuple[str, ...] = (), channel: str = "") -> bool:
        """Whether this reader has sent this very text already."""
        folded = await asyncio.to_thread(self._gatherer.folded, mask(text, names=names, channel=channel))
        return await self._records.own(self._keys.of(reader_id), self._digest(folded)) is not None

    async def forget(self, reader_id: int) -> list[Entry]:
        """Remove what a reader sent, unless somebody else sent the same: the entries that are gone."""
        gone = await self._records.forget(self._keys.of(reader_id))
        async with self._gathering:
            for entry in gone:
                self._gatherer.remove(entry.id)
        return gone

    async def warm(self) -> bool:
        """Make a few sentence vectors of entries that an earlier run has opened. True: none is missing."""
        async with self._gathering:
            return await asyncio.to_thread(self._gatherer.warm, _WARMED)

    async def _send(self, sending: Sending, text: str, folded: Folded, ask: NewAsk) -> Sent:
        own = await self._records.own(ask.reader_key, ask.digest)
        entry_id = own.entry_id if own else await asyncio.to_thread(self._gatherer.find_folded, folded)
        while entry_id is not None:
            sent = await self._join(entry_id, ask, _limits(sending))
            if sent is not None:
                return sent
            self._gatherer.remove(entry_id)
            entry_id = await asyncio.to_thread(self._gatherer.find_folded, folded)
        opened = await self._records.open(await self._entry(sending, text, folded), ask, _limits(sending))
        if opened.entry is None:
            return Sent(Outcome(opened.refused or Outcome.FULL))
        self._gatherer.put_folded(opened.entry.id, folded)
        return Sent(Outcome.SENT, opened.entry)

    async def _join(self, entry_id: int, ask: NewAsk, limits: Limits) -> Sent | None:
        """Join an entry, or learn how it ended; None when it is gone, or its claim is."""
        joined = await self._records.join(entry_id, ask, limits)
        if joined.refused:
            return Sent(Outcome(joined.refused))
        entry = joined.entry
        if entry is None:
            return None
        if entry.state == "linked":
            claim = await self._survivors.claim(entry.claim_id or "")
            return Sent(Outcome.ANSWERED, replace(entry, claim_id=claim.id)) if claim else None
        if entry.state == "open":
            return Sent(Outcome.SENT if joined.new else Outcome.ALREADY, entry)
        return Sent(Outcome.JUDGED, entry)

    async def _entry(self, sending: Sending, text: str, folded: Folded) -> NewEntry:
        try:
            matches = (await self._live.match(text, limit=CANDIDATES)).matches
        except (StoreUnavailable, TimeoutError):
            matches = ()
        return NewEntry(
            text=text,
            digest=self._digest(folded),
            language=folded.language,
            candidates=tuple(match.claim_id for match in matches if match.score >= CLOSE_ENOUGH),
            channel=sending.channel,
            channel_post=sending.channel_post if sending.channel else None,
            file_id=sending.file_id if sending.channel else None,
        )

    def _ask(self, sending: Sending, folded: Folded) -> NewAsk:
        return NewAsk(
            reader_key=self._keys.of(sending.reader_id),
            digest=self._digest(folded),
            language=sending.language,
            chat_id=sending.reader_id if sending.hears else None,
            post_message_id=sending.post_message_id,
            about_claim=sending.about_claim,
            verdict=sending.verdict,
        )

    def _digest(self, folded: Folded) -> str:
        return hashlib.blake2b(" ".join(folded.words).encode(), key=self._secret, digest_size=24).hexdigest()

    async def _read_up(self) -> None:
        """Take over the entries that other processes, or an earlier run, have opened."""
        while True:
            page = await self._records.texts_after(max(self._last - _OVERLAP, 0), limit=_PAGE + _OVERLAP)
            new = [(entry_id, text) for entry_id, text in page if entry_id not in self._gatherer]
            await asyncio.to_thread(self._put_all, new)
            newest = max((entry_id for entry_id, _ in page), default=self._last)
            done, self._last = newest == self._last or len(page) < _PAGE, max(self._last, newest)
            if done:
                return

    def _put_all(self, entries: list[tuple[int, str]]) -> None:
        for entry_id, text in entries:
            self._gatherer.put(entry_id, text)


def _limits(sending: Sending) -> Limits:
    return Limits(MOST_OPEN, MOST_A_DAY, LONGEST_QUEUE, of_reader=sending.limited)
