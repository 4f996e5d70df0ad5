"""The one place where the parts meet: they are built, run and taken apart here."""

import asyncio
from collections.abc import AsyncIterator, Collection, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot import handlers
from bot.asking.cards import Cards
from bot.asking.gathering import Gatherer
from bot.asking.hearing import Hearing
from bot.asking.keeping import Keeper
from bot.asking.outbox import DatabaseOutbox
from bot.asking.queue import Queue
from bot.asking.sharing import SharedEncoder
from bot.asks import Asks
from bot.cache import Cache, MemoryCache
from bot.checker import Checker
from bot.corrections import Corrections
from bot.curation import Curator
from bot.delivery.dispatch import Dispatcher
from bot.delivery.errors import TokenRefused
from bot.delivery.fleet import Fleet, ManyProcesses, OneProcess
from bot.delivery.health import Heartbeat
from bot.delivery.inbox import DatabaseInbox
from bot.delivery.poller import Poller
from bot.delivery.sender import Sender
from bot.delivery.waiting import Backoff, pause
from bot.delivery.wire import Wire
from bot.findings import Findings
from bot.groups import Groups, language_of
from bot.handlers.asks import AskHandlers
from bot.handlers.check import CheckHandlers
from bot.handlers.desk.building import Desk, DeskSettings, build_desk
from bot.handlers.errors import ErrorHandlers
from bot.handlers.group_settings import SettingsHandlers
from bot.handlers.groups import GroupHandlers
from bot.handlers.info import InfoHandlers
from bot.handlers.inline import InlineHandlers
from bot.handlers.press import PressHandlers
from bot.handlers.privacy import PrivacyHandlers
from bot.handlers.queue import QueueHandlers
from bot.handlers.rights import Rights
from bot.handlers.status import StatusHandlers
from bot.inline import InlineSearch
from bot.languages import Languages
from bot.limits import Limits
from bot.links import Links
from bot.metrics import Metrics
from bot.privacy import Privacy
from bot.profile import introduce
from bot.render_group import GroupRenderer
from bot.roles import Roles
from bot.store.lock import InstanceLock
from bot.store.reader_keys import FINDINGS_KEY, load_secret
from bot.store.records import Records, open_records
from bot.survivors import Survivors
from bot.tidying import tidy
from bot.watching import Watch
from claims_db.errors import StoreUnavailable
from claims_db.live import LiveIndex
from claims_db.matching.encoder import load_encoder
from claims_db.seeding import load_starter
from claims_db.store import ClaimStore, SqlClaimStore
from claims_db.store.database import migrate, open_engine

log = structlog.get_logger()

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "inline_query",
    "chosen_inline_result",
)
HEARTBEAT = "heartbeat"
"""File under DATA_DIR that tells other processes that the bot polls."""
ASKED_AT_ONCE, ASKED_A_MINUTE = 10, 10
"""What one person may ask in groups, where everybody has to read the answers."""
_PURGE_EVERY = 3600.0
_REFUSALS = 3

PtbApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """How Telegram is reached: one request for calls, another for polling, and where they go."""

    calls: BaseRequest
    polls: BaseRequest
    base_url: str
    base_file_url: str
    token: str


