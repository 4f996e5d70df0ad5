"""The values of the checkers' queue, and how they are read from its tables."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Label, RowMapping, Select, String, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.ask_tables import ask_entries, asks
from claims_db.store.database import reading

State = Literal["open", "linked", "judged", "spam"]

SAYS = ask_entries.c.state + " " + cast(ask_entries.c.demand, String)
"""What a card is to show of its entry."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What opens an entry: a masked text and what is known of it."""

    text: str = field(repr=False)
    digest: str
    language: str
    candidates: tuple[str, ...] = ()
    channel: str = ""
    channel_post: int | None = None
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewAsk:
    """Somebody sends a text. `chat_id` only where they want to hear the answer."""

    reader_key: str
    digest: str
    language: str
    chat_id: int | None = None
    post_message_id: int | None = None
    about_claim: str | None = None
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the queue as it stands; moments are seconds since 1970.

    `file_id` is Telegram's name of the picture or other file that came with a post of the public channel `channel`.
    """

    id: int
    text: str = field(repr=False)
    language: str
    candidates: tuple[str, ...]
    channel: str
    channel_post: int | None
    file_id: str | None
    state: State
    claim_id: str | None
    reason: str | None
    demand: int
    opened_at: float
    later_until: float
    closed_at: float | None
    card_chat_id: int | None
    card_message_id: int | None
    card_at: float
    card_says: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What one reader has in the queue."""

    entry_id: int
    reader_key: str
    language: str
    chat_id: int | None
    post_message_id: int | None
    hears: bool
    about_claim: str | None
    verdict: str | None
    at: float
    told_at: float | None
    told_rating: str | None


def says(entry: Entry) -> str:
    """The same for an entry in hand."""
    return f"{entry.state} {entry.demand}"


def pairs_query() -> Select[Any]:
    """Entries with the asks in them; read with `entry_of` and `ask_of(row, "ask_")`."""
    return select(ask_entries, *_prefixed()).select_from(ask_entries.join(asks))


async def all_entries(engine: AsyncEngine, query: Select[Any]) -> list[Entry]:
    """The entries that a query of `ask_entries` gives."""
    async with reading(engine) as connection:
        return [entry_of(row) for row in (await connection.execute(query)).mappings()]


async def all_pairs(engine: AsyncEngine, query: Select[Any]) -> list[tuple[Entry, Ask]]:
    """The entries and asks that a `pairs_query` gives."""
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).mappings().all()
    return [(entry_of(row), ask_of(row, "ask_")) for row in rows]


async def locked_entry(connection: AsyncConnection, entry_id: int) -> Entry | None:
    """An entry that nobody else changes until the transaction ends; None when it is gone."""
    query = select(ask_entries).where(ask_entries.c.id == entry_id).with_for_update()
    row = (await connection.execute(query)).mappings().first()
    return None if row is None else entry_of(row)


def entry_of(row: RowMapping) -> Entry:
    """An entry from its row."""
    names = [name for name in Entry.__dataclass_fields__ if name != "candidates"]
    return Entry(**{name: row[name] for name in names}, candidates=tuple(json.loads(row["candidates"])))


def ask_of(row: RowMapping, prefix: str = "") -> Ask:
    """An ask from its row, or from one whose columns have a prefix."""
    values = {name: row[prefix + name] for name in Ask.__dataclass_fields__}
    return Ask(**{**values, "hears": bool(values["hears"])})


def _prefixed() -> list[Label[Any]]:
    return [asks.c[name].label(f"ask_{name}") for name in Ask.__dataclass_fields__]
