"""A claims base, its records and an outbox, without Telegram."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

from bot.asking.asks import Asks
from bot.asking.gathering import Gatherer
from bot.asking.hearing import Hearing
from bot.asking.queue import Queue
from bot.cache import MemoryCache
from bot.checking.answer import Answer, Case, Part
from bot.checking.answered import record_of
from bot.checking.checker import Checker
from bot.checking.findings import Findings
from bot.checking.survivors import Survivors
from bot.corrections import Corrections
from bot.languages import Languages
from bot.store.records import open_records
from claims_db.live import LiveIndex
from claims_db.model import Closeness, Stance
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine
from tests.bot.memory_outbox import MemoryOutbox
from tests.making import make_claim

TODAY = date(2026, 6, 1)


class Newsroom:
    """A claims base, its records and an outbox, without Telegram."""

    def __init__(self, engine, records, store, live, outbox):
        self.engine, self.records, self.store, self.live = engine, records, store, live
        self.survivors = Survivors(store, live)
        self.checker = Checker(live, Findings(MemoryCache(), secret=b"x"), self.survivors)
        self.languages = Languages(records.readers, bot_name="allegedly_bot", today=lambda: TODAY)
        self.asks = Asks(records.asks, live, self.survivors, records.reader_keys, Gatherer())
        self.queue = Queue(records.queue, live, teacher=None)
        self.use(outbox)

    def use(self, outbox):
        """Go on with another outbox, as after a restart."""
        self.outbox = outbox
        self.hearing = Hearing(
            self.records.promises,
            self.records.queue,
            self.records.answers,
            self.checker,
            self.survivors,
            self.languages,
            outbox,
        )
        self.corrections = Corrections(
            self.store,
            self.live,
            self.survivors,
            self.records.answers,
            self.records.followed,
            self.hearing,
            self.languages,
            outbox,
            today=lambda: TODAY,
        )

    async def save(self, claim, **changes):
        current = await self.store.claim(claim.id)
        return await self.store.save(replace(current or claim, **changes), by="ann")

    def answer(self, *parts, reply_id=11, chat_id=7001, case=Case.CLAIM, language="en"):
        """Record that an answer was given."""
        given = Answer(case, parts, revision=self.live.revision)
        record = record_of(given, chat_id=chat_id, post_id=reply_id - 1, reply_id=reply_id, language=language)
        self.records.answers.record(*record)

    async def corrected(self):
        """What is sent after following the changes."""
        await self.corrections.follow()
        return await self.outbox.deliver()


@asynccontextmanager
async def open_newsroom(database_url):
    """A newsroom with two published claims, both of whose versions are followed already."""
    engine = open_engine(database_url)
    for package in ("claims_db.store", "bot.store"):
        await migrate(engine, package=package)
    records, store = await open_records(engine), SqlClaimStore(engine)
    live = LiveIndex(store)
    try:
        await store.save(make_claim(), by="ann")
        await store.save(make_claim(id="tunnel-opens", statement="The tunnel opens in May."), by="ann")
        await live.refresh()
        room = Newsroom(engine, records, store, live, MemoryOutbox())
        await room.corrections.follow()
        yield room
    finally:
        await records.writer.settle()
        await live.close()
        await engine.dispose()


def part(claim, stance=Stance.ASSERTS):
    """A claim as an answer tells it."""
    return Part(claim, stance, (0, 5), Closeness.VERY_CLOSE)