@dataclass(frozen=True, slots=True)
class Core:
    """All that does not need Telegram: claims, records, findings."""

    checker: Checker
    records: Records
    fleet: Fleet
    groups: Groups
    roles: Roles
    curator: Curator
    asks: Asks
    queue: Queue
    privacy: Privacy
    store: ClaimStore
    live: LiveIndex
    survivors: Survivors
    keeper: Keeper
    metrics: Metrics
    watch: Watch
    desk: DeskSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """A bot ready to run."""

    application: PtbApplication
    poller: Poller
    dispatcher: Dispatcher
    core: Core
    sender: Sender
    desk: Desk
    outbox: DatabaseOutbox
    pulse: Heartbeat


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
) -> AsyncIterator[Core]:
    """Open the database (making or migrating it), load the starter claims, build the index.

    `queue_url`: where the inbox is, when it is not in the database.

    Raises:
        StoreUnavailable: the database or the queue can't be used.
        SecondInstance: another process works with the folder.
        InvalidFile: a starter file is broken.
    """
    async with AsyncExitStack() as stack:
        await asyncio.to_thread(_make_folder, data_dir)
        if database_url.startswith("sqlite"):
            stack.enter_context(InstanceLock(data_dir))
        metrics = Metrics()
        engine = open_engine(database_url)
        stack.push_async_callback(engine.dispose)
        for package in ("claims_db.store", "bot.store"):
            await migrate(engine, package=package)
        records = await open_records(engine)
        stack.push_async_callback(records.writer.close)
        store = SqlClaimStore(engine, trusted_hosts=link_allow_hosts)
        loaded = await load_starter(store)
        loaded_encoder = await asyncio.to_thread(load_encoder, encoder)
        shared = SharedEncoder(loaded_encoder) if loaded_encoder else None
        live = LiveIndex(store, encoder=shared, folder=data_dir)
        stack.push_async_callback(live.close)
        await live.refresh()
        cache = await _open_cache(redis_url, metrics)
        stack.push_async_callback(cache.close)
        log.info(
            "claims_ready",
            claims=len(live),
            loaded=loaded,
            encoder=live.encoder_name or "off",
            started_from=live.started_from,
        )
        findings = Findings(cache, secret=await load_secret(engine, FINDINGS_KEY))
        survivors = Survivors(store, live)
        checker = Checker(live, findings, survivors, metrics)
        roles, keeper = Roles(records.moderators, owner_ids), Keeper()
        links = Links(trusted_hosts=link_allow_hosts) if link_check else None
        if links is not None:
            stack.callback(links.close)
        curator = Curator(
            engine,
            store,
            live,
            roles,
            records.moderators,
            records.judgements,
            links=links,
            trusted_hosts=link_allow_hosts,
        )
        curator.on_changed.append(keeper.on_changed)
        asks = Asks(records.asks, live, survivors, records.reader_keys, Gatherer(shared), on_change=keeper.wake)
        privacy = Privacy(records, asks, roles)
        for chore in (asks.warm, privacy.wipe):
            keeper.add(chore)
        fleet: Fleet = OneProcess(DatabaseInbox(engine, records.writer))
        if queue_url is not None:
            fleet = await stack.enter_async_context(ManyProcesses.open(queue_url))
        yield Core(
            checker=checker,
            records=records,
            fleet=fleet,
            groups=Groups(records.groups, checker),
            roles=roles,
            curator=curator,
            asks=asks,
            queue=Queue(records.queue, live, curator, on_closed=keeper.wake),
            privacy=privacy,
            store=store,
            live=live,
            survivors=survivors,
            keeper=keeper,
            metrics=metrics,
            watch=Watch(metrics, fleet.inbox, live),
            desk=DeskSettings(moderators_chat_id, link_check, link_allow_hosts),
        )


@asynccontextmanager
async def open_bot(
    core: Core, line: Line, *, stop: asyncio.Event, rate: int, heartbeat: Path
) -> AsyncIterator[Parts | None]:
    """Meet Telegram and hand every kind of update to its handler; None when `stop` is set before Telegram answers.

    Raises:
        TokenRefused: Telegram refused the token three times running.
    """
    application = _application(line)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(application.shutdown)
        if not await _initialize(application, stop):
            yield None
            return
        sender = Sender(application.bot, stop=stop, rate=rate, on_migrated=core.groups.migrated, metrics=core.metrics)
        desk = _register(application, core, sender)
        pulse = Heartbeat(heartbeat)
        stack.callback(pulse.close)
        poller = Poller(
            line.polls,
            line.base_url + line.token,
            core.fleet.inbox,
            allowed_updates=ALLOWED_UPDATES,
            on_poll=pulse.beat,
            metrics=core.metrics,
        )

        async def handle(raw: dict[str, Any]) -> None:
            await application.process_update(Update.de_json(raw, application.bot))

        outbox = DatabaseOutbox(core.records.notices, sender)
        _promise(core, outbox, bot_name=application.bot.username)
        dispatcher = Dispatcher(core.fleet.inbox, handle, metrics=core.metrics)
        yield Parts(application, poller, dispatcher, core, sender, desk, outbox, pulse)


