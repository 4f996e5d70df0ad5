"""A curator with everything under it, for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.claim_form import Form, parse
from bot.curation import Alert, Curator, Refused
from bot.roles import Roles
from bot.store.moderators import Moderators
from bot.store.records import Records, open_records
from claims_db.live import LiveIndex
from claims_db.model import Claim
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine

OWNER, ANN, BOB, READER = 1, 5, 6, 99


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Desk:
    """A curator and what it works on; `told` are the changes and `alerts` the alarms that its hooks heard."""

    curator: Curator
    store: SqlClaimStore
    live: LiveIndex
    roles: Roles
    moderators: Moderators
    records: Records
    engine: AsyncEngine
    clock: Clock
    told: list[tuple[Claim | None, Claim]] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)

    async def publish(self, text: str, by: int = ANN) -> Claim:
        """Publish the claim of a form."""
        return await self.curator.publish(await self.curator.draft(parse(text)), by)

    async def content(self) -> list[Claim]:
        """All claims as they are now, whatever their versions."""
        return [replace_version(claim) for claim in await self.store.all_claims()]


def replace_version(claim: Claim) -> Claim:
    """A claim without its version."""
    return replace(claim, version=0)


def edit(text: str) -> Form:
    """The form of an edit in one message."""
    form = parse(text, editing=True)
    assert not form.faults
    return form


def codes(refused: Refused) -> list[str]:
    """The codes of what was refused."""
    return [problem.code for problem in refused.problems]


@asynccontextmanager
async def open_desk(database_url: str) -> AsyncIterator[Desk]:
    """An empty base with an owner and two moderators."""
    engine = open_engine(database_url)
    for package in ("claims_db.store", "bot.store"):
        await migrate(engine, package=package)
    store = SqlClaimStore(engine)
    live = LiveIndex(store)
    records = await open_records(engine)
    clock = Clock()
    moderators = Moderators(engine, records.reader_keys, now=clock)
    roles = Roles(moderators, [OWNER])
    curator = Curator(engine, store, live, roles, moderators, records.judgements, now=clock)
    desk = Desk(curator, store, live, roles, moderators, records, engine, clock)

    async def changed(before: Claim | None, after: Claim) -> None:
        desk.told.append((before, after))

    async def alerted(alert: Alert) -> None:
        desk.alerts.append(alert)

    curator.on_changed.append(changed)
    curator.on_alert.append(alerted)
    for user_id in (ANN, BOB):
        await roles.add(user_id, by=OWNER)
    try:
        yield desk
    finally:
        await live.close()
        await engine.dispose()


BRIDGE = """claim: The harbour bridge closes for good in June.
rating: false
context: The city says that the bridge stays open; repairs are done at night.
context[uk]: Місто каже, що міст відкритий; ремонтують уночі.
source: https://example.org/bridge | Example News | Harbour bridge stays open | 2026-05-04
source: https://example.net/works | City council | Night works | 2026-04
phrasing[en]: they are shutting the harbour bridge forever
phrasing[uk]: портовий міст закриють назавжди
near: the harbour bridge was closed for an hour after an accident
id: bridge-closes
"""

SCOOTERS = """claim: The city of Lviv bans electric scooters from January.
rating: misleading
context: The council limits their speed in the centre; no ban is planned.
source: https://example.org/scooters | Example News | Slower scooters | 2026-03
source: https://example.net/rules | City council | New rules | 2026-03-02
phrasing[en]: scooters are forbidden in Lviv from the new year
id: lviv-bans-scooters
"""
