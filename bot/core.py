"""All that the bot is without Telegram: claims, records, what is done for readers and moderators."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.asking.asks import Asks
from bot.asking.gathering import Gatherer
from bot.asking.keeping import Keeper
from bot.asking.queue import Queue
from bot.cache import Cache, MemoryCache
from bot.checking.checker import Checker
from bot.checking.findings import Findings
from bot.checking.survivors import Survivors
from bot.curation import Curator
from bot.delivery.fleet import Fleet, OneProcess
from bot.delivery.handover import hand_over
from bot.delivery.inbox import DatabaseInbox
from bot.delivery.streams import many_processes
from bot.desk_settings import DeskSettings
from bot.digest.pages import Pages
from bot.digest.wishes import Wishes
from bot.elsewhere import Elsewhere, FactCheckTools
from bot.groups.speaking import Groups
from bot.links import Links
from bot.metrics import Metrics
from bot.privacy import Privacy
from bot.roles import Roles
from bot.store.lock import InstanceLock
from bot.store.reader_keys import FINDINGS_KEY, load_secret
from bot.store.records import Records, open_records
from bot.trial.looking import Looking
from bot.trial.running import Trials
from bot.watching import Watch
from claims_db.errors import EncoderUnavailable, StoreUnavailable
from claims_db.live import LiveIndex
from claims_db.matching.encoder import Encoder, load_encoder
from claims_db.seeding import load_starter
from claims_db.store import ClaimStore, SqlClaimStore
from claims_db.store.database import migrate, open_engine
from claims_db.store.news import ClaimNews

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Core:
    """All that does not need Telegram: claims, records, findings."""

    checker: Checker
    records: Records
    fleet: Fleet
    groups: Groups
    trials: Trials
    looking: Looking
    roles: Roles
    curator: Curator
    asks: Asks
    queue: Queue
    privacy: Privacy
    wishes: Wishes
    pages: Pages
    store: ClaimStore
    live: LiveIndex
    survivors: Survivors
    keeper: Keeper
    metrics: Metrics
    watch: Watch
    desk: DeskSettings
    elsewhere: Elsewhere | None = None


@asynccontextmanager
async def open_core(
    *,
    database_url: str,
    redis_url: str | None,
    data_dir: Path,
    encoder: str,
    owner_ids: Collection[int] = (),
    moderators_chat_id: int | None = None,
    link_check: bool = False,
    link_allow_hosts: Collection[str] = (),
    queue_url: str | None = None,
    fact_check_tools: FactCheckTools | None = None,
) -> AsyncIterator[Core]:
    """Open the database (making or migrating it), load the starter claims, build the index.

    `queue_url`: where the inbox is, when it is not in the database. `fact_check_tools`: where readers may have others'
    checks searched for.

    Raises:
        StoreUnavailable: the database or the queue can't be used.
        SecondInstance: another process works with the folder.
        InvalidFile: a starter file is broken.
    """
    async with AsyncExitStack() as stack:
        base = await _open_base(stack, database_url, data_dir, encoder, trusted=link_allow_hosts)
        desk = DeskSettings(await _where_now(base.records, moderators_chat_id), link_check, link_allow_hosts)
        cache = await _open_cache(stack, redis_url, base.metrics)
        secret = await load_secret(base.engine, FINDINGS_KEY)
        fleet = await _open_fleet(stack, queue_url, base)
        elsewhere = (
            Elsewhere(fact_check_tools, cache, secret=secret, metrics=base.metrics) if fact_check_tools else None
        )
        yield _build(base, Findings(cache, secret=secret), fleet, desk, elsewhere, _links(stack, desk), owner_ids)


@dataclass(frozen=True, slots=True)
class _Base:
    """The database and what is read from it at the start."""

    engine: AsyncEngine
    records: Records
    store: ClaimStore
    live: LiveIndex
    encoder: Encoder | None
    metrics: Metrics


async def _open_base(stack: AsyncExitStack, url: str, folder: Path, encoder: str, *, trusted: Collection[str]) -> _Base:
    engine = await _open_database(stack, url, folder)
    records = await open_records(engine)
    stack.push_async_callback(records.writer.close)
    store = SqlClaimStore(engine, trusted_hosts=trusted)
    loaded = await _load_encoder(encoder)
    return _Base(engine, records, store, await _open_index(stack, store, loaded, folder), loaded, Metrics())


async def _where_now(records: Records, moderators_chat_id: int | None) -> int | None:
    """The moderators' chat, or the supergroup that it became since the operator set it."""
    if moderators_chat_id is None:
        return None
    now = (await records.groups.group(moderators_chat_id)).chat_id
    if now != moderators_chat_id:
        log.warning("moderators_chat_moved", moderators_chat_id=now)
    return now


