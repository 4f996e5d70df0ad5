"""The one place where the parts meet: they are built, run and taken apart here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest

from bot.application import ForgetfulApplication, PtbApplication
from bot.asking.outbox import DatabaseOutbox
from bot.core import Core, make_folder
from bot.delivery.dispatch import Dispatcher
from bot.delivery.errors import TokenRefused
from bot.delivery.exposure import Exposure
from bot.delivery.fleet import Work
from bot.delivery.health import Heartbeat
from bot.delivery.poller import Poller
from bot.delivery.sender import Sender
from bot.delivery.streams import many_processes
from bot.delivery.waiting import Backoff, end, pause
from bot.digest.sending import Sending
from bot.groups.tidying import tidy
from bot.handlers.desk.building import Desk
from bot.metrics import Metrics
from bot.profile import introduce
from bot.wiring import promise, register, sending_digests
from claims_db.errors import StoreUnavailable

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
_PURGE_EVERY = 3600.0
_REFUSALS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """How Telegram is reached: one request for calls, another for polling, and where they go."""

    calls: BaseRequest
    polls: BaseRequest
    base_url: str
    base_file_url: str
    token: str


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
    digests: Sending
    pulse: Heartbeat


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
        exposure = Exposure(least=core.fleet.inbox.unmarked)
        sender = Sender(
            application.bot,
            stop=stop,
            rate=rate,
            on_migrated=core.groups.migrated,
            metrics=core.metrics,
            exposure=exposure,
        )
        desk = register(application, core, sender)
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
        await promise(core, outbox, application.bot)
        digests = sending_digests(core, sender, bot_name=application.bot.username)
        dispatcher = Dispatcher(
            core.fleet.inbox, handle, metrics=core.metrics, exposure=exposure, opens_at=sender.opens_at
        )
        yield Parts(application, poller, dispatcher, core, sender, desk, outbox, digests, pulse)


async def run(
    parts: Parts,
    stop: asyncio.Event,
    *,
    beside: Work | None = None,
    polls: bool = True,
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

    chores = partial(_chores, parts, stop)
    async with fleet.working(took_part), asyncio.TaskGroup() as group:
        working = [
            group.create_task(_then_stop(partial(parts.dispatcher.run, stop), stop)),
            group.create_task(_then_stop(partial(fleet.alone, "chores", stop, chores, _nothing), stop)),
        ]
        if polls:
            poll = partial(fleet.alone, "poller", stop, partial(parts.poller.run, stop), _nothing)
            working.append(group.create_task(_then_stop(poll, stop)))
        chat = None if beside is None else group.create_task(_then_stop(beside, stop))
        await asyncio.wait(working)
        if chat is not None:
            await end(chat)
    log.info("stopped")


async def poll_for_others(line: Line, queue_url: str, data_dir: Path, stop: asyncio.Event, metrics: Metrics) -> None:
    """Fetch updates into the queue until `stop` is set; while another process does, wait for its end.

    Raises:
        StoreUnavailable: the queue can't be reached.
        TokenRefused: Telegram refused the token three times running.
    """
    await asyncio.to_thread(make_folder, data_dir)
    async with AsyncExitStack() as stack:
        fleet = await stack.enter_async_context(many_processes(queue_url))
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
        digests = group.create_task(parts.digests.run(stop))
        await parts.outbox.run(stop)
        await digests
        await end(*chores)


def _nothing() -> None:
    return None


async def _then_stop(work: Work, stop: asyncio.Event) -> None:
    try:
        await work()
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
            for forgetful in (core.fleet.inbox, *kept, core.groups, core.trials):
                await forgetful.purge()
        except StoreUnavailable as error:
            log.warning("purge_failed", error=type(error).__name__)
        await asyncio.sleep(_PURGE_EVERY)


def _application(line: Line) -> PtbApplication:
    return (
        ApplicationBuilder()
        .application_class(ForgetfulApplication)
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
