"""The commands of `python -m bot`: read the settings, build the bot, run it; ask whether it polls."""

import asyncio
import gc
import os
import sys
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

import structlog
import typer
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import logs
from bot.app import HEARTBEAT, Line, open_bot, poll_for_others, run
from bot.backup import BackupError, Manifest, StillWaiting, back_up
from bot.backup import restore as put_back
from bot.config import ConfigError, Settings, load
from bot.core import open_core
from bot.delivery.direct import DirectRequest
from bot.delivery.errors import TokenRefused
from bot.delivery.health import alive
from bot.delivery.signals import stop_on_signals
from bot.delivery.streams import many_processes
from bot.elsewhere import FactCheckTools
from bot.emulator import EmulatedBotApi, EmulatedRequest
from bot.metrics import Metrics
from bot.metrics.listener import serving
from bot.store.audit import Audited, verify
from bot.store.lock import InstanceLock
from bot.terminal.console import chat as chat_in_terminal
from bot.terminal.console import system_language
from bot.words import language_for, words
from claims_db.errors import ClaimsError
from claims_db.store.database import migrate, open_engine

log = structlog.get_logger()

cli = typer.Typer(add_completion=False, help=__doc__, pretty_exceptions_enable=False)
_CALLS_AT_ONCE = 10
_TERMINAL_RATE = 1_000
"""Messages a second in the terminal, where nobody asks for fewer."""
_SWITCH = 0.0005
"""Seconds after which a busy thread lets others go on: a commit of many statements waits for that often."""
_Result = TypeVar("_Result")


@cli.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Run the bot until it is told to stop."""
    if context.invoked_subcommand is not None:
        return
    settings = _settings()
    _set_up_logs(settings)
    raise typer.Exit(_exit_status(_serve(settings)))


@cli.command()
def poll() -> None:
    """Fetch updates for the workers; a second one waits until the first has ended."""
    settings = _shared_settings()
    raise typer.Exit(_exit_status(_poll(settings)))


@cli.command()
def work() -> None:
    """Answer what `poll` has fetched; more workers answer more."""
    settings = _shared_settings()
    raise typer.Exit(_exit_status(_serve(settings, polls=False)))


@cli.command()
def health() -> None:
    """Exit with 0 when the bot on this DATA_DIR has polled within the last minute."""
    if not alive(_settings().data_dir / HEARTBEAT):
        _complain("The bot on this DATA_DIR does not poll.")
        raise typer.Exit(1)


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup goes; one that is there is replaced at the end.")],
    *,
    move: Annotated[
        bool, typer.Option(help="Take what waits along, for another database; stop the bot first.")
    ] = False,
) -> None:
    """Write everything that has to last into one file, while the bot runs."""
    settings = _prepared()
    manifest = _done(_back_up(settings, file, moving=move))
    sys.stdout.write(f"{file}: {manifest.rows} rows, of them {manifest.tables['claims']} claims\n")


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup, of this release or an earlier one.")],
    *,
    replace: Annotated[bool, typer.Option(help="Put it in the place of what is in the database.")] = False,
) -> None:
    """Put a backup into the database that the settings name; the bot must not run."""
    settings = _prepared()
    manifest = _done(put_back(file, settings.database_url, data_dir=settings.data_dir, replace=replace))
    sys.stdout.write(f"restored from {file}: {manifest.rows} rows, of them {manifest.tables['claims']} claims\n")


@cli.command()
def audit() -> None:
    """Exit with 0 when the record of what moderators did is as it was written, from the first act to the last."""
    audited = _done(_audit(_prepared()))
    if audited.broken is not None:
        _complain(f"The record is broken at act {audited.broken}: {audited.reason}.")
        raise typer.Exit(1)
    sys.stdout.write(f"{audited.acts} acts, all as they were written\n")


def _prepared() -> Settings:
    settings = _settings()
    logs.configure("warning", settings.log_format, settings.secrets)
    return settings


def _done(work: Coroutine[Any, Any, _Result]) -> _Result:
    """What `work` comes to; the program ends with 1 and the reason where it can't be done."""
    try:
        return asyncio.run(work)
    except (BackupError, ClaimsError) as error:
        _complain(str(error))
        raise typer.Exit(1) from None


async def _back_up(settings: Settings, file: Path, *, moving: bool) -> Manifest:
    if moving and settings.queue_url:
        await _refuse_to_leave_behind(settings.queue_url)
    with InstanceLock(settings.data_dir) if moving else nullcontext():
        async with _database(settings) as engine:
            return await back_up(engine, file, moving=moving)


async def _refuse_to_leave_behind(queue_url: str) -> None:
    """A backup holds no queue: raise BackupError while updates wait there."""
    async with many_processes(queue_url) as fleet:
        if waiting := await fleet.inbox.waiting():
            raise StillWaiting(waiting)


