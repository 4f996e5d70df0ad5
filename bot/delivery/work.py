"""Handling one update, or one album, and what became of it."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import structlog

from bot.delivery.errors import Later
from bot.delivery.inbox import Inbox, Queued
from bot.incoming import merge_album
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

Handle = Callable[[dict[str, Any]], Awaitable[None]]

LONGEST_WORK = 120.0
"""Seconds after which the handling of one update is given up as failed."""
PRESS_KEPT, INLINE_KEPT = 120.0, 20.0
"""Seconds after which a pressed button and an inline query are not worth an answer: Telegram takes none any more."""
UPDATE_KEPT = 24 * 3600.0
"""Seconds that a reply is tried for, as long as Telegram itself keeps an update."""
_STORE_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Handled:
    """It is done with."""


@dataclass(frozen=True, slots=True)
class Postponed:
    """It is to be handled in `delay` seconds, through no fault of its own."""

    delay: float


@dataclass(frozen=True, slots=True)
class Failed:
    """Its handling raised an error, whose type `reason` names. `for_good`: it would do so again."""

    reason: str
    for_good: bool = False


async def handle_turn(parts: Sequence[Queued], handle: Handle, inbox: Inbox) -> Handled | Postponed | Failed:
    """Handle an update or the parts of one album, unless they are too old or already answered."""
    try:
        raw = _read(parts)
    except Exception as error:
        log.error("update_unreadable", error=type(error).__name__)
        return Failed("unreadable", for_good=True)
    try:
        async with asyncio.timeout(LONGEST_WORK):
            if _too_late(raw, time.time() - parts[0].received_at):
                log.info("update_expired")
            elif not await _answered_already(parts[0], inbox):
                await handle(raw)
    except Later as later:
        return Postponed(later.delay)
    except StoreUnavailable:
        return Postponed(_STORE_PAUSE)
    except Exception as error:
        log.error("update_failed", error=type(error).__name__, where=_where(error))
        return Failed(type(error).__name__)
    return Handled()


def _read(parts: Sequence[Queued]) -> dict[str, Any]:
    raws = [json.loads(part.payload) for part in parts]
    if not all(isinstance(raw, dict) for raw in raws):
        raise TypeError
    return raws[0] if len(raws) == 1 else merge_album(raws)


def _too_late(raw: Mapping[str, Any], age: float) -> bool:
    if "callback_query" in raw:
        return age > PRESS_KEPT
    return age > (INLINE_KEPT if "inline_query" in raw else UPDATE_KEPT)


async def _answered_already(part: Queued, inbox: Inbox) -> bool:
    """Whether this is a part of a new album that came after the others were answered; an album gets one answer."""
    if part.album is None or part.chat_id is None or not part.album.startswith("message:"):
        return False
    return await inbox.album_done(part.chat_id, part.album)


def _where(error: Exception) -> str:
    """The line that raised it: an error's text may hold what somebody wrote, its place never does."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
