"""Handling one update, or one album, and what became of it."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.delivery.errors import Later
from bot.delivery.inbox import Inbox, Queued, kind_of
from bot.incoming import merge_album
from bot.logs import describe
from bot.metrics import Metrics
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

Handle = Callable[[dict[str, Any]], Awaitable[None]]

LONGEST_WORK = 120.0
"""Seconds after which the handling of one update is given up as failed."""
PRESS_KEPT, INLINE_KEPT = 120.0, 20.0
"""Seconds after which a pressed button and an inline query are not worth an answer: Telegram takes none any more."""
UPDATE_KEPT = 24 * 3600.0
"""Seconds that a reply is tried for, as long as Telegram itself keeps an update."""


@dataclass(frozen=True, slots=True)
class Handled:
    """It is done with."""


@dataclass(frozen=True, slots=True)
class Expired:
    """It came too late for an answer; it is done with, too."""


@dataclass(frozen=True, slots=True)
class Postponed:
    """It is to be handled in `delay` seconds, through no fault of its own."""

    delay: float


@dataclass(frozen=True, slots=True)
class Failed:
    """Its handling raised an error whose type `reason` names; `told` is what a log may say of it.

    `for_good`: it would do so again.
    """

    reason: str
    told: Mapping[str, str] = field(default_factory=dict)
    for_good: bool = False


Outcome = Handled | Expired | Postponed | Failed

_STORE_AWAY = Postponed(1.0)


async def handle_turn(parts: Sequence[Queued], handle: Handle, inbox: Inbox, metrics: Metrics) -> Outcome:
    """Handle an update or the parts of one album, unless they are too old or already answered."""
    try:
        raw = _read(parts)
    except Exception:
        return Failed("unreadable", for_good=True)
    outcome = await _work_on(raw, parts[0], handle, inbox)
    if outcome is _STORE_AWAY:
        metrics.store_failed("handling")
    metrics.handled(kind_of(raw), type(outcome).__name__.lower(), time.time() - parts[0].received_at)
    return outcome


async def _work_on(raw: dict[str, Any], first: Queued, handle: Handle, inbox: Inbox) -> Outcome:
    try:
        async with asyncio.timeout(LONGEST_WORK):
            if _too_late(raw, time.time() - first.received_at):
                log.info("update_expired")
                return Expired()
            if not await _answered_already(first, inbox):
                await handle(raw)
    except Later as later:
        return Postponed(later.delay)
    except StoreUnavailable:
        return _STORE_AWAY
    except Exception as error:
        return Failed(type(error).__name__, describe(error))
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