async def _audit(settings: Settings) -> Audited:
    async with _database(settings) as engine:
        await migrate(engine, package="claims_db.store")
        await migrate(engine, package="bot.store")
        return await verify(engine)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(settings.database_url)
    try:
        yield engine
    finally:
        await engine.dispose()


def _settings() -> Settings:
    try:
        return load(os.environ, Path(".env"))
    except ConfigError as error:
        _complain("These settings can't be used (see .env.example):\n" + "\n".join(map(str, error.problems)))
        raise typer.Exit(2) from None


def _shared_settings() -> Settings:
    """The settings of a process that is one of many, which share a queue and a database."""
    settings = _settings()
    needed = {
        "BOT_TOKEN": (settings.bot_token, "is needed"),
        "QUEUE_URL": (settings.queue_url, "is needed, a Redis for the updates on their way from `poll` to `work`"),
        "DATABASE_URL": (settings.database_url.startswith("postgresql"), "has to be a postgresql:// one"),
    }
    problems = [f"{name} {what} for `poll` and `work`" for name, (given, what) in needed.items() if not given]
    if problems:
        _complain("These settings can't be used (see .env.example):\n" + "\n".join(problems))
        raise typer.Exit(2)
    _set_up_logs(settings)
    return settings


def _set_up_logs(settings: Settings) -> None:
    # In the terminal chat everyday events would stand between the replies.
    level = settings.log_level if settings.bot_token or settings.log_level != "info" else "warning"
    logs.configure(level, settings.log_format, settings.secrets)
    for warning in settings.warnings:
        log.warning("setting_doubtful", name=warning.name, about=warning.what)


def _exit_status(process: Coroutine[Any, Any, None]) -> int:
    """Run the bot: 0 when it was stopped, 1 when it could not go on, with the reason on standard error."""
    reasons: list[str] = []
    sys.setswitchinterval(_SWITCH)
    try:
        asyncio.run(process)
    except* (ClaimsError, TokenRefused) as group:
        reasons = [str(error) for error in group.exceptions]
    for reason in reasons:
        _complain(reason)
    return 1 if reasons else 0


def _listen() -> asyncio.Event:
    """Set when the process is told to stop."""
    stop = asyncio.Event()
    stop_on_signals(stop)
    asyncio.get_running_loop().set_exception_handler(logs.report_loop_error)
    return stop


async def _poll(settings: Settings) -> None:
    stop, metrics = _listen(), Metrics()

    async def report() -> bytes:
        return metrics.text()

    async with serving(settings.metrics_address, report):
        await poll_for_others(_telegram(settings), settings.queue_url or "", settings.data_dir, stop, metrics)


async def _serve(settings: Settings, *, polls: bool = True) -> None:
    stop, key = _listen(), settings.google_fact_check_key
    core = open_core(
        database_url=settings.database_url,
        redis_url=settings.redis_url,
        data_dir=settings.data_dir,
        encoder=settings.sentence_encoder,
        owner_ids=settings.owner_ids,
        moderators_chat_id=settings.moderators_chat_id,
        link_check=settings.link_check,
        link_allow_hosts=settings.link_allow_hosts,
        queue_url=settings.queue_url,
        fact_check_tools=FactCheckTools(key) if key else None,
    )
    # The inbox knows the updates of the last two days by their ids, so those of each start are new.
    api = None if settings.bot_token else EmulatedBotApi(first_update_id=int(time.time() * 1000))
    line = _emulated(api) if api else _telegram(settings)
    heartbeat, rate = settings.data_dir / HEARTBEAT, _TERMINAL_RATE if api else settings.send_rate
    async with core as opened, open_bot(opened, line, stop=stop, rate=rate, heartbeat=heartbeat) as parts:
        if parts is None:
            return
        gc.freeze()  # the claims stay: looking through them for garbage again and again would halt everything
        language = system_language(os.environ)
        say = words(language_for(language)).say
        chat = partial(chat_in_terminal, api, idle=parts.dispatcher.idle, say=say, language=language) if api else None
        async with serving(settings.metrics_address, opened.watch.report):
            await run(parts, stop, beside=chat, polls=polls)


def _telegram(settings: Settings) -> Line:
    return Line(
        calls=DirectRequest(_CALLS_AT_ONCE),
        polls=DirectRequest(1),
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_base_file_url,
        token=settings.bot_token or "",
    )


def _emulated(api: EmulatedBotApi) -> Line:
    where = "http://terminal/"
    return Line(EmulatedRequest(api), EmulatedRequest(api), f"{where}bot", f"{where}file/bot", api.token)


def _complain(text: str) -> None:
    sys.stderr.write(text + "\n")