async def run(
    parts: Parts, stop: asyncio.Event, *, beside: Coroutine[Any, Any, None] | None = None, polls: bool = True
) -> None:
    """Poll, handle and answer until `stop` is set, or until `beside` (the terminal chat) has ended.

    `polls`: false where another process does that.

    Raises:
        ExceptionGroup: of TokenRefused when Telegram refused the token three times running.
    """
    if stop.is_set():
        return
    log.info("started")
    fleet = parts.core.fleet

    def took_part(processes: int) -> None:
        parts.sender.share_rate(processes)
        if not polls:
            parts.pulse.beat()

    async with fleet.working(took_part), asyncio.TaskGroup() as group:
        working = [
            group.create_task(_then_stop(parts.dispatcher.run(stop), stop)),
            group.create_task(_then_stop(fleet.alone("chores", stop, partial(_chores, parts, stop), _nothing), stop)),
        ]
        if polls:
            poll = fleet.alone("poller", stop, partial(parts.poller.run, stop), _nothing)
            working.append(group.create_task(_then_stop(poll, stop)))
        chat = None if beside is None else group.create_task(_then_stop(beside, stop))
        await asyncio.wait(working)
        if chat is not None:
            chat.cancel()
    log.info("stopped")


async def poll_for_others(line: Line, queue_url: str, data_dir: Path, stop: asyncio.Event, metrics: Metrics) -> None:
    """Fetch updates into the queue until `stop` is set; while another process does, wait for its end.

    Raises:
        StoreUnavailable: the queue can't be reached.
        TokenRefused: Telegram refused the token three times running.
    """
    await asyncio.to_thread(_make_folder, data_dir)
    async with AsyncExitStack() as stack:
        fleet = await stack.enter_async_context(ManyProcesses.open(queue_url))
        pulse = Heartbeat(data_dir / HEARTBEAT)
        stack.callback(pulse.close)
        stack.push_async_callback(line.polls.shutdown)
        poller = Poller(
            line.polls,
            line.base_url + line.token,
            fleet.inbox,
            allowed_updates=ALLOWED_UPDATES,
            on_poll=pulse.beat,
            metrics=metrics,
        )
        log.info("started")
        await fleet.alone("poller", stop, partial(poller.run, stop), pulse.beat)
    log.info("stopped")


async def _chores(parts: Parts, stop: asyncio.Event) -> None:
    """What is done beside the answering, by one process, until `stop` is set."""
    async with asyncio.TaskGroup() as group:
        work = (
            _purge(parts.core),
            introduce(parts.application.bot),
            tidy(parts.core.groups, parts.sender),
            parts.core.keeper.run(),
            parts.desk.menus.show_all(),
            parts.desk.reminding.run(),
        )
        chores = [group.create_task(chore) for chore in work]
        await parts.outbox.run(stop)
        for chore in chores:
            chore.cancel()


def _nothing() -> None:
    return None


async def _then_stop(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    try:
        await work
    finally:
        stop.set()


async def _purge(core: Core) -> None:
    """Forget what is older than it may be kept."""
    while True:
        try:
            records = core.records
            kept = (
                records.answers,
                records.judgements,
                records.asks,
                records.notices,
                records.dialogues,
                records.moderators,
            )
            for forgetful in (core.fleet.inbox, *kept, core.groups):
                await forgetful.purge()
        except StoreUnavailable as error:
            log.warning("purge_failed", error=type(error).__name__)
        await asyncio.sleep(_PURGE_EVERY)


def _application(line: Line) -> PtbApplication:
    return (
        ApplicationBuilder()
        .token(line.token)
        .base_url(line.base_url)
        .base_file_url(line.base_file_url)
        .request(line.calls)
        .get_updates_request(line.polls)
        .updater(None)
        .job_queue(None)
        .build()
    )


async def _initialize(application: PtbApplication, stop: asyncio.Event) -> bool:
    """Ask Telegram who the bot is, for as long as it takes: an outage at the start is waited out. Whether it said."""
    backoff, refusals = Backoff(0.5, 5), 0
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            refusals += 1
            if refusals == _REFUSALS:
                raise TokenRefused(401) from None
        except TelegramError as error:
            refusals = 0
            log.warning("telegram_unreachable", error=type(error).__name__)
        else:
            return True
        await pause(stop, backoff.next())
    return False


async def _open_cache(redis_url: str | None, metrics: Metrics) -> Cache:
    """The cache in Redis where one is set; its library takes 7 MB, so it is only loaded then."""
    if redis_url is None:
        return MemoryCache()
    from bot import redis_cache

    return await redis_cache.connect(redis_url, metrics)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"the folder {folder} can't be made: {error.strerror}; check DATA_DIR") from None


