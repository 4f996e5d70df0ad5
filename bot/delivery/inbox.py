"""Updates kept from their arrival until they are handled: persist first, then confirm."""

import asyncio
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.incoming import album_of, chat_of
from bot.store.rows import insert_new
from bot.store.schema import dead_letters, inbox
from bot.store.writer import Writer
from claims_db.store.database import glancing, reading

KEPT = 48 * 3600.0
"""Seconds that the id of a handled update is remembered."""
LETTERS_KEPT = 30 * 24 * 3600.0
"""Seconds that a dead letter is kept."""

_KIND = re.compile(r"[a-z_]{1,40}")

# Built once: they are run for every update, and building a statement costs more than running it.
_ONE = update(inbox).where(inbox.c.update_id == bindparam("of"))
_COUNT_TRY = _ONE.values(tries=inbox.c.tries + 1)
_FORGET_TRIES = _ONE.values(tries=0)
_FINISH = _ONE.values(state="done", payload="", done_at=bindparam("done_at"))


@dataclass(frozen=True, slots=True)
class Queued:
    """An update in the inbox. `tries`: how often a program started on it and neither finished it nor let it go."""

    seq: int
    update_id: int
    chat_id: int | None
    album: str | None
    tries: int
    received_at: float
    payload: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """That something can't be handled, without what it says; `size` counts characters of JSON."""

    update_id: int | None
    kind: str
    reason: str
    size: int


class Inbox(Protocol):
    """Keeps updates in the order of their arrival, each once, durably. All raise StoreUnavailable when it can't.

    What is started, let go, done or dead came out with a page before.
    """

    news: asyncio.Event
    """Set when updates have come in; the reader of the inbox clears it."""
    unmarked: int
    """Replies that may be out without a mark beside a near Telegram: the fewer, the longer a mark takes."""

    async def put(self, updates: Sequence[Mapping[str, Any]], rejected: Sequence[DeadLetter] = ()) -> int:
        """Keep updates with valid and different ids, and dead letters; durable on return. How many are new."""

    async def page(self, after: int, limit: int) -> list[Queued]:
        """The next `limit` waiting updates whose seq is over `after`, in order."""

    async def page_of(self, chat_id: int, after: int, upto: int, limit: int) -> list[Queued]:
        """As `page`, of one chat, with a seq of at most `upto`."""

    async def started(self, update_ids: Sequence[int]) -> None:
        """Count a try before the work on them starts. Raises NotOurs when they are another process's, or done."""

    async def let_go(self, update_ids: Sequence[int]) -> None:
        """Forget the tries: what kept these from being finished was not their own doing."""

    async def done(self, update_ids: Sequence[int]) -> None:
        """They are handled: forget their words, remember their ids."""

    async def dead(self, update_ids: Sequence[int], reason: str) -> None:
        """They can't be handled: forget their words, remember their ids, and leave a dead letter for each."""

    async def album_done(self, chat_id: int, album: str) -> bool:
        """Whether parts of this album have been handled already."""

    async def waiting(self) -> int:
        """How many updates wait to be handled or are being handled."""

    async def purge(self) -> None:
        """Forget ids of updates handled more than 48 hours ago, and dead letters after 30 days."""

    async def wipe_after(self, update_id: int) -> None:
        """Once this update is done, also bring what was handled before out of a queue's own log on disk, soon."""


class DatabaseInbox:
    """The inbox in the bot's own database, SQLite or PostgreSQL."""

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self.news = asyncio.Event()
        self.unmarked = 4 if engine.dialect.name == "sqlite" else 2
        self._engine = engine
        self._writer = writer

    async def put(self, updates: Sequence[Mapping[str, Any]], rejected: Sequence[DeadLetter] = ()) -> int:
        """Keep updates and dead letters; see Inbox."""
        rows, letters = [], list(rejected)
        for raw in updates:
            row = row_of(raw)
            if isinstance(row, DeadLetter):
                letters.append(row)
            else:
                rows.append(row)
        new = await self._writer.write_apart(_insert, (rows, letters))
        if new:
            self.news.set()
        return new

    async def page(self, after: int, limit: int) -> list[Queued]:
        """The next waiting updates; see Inbox."""
        query = select(inbox).where(inbox.c.state == "new", inbox.c.seq > after).order_by(inbox.c.seq).limit(limit)
        async with glancing(self._engine) as connection:
            return [_queued(row) for row in await connection.execute(query)]

    async def page_of(self, chat_id: int, after: int, upto: int, limit: int) -> list[Queued]:
        """The next waiting updates of one chat; see Inbox."""
        query = (
            select(inbox)
            .where(inbox.c.chat_id == chat_id, inbox.c.state == "new", inbox.c.seq > after, inbox.c.seq <= upto)
            .order_by(inbox.c.seq)
            .limit(limit)
        )
        async with glancing(self._engine) as connection:
            return [_queued(row) for row in await connection.execute(query)]

    async def started(self, update_ids: Sequence[int]) -> None:
        """Count a try; see Inbox."""
        await self._writer.mark(_count_try, update_ids)

    async def let_go(self, update_ids: Sequence[int]) -> None:
        """Forget the tries; see Inbox."""
        await self._writer.mark(_forget_tries, update_ids)

    async def done(self, update_ids: Sequence[int]) -> None:
        """They are handled; see Inbox."""
        await self._writer.mark(_finish, update_ids)

    async def dead(self, update_ids: Sequence[int], reason: str) -> None:
        """They can't be handled; see Inbox."""
        await self._writer.write(_bury, (update_ids, reason))

    async def album_done(self, chat_id: int, album: str) -> bool:
        """Whether parts of this album have been handled; see Inbox."""
        query = (
            select(inbox.c.seq)
            .where(inbox.c.chat_id == chat_id, inbox.c.state != "new", inbox.c.album == album)
            .limit(1)
        )
        async with glancing(self._engine) as connection:
            return (await connection.execute(query)).first() is not None

    async def waiting(self) -> int:
        """How many wait; see Inbox."""
        query = select(func.count()).select_from(inbox).where(inbox.c.state == "new")
        async with reading(self._engine) as connection:
            return int((await connection.execute(query)).scalar_one())

    async def purge(self) -> None:
        """Forget what is old; see Inbox."""
        await self._writer.write(_delete_older, time.time())

    async def wipe_after(self, update_id: int) -> None:
        """Nothing to do: whoever erases rows of this database wipes its log, too."""


