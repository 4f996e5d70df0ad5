"""What the bot keeps about groups: their settings, where it stands in them, which claims were named there when."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.group_settings import LONGEST_COOLDOWN, GroupSettings, Look, Strictness
from bot.store.group_tables import group_deletions, group_mentions, groups
from bot.store.rows import insert_new, upsert
from bot.store.trial_rows import end_with_group, move
from bot.store.trial_tables import trials
from bot.store.writer import Writer
from claims_db.store.database import glancing, reading

KEPT_AFTER_LEAVING = 30 * 24 * 3600.0
"""Seconds that settings are kept for a group that the bot is no longer in."""
_MOST_MOVES = 3
_SETTINGS = tuple(asdict(GroupSettings()))
_RUNS = and_(trials.c.chat_id == groups.c.chat_id, trials.c.ended_at.is_(None))
_WITH_TRIAL = select(groups, trials.c.id.label("trial_id"), trials.c.ends_at).outerjoin(trials, _RUNS)


@dataclass(frozen=True, slots=True)
class OnTrial:
    """A trial that runs in a group, until a moment."""

    trial_id: int
    until: float


@dataclass(frozen=True, slots=True)
class Group:
    """A group as the bot knows it.

    `guessed` is the language of whoever added the bot, "" where that is unknown. `left_at`: when the bot was removed,
    None while it is in. `known`: the bot has been there. `trial`: the one that runs, if one does.
    """

    chat_id: int
    settings: GroupSettings = field(default_factory=GroupSettings)
    guessed: str = ""
    may_write: bool = True
    greeted_at: float | None = None
    left_at: float | None = None
    known: bool = False
    trial: OnTrial | None = None


class GroupRecords:
    """Settings and standing of groups. Moments are seconds since 1970.

    What is awaited raises StoreUnavailable when the database can't be used, and is durable when it returns; the others
    are durable no later than the mark that their update is handled.
    """

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    async def group(self, chat_id: int) -> Group:
        """The group of this id, or the supergroup that it became; one that was never heard of has all defaults."""
        async with glancing(self._engine) as connection:
            row = await _row(connection, chat_id)
        return Group(chat_id) if row is None else _group(row)

    async def change(self, chat_id: int, name: str, code: str, at: float) -> None:
        """Keep one choice of an admin. Raises KeyError for a choice that does not exist."""
        value = getattr(GroupSettings().with_choice(name, code), name)
        await self._writer.write(_set, (chat_id, {name: value, "changed_at": at}))

    async def enter(self, chat_id: int, *, may_write: bool, guessed: str = "") -> None:
        """The bot is in the group (again); `guessed` replaces what is known only when it is not empty."""
        values = {"may_write": may_write, "left_at": None}
        await self._writer.write(_set, (chat_id, {**values, **({"guessed": guessed} if guessed else {})}))

    async def leave(self, chat_id: int, at: float) -> None:
        """The bot is out of the group; what it was going to delete there it can delete no more."""
        await self._writer.write(_leave, (chat_id, at))

    async def greeted(self, chat_id: int, at: float) -> None:
        """The group was told what the bot does."""
        await self._writer.write(_set, (chat_id, {"greeted_at": at}))

    async def migrate(self, old: int, new: int, at: float) -> None:
        """The group `old` became the supergroup `new`; told again or from both sides, it changes nothing more."""
        await self._writer.write(_migrate, (old, new, at))

    # -- what was said ------------------------------------------------------------------------------------

    async def mentioned_at(self, chat_id: int, claim_id: str) -> float | None:
        """When the claim was last named in the group, None when it was not."""
        await self._writer.settle()
        query = select(group_mentions.c.at).where(
            group_mentions.c.chat_id == chat_id, group_mentions.c.claim_id == claim_id
        )
        async with glancing(self._engine) as connection:
            at: float | None = (await connection.execute(query)).scalar()
        return at

    def mention(self, chat_id: int, claim_ids: Sequence[str], at: float) -> None:
        """The claims were named in the group at this moment. Does not wait."""
        for claim_id in claim_ids:
            self._writer.note(_upsert_mentions, {"chat_id": chat_id, "claim_id": claim_id, "at": at})

    # -- what is to be deleted ----------------------------------------------------------------------------

    def delete_later(self, chat_id: int, message_id: int, due_at: float) -> None:
        """The bot's message is to be deleted at that moment. Does not wait."""
        self._writer.note(_upsert_deletions, {"chat_id": chat_id, "message_id": message_id, "due_at": due_at})

    async def due(self, now: float, limit: int = 100) -> list[tuple[int, int]]:
        """Messages that are to be deleted by `now`, the longest due first: (chat, message)."""
        query = (
            select(group_deletions.c.chat_id, group_deletions.c.message_id)
            .where(group_deletions.c.due_at <= now)
            .order_by(group_deletions.c.due_at)
            .limit(limit)
        )
        async with reading(self._engine) as connection:
            return [(row.chat_id, row.message_id) for row in await connection.execute(query)]

    async def deleted(self, chat_id: int, message_id: int) -> None:
        """The message is gone, or can't be deleted any more."""
        await self._writer.write(_delete_deletions, (chat_id, message_id))

    async def purge(self, now: float) -> None:
        """Forget groups left for 30 days, and mentions that no cooldown asks for any more."""
        await self._writer.write(_purge, now)