def _promise(core: Core, outbox: DatabaseOutbox, *, bot_name: str) -> None:
    """Let those who asked hear, and answers follow their claims."""
    records = core.records
    languages = Languages(records.readers, bot_name=bot_name, today=lambda: datetime.now(UTC).date())
    hearing = Hearing(records.promises, records.queue, records.answers, core.checker, core.survivors, languages, outbox)
    corrections = Corrections(
        core.store,
        core.live,
        core.survivors,
        records.answers,
        records.followed,
        hearing,
        languages,
        outbox,
        in_groups=lambda full, now, chat_id: GroupRenderer(full).answer(now.answer, chat_id, quoting=False),
    )
    core.keeper.add(corrections.follow)
    core.keeper.add(hearing.tell)


def _register(application: PtbApplication, core: Core, sender: Sender) -> Desk:
    bot, records, checker, keys = application.bot, core.records, core.checker, core.records.reader_keys
    languages = Languages(records.readers, bot_name=bot.username, today=_today)
    wire = Wire(bot.request, bot.base_url, core.metrics)

    async def spoken_in(chat_id: int) -> str:
        return language_of(await core.groups.group(chat_id), "", None)

    cards = None
    if core.desk.moderators_chat_id is not None:
        cards = Cards(records.queue, core.queue, languages, sender, core.desk.moderators_chat_id, spoken_in)
        core.keeper.add(cards.keep)
    info = InfoHandlers(checker, languages, sender, records.answers)
    rights, in_groups = Rights(wire), Limits(at_once=ASKED_AT_ONCE, a_minute=ASKED_A_MINUTE)
    desk = build_desk(
        bot,
        core.curator,
        core.roles,
        records,
        core.queue,
        languages,
        sender,
        settings=core.desk,
        today=_today,
    )
    handlers.register(
        application,
        desk.handlers,
        CheckHandlers(checker, languages, sender, records.answers, Limits(), keys, core.roles, bot_id=bot.id),
        info,
        PressHandlers(checker, languages, sender, records.answers, records.judgements, keys, bot_id=bot.id),
        GroupHandlers(
            core.groups,
            rights,
            languages,
            sender,
            records.answers,
            in_groups,
            keys,
            core.roles,
            bot_id=bot.id,
            bot_name=bot.username,
        ),
        SettingsHandlers(core.groups, rights, languages, sender, in_groups, keys),
        InlineHandlers(InlineSearch(checker), checker, languages, wire, records.inline_choices, keys),
        AskHandlers(
            core.asks,
            checker,
            languages,
            sender,
            records.answers,
            records.judgements,
            keys,
            core.roles,
            bot_id=bot.id,
        ),
        QueueHandlers(
            core.queue,
            core.roles,
            languages,
            sender,
            spoken_in,
            moderators_chat_id=core.desk.moderators_chat_id,
            start_from_ask=desk.handlers.adding.start_from_ask,
        ),
        PrivacyHandlers(core.privacy, core.roles, languages, sender, cards),
        StatusHandlers(core.watch, core.roles, languages, sender, otherwise=info.on_unknown),
        ErrorHandlers(sender),
    )
    return desk


def _today() -> date:
    return datetime.now(UTC).date()