def row_of(raw: Mapping[str, Any]) -> dict[str, Any] | DeadLetter:
    """An update as a row, or a dead letter when it can't be stored (too deeply nested).

    ASCII keeps what databases refuse: lone surrogates and NUL travel as escapes.
    """
    kind = kind_of(raw)
    try:
        payload = json.dumps(raw, separators=(",", ":"))
    except (RecursionError, ValueError, TypeError):
        return DeadLetter(raw["update_id"], kind, "not_storable", 0)
    return {
        "update_id": raw["update_id"],
        "chat_id": _storable(chat_of(raw)),
        "album": album_of(raw),
        "payload": payload,
        "state": "new",
        "tries": 0,
        "received_at": time.time(),
    }


def kind_of(raw: Mapping[str, Any]) -> str:
    """What an update is about: its first other key, which is never a reader's word; "other" when it looks odd."""
    kind = next((key for key in raw if key != "update_id"), "empty")
    return kind if isinstance(kind, str) and _KIND.fullmatch(kind) else "other"


def _storable(number: int | None) -> int | None:
    return number if number is not None and -(2**63) <= number < 2**63 else None


def _queued(row: Row[Any]) -> Queued:
    return Queued(row.seq, row.update_id, row.chat_id, row.album, row.tries, row.received_at, row.payload)


async def _insert(connection: AsyncConnection, batches: Sequence[tuple[list[dict[str, Any]], list[DeadLetter]]]) -> int:
    rows = {row["update_id"]: row for batch, _ in batches for row in reversed(batch)}
    new = await insert_new(connection, inbox, sorted(rows.values(), key=lambda row: row["update_id"]))
    await _insert_letters(connection, [letter for _, letters in batches for letter in letters])
    return new


async def _insert_letters(connection: AsyncConnection, letters: Sequence[DeadLetter]) -> None:
    now = time.time()
    rows = [
        {
            "update_id": letter.update_id,
            "kind": letter.kind,
            "reason": letter.reason[:40],
            "size": letter.size,
            "at": now,
        }
        for letter in letters
    ]
    await insert_new(connection, dead_letters, rows)


async def _count_try(connection: AsyncConnection, many: Sequence[Sequence[int]]) -> None:
    await connection.execute(_COUNT_TRY, _each(many))


async def _forget_tries(connection: AsyncConnection, many: Sequence[Sequence[int]]) -> None:
    await connection.execute(_FORGET_TRIES, _each(many))


async def _finish(connection: AsyncConnection, many: Sequence[Sequence[int]]) -> None:
    now = time.time()
    await connection.execute(_FINISH, [{**one, "done_at": now} for one in _each(many)])


async def _bury(connection: AsyncConnection, many: Sequence[tuple[Sequence[int], str]]) -> None:
    for ids, reason in many:
        chosen = inbox.c.update_id.in_(list(ids))
        query = select(inbox.c.update_id, inbox.c.payload).where(chosen)
        letters = [
            DeadLetter(update_id, kind_of_payload(payload), reason[:40], len(payload))
            for update_id, payload in await connection.execute(query)
        ]
        await _insert_letters(connection, letters)
        values = {"state": "dead", "payload": "", "done_at": time.time()}
        await connection.execute(update(inbox).where(chosen).values(values))


def kind_of_payload(payload: str) -> str:
    """The same for an update that is stored."""
    try:
        raw = json.loads(payload)
    except (ValueError, RecursionError):
        return "other"
    return kind_of(raw) if isinstance(raw, dict) else "other"


def _each(many: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    return [{"of": update_id} for some in many for update_id in some]


async def _delete_older(connection: AsyncConnection, moments: Sequence[float]) -> None:
    now = max(moments)
    await connection.execute(delete(inbox).where(inbox.c.done_at < now - KEPT))
    await connection.execute(delete(dead_letters).where(dead_letters.c.at < now - LETTERS_KEPT))