def _group(row: Mapping[Any, Any]) -> Group:
    settings = {name: row[name] for name in _SETTINGS}
    settings |= {"look": Look(row["look"]), "strictness": Strictness(row["strictness"])}
    return Group(
        row["chat_id"],
        GroupSettings(**settings),
        row["guessed"],
        row["may_write"],
        row["greeted_at"],
        row["left_at"],
        known=True,
        trial=None if row["trial_id"] is None else OnTrial(row["trial_id"], row["ends_at"]),
    )


async def _row(connection: AsyncConnection, chat_id: int) -> Mapping[Any, Any] | None:
    """The row of a group, or of what it has become."""
    row: Mapping[Any, Any] | None = None
    for _ in range(_MOST_MOVES):
        found = await connection.execute(_WITH_TRIAL.where(groups.c.chat_id == chat_id))
        row = found.mappings().first()
        if row is None or row["moved_to"] is None:
            break
        chat_id = row["moved_to"]
    return row


def _fresh(chat_id: int) -> dict[str, Any]:
    return {"chat_id": chat_id, **asdict(GroupSettings()), "guessed": "", "may_write": True}


async def _set(connection: AsyncConnection, items: Sequence[tuple[int, dict[str, Any]]]) -> None:
    for chat_id, values in items:
        await insert_new(connection, groups, [_fresh(chat_id)])
        await connection.execute(update(groups).where(groups.c.chat_id == chat_id).values(**values))


async def _leave(connection: AsyncConnection, items: Sequence[tuple[int, float]]) -> None:
    for chat_id, at in items:
        await _set(connection, [(chat_id, {"left_at": at})])
        await connection.execute(delete(group_deletions).where(group_deletions.c.chat_id == chat_id))
        await end_with_group(connection, chat_id, at)


async def _migrate(connection: AsyncConnection, items: Sequence[tuple[int, int, float]]) -> None:
    for old, new, at in items:
        if old == new:
            continue
        rows = await connection.execute(select(groups).where(groups.c.chat_id.in_((old, new))))
        known = {row["chat_id"]: dict(row) for row in rows.mappings()}
        before, after = known.get(old), known.get(new)
        await insert_new(connection, groups, [_fresh(new)])
        if before is not None and before["moved_to"] is None:
            await _inherit(connection, before, after, new)
        await _set(connection, [(old, {"moved_to": new, "left_at": at})])


async def _inherit(connection: AsyncConnection, before: dict[str, Any], after: dict[str, Any] | None, new: int) -> None:
    """Take the old group's settings over, unless an admin has chosen something in the new one since."""
    kept = {"greeted_at": before["greeted_at"], "guessed": before["guessed"]}
    if after is None or after["changed_at"] is None or after["changed_at"] < (before["changed_at"] or 0):
        kept |= {name: before[name] for name in (*_SETTINGS, "changed_at")}
    await _set(connection, [(new, kept)])
    old = before["chat_id"]
    said = await connection.execute(select(group_mentions).where(group_mentions.c.chat_id == old))
    await upsert(connection, group_mentions, [{**row, "chat_id": new} for row in said.mappings()])
    for table in (group_mentions, group_deletions):
        await connection.execute(delete(table).where(table.c.chat_id == old))
    await move(connection, old, new)


async def _upsert_mentions(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    await upsert(connection, group_mentions, rows)


async def _upsert_deletions(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    await upsert(connection, group_deletions, rows)


async def _delete_deletions(connection: AsyncConnection, items: Sequence[tuple[int, int]]) -> None:
    for chat_id, message_id in items:
        await connection.execute(
            delete(group_deletions).where(
                group_deletions.c.chat_id == chat_id, group_deletions.c.message_id == message_id
            )
        )


async def _purge(connection: AsyncConnection, moments: Sequence[float]) -> None:
    now = max(moments)
    gone = select(groups.c.chat_id).where(groups.c.left_at < now - KEPT_AFTER_LEAVING)
    await connection.execute(delete(group_mentions).where(group_mentions.c.chat_id.in_(gone)))
    await connection.execute(delete(groups).where(groups.c.left_at < now - KEPT_AFTER_LEAVING))
    await connection.execute(delete(group_mentions).where(group_mentions.c.at < now - LONGEST_COOLDOWN))