def _build(
    base: _Base,
    findings: Findings,
    fleet: Fleet,
    desk: DeskSettings,
    elsewhere: Elsewhere | None,
    links: Links | None,
    owner_ids: Collection[int],
) -> Core:
    """Every service, over the ones that it uses."""
    records, store, live = base.records, base.store, base.live
    survivors = Survivors(store, live)
    checker = Checker(live, findings, survivors, base.metrics, records.known_media)
    roles, keeper = Roles(records.moderators, owner_ids), Keeper()
    curator = Curator(
        base.engine,
        store,
        live,
        roles,
        records.moderators,
        records.judgements,
        links=links,
        trusted_hosts=desk.trusted,
    )
    curator.on_changed.append(keeper.on_changed)
    asks = Asks(records.asks, live, survivors, records.reader_keys, Gatherer(base.encoder), on_change=keeper.wake)
    privacy = Privacy(records, asks, roles, fleet.inbox)
    for chore in (asks.warm, privacy.wipe):
        keeper.add(chore)
    for state in (store.revision, records.queue.last_change):
        keeper.watch(state)
    groups = Groups(records.groups, checker)
    return Core(
        checker=checker,
        records=records,
        fleet=fleet,
        groups=groups,
        trials=Trials(records.trials, groups, on_news=keeper.wake),
        looking=Looking(records.trials, groups, on_news=keeper.wake),
        roles=roles,
        curator=curator,
        asks=asks,
        queue=Queue(records.queue, live, curator, on_closed=keeper.wake),
        privacy=privacy,
        wishes=Wishes(records.digests, store),
        pages=Pages(ClaimNews(base.engine)),
        store=store,
        live=live,
        survivors=survivors,
        keeper=keeper,
        metrics=base.metrics,
        watch=Watch(base.metrics, fleet.inbox, live),
        desk=desk,
        elsewhere=elsewhere,
    )


async def _open_database(stack: AsyncExitStack, url: str, folder: Path) -> AsyncEngine:
    """The database, at the newest schema; its SQLite file belongs to this process alone."""
    await asyncio.to_thread(make_folder, folder)
    if url.startswith("sqlite"):
        stack.enter_context(InstanceLock(folder))
    engine = open_engine(url)
    stack.push_async_callback(engine.dispose)
    for package in ("claims_db.store", "bot.store"):
        await migrate(engine, package=package)
    return engine


async def _load_encoder(setting: str) -> Encoder | None:
    """The encoder that is set; where it can't be loaded, that is said once and words alone are matched."""
    try:
        return await asyncio.to_thread(load_encoder, setting)
    except EncoderUnavailable as error:
        log.warning("encoder_unavailable", reason=error.reason)
        return None


async def _open_index(stack: AsyncExitStack, store: ClaimStore, encoder: Encoder | None, folder: Path) -> LiveIndex:
    """The published claims, the shipped ones among them, ready to be matched."""
    loaded = await load_starter(store)
    live = LiveIndex(store, encoder=encoder, folder=folder)
    stack.push_async_callback(live.close)
    await live.refresh()
    log.info(
        "claims_ready",
        claims=len(live),
        loaded=loaded,
        encoder=live.encoder_name or "off",
        started_from=live.started_from,
    )
    return live


async def _open_cache(stack: AsyncExitStack, redis_url: str | None, metrics: Metrics) -> Cache:
    """The cache in Redis where one is set; its library takes 7 MB, so it is only loaded then."""
    if redis_url is None:
        return MemoryCache()
    from bot.cache import redis

    cache = await redis.connect(redis_url, metrics)
    stack.push_async_callback(cache.close)
    return cache


async def _open_fleet(stack: AsyncExitStack, queue_url: str | None, base: _Base) -> Fleet:
    """The inbox in the queue that many processes share, else in the database; what waits there comes along."""
    inbox = DatabaseInbox(base.engine, base.records.writer)
    if queue_url is None:
        return OneProcess(inbox)
    fleet = await stack.enter_async_context(many_processes(queue_url))
    if moved := await hand_over(inbox, fleet.inbox):
        log.info("updates_handed_over", updates=moved)
    return fleet


def _links(stack: AsyncExitStack, desk: DeskSettings) -> Links | None:
    """What looks at sources; None where only their form is checked."""
    if not desk.links_checked:
        return None
    links = Links(trusted_hosts=desk.trusted)
    stack.callback(links.close)
    return links


def make_folder(folder: Path) -> None:
    """Make DATA_DIR where it is missing. Raises StoreUnavailable when it can't be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"the folder {folder} can't be made: {error.strerror}; check DATA_DIR") from None
