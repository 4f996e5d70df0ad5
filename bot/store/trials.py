"""Trials of groups in the database: one for each group, the running one or the last."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.group_settings import Strictness
from bot.store.rows import insert_new
from bot.store.trial_rows import LEVELS, Opinion, Same, Trial, TrialPost, levels_of, post_of, row_of_post, trial_of
from bot.store.trial_tables import trial_posts, trials
from bot.store.writer import Writer
from claims_db.store.database import glancing, reading, writing

KEPT = 14 * 24 * 3600.0
"""Seconds that a trial is kept after its end."""

_RUNNING = trials.c.ended_at.is_(None)


class TrialRecords:
    """Trials and the posts that would have been answered in them. Moments are seconds since 1970.

    What is awaited raises StoreUnavailable when the database can't be used, and is durable when it returns.
    """

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    # -- trials -------------------------------------------------------------------------------------------

    async def start(self, chat_id: int, admin_id: int, language: str, *, now: float, lasts: float) -> Trial:
        """Begin a trial in the place of the one before, whose posts are forgotten."""
        row = {
            "chat_id": chat_id,
            "admin_id": admin_id,
            "language": language,
            "started_at": now,
            "ends_at": now + lasts,
            "owes_report": False,
            "unreachable": False,
            "looked": 0,
            "last_post": 0,
        }
        async with writing(self._engine) as connection:
            await connection.execute(delete(trials).where(trials.c.chat_id == chat_id))
            await insert_new(connection, trials, [row])  # none where another admin was quicker
            begun = await connection.execute(select(trials).where(trials.c.chat_id == chat_id))
            return trial_of(begun.mappings().one())

    async def of_group(self, chat_id: int) -> Trial | None:
        """The trial of a group, running or ended; None where there is none."""
        return await self._one(trials.c.chat_id == chat_id)

    async def trial(self, trial_id: int) -> Trial | None:
        """A trial, None when it is forgotten."""
        return await self._one(trials.c.id == trial_id)

    async def end(self, trial_id: int, at: float, *, owes_report: bool) -> None:
        """End a trial that runs; `owes_report`: the admin is to be told how it went."""
        mine = and_(trials.c.id == trial_id, _RUNNING)
        await self._set(mine, ended_at=at, owes_report=owes_report)

    async def due(self, now: float) -> list[Trial]:
        """The running trials whose time is up."""
        return await self._all(and_(_RUNNING, trials.c.ends_at <= now))

    async def owing_report(self) -> list[Trial]:
        """The trials whose admin is still to be told how it went."""
        return await self._all(trials.c.owes_report)

    async def reported(self, trial_id: int) -> None:
        """The report was handed over to be sent."""
        await self._set(trials.c.id == trial_id, owes_report=False)

    async def reaches(self, admin_id: int, *, reached: bool) -> None:
        """Whether messages about trials can get to an admin."""
        await self._set(trials.c.admin_id == admin_id, unreachable=not reached)

    def looked_at(self, trial_id: int, message_id: int) -> None:
        """A post was looked at, counted once however often it is handled. Does not wait."""
        self._writer.note(_count, (trial_id, message_id))

    # -- posts --------------------------------------------------------------------------------------------

    async def keep(self, post: TrialPost) -> None:
        """A post would have been answered: its admin is owed a message, once."""
        await self._writer.write(_keep, post)

    async def said_at(self, trial_id: int, claim_id: str) -> dict[Strictness, float]:
        """When a claim would last have been named at each level; levels at which it was not are left out."""
        await self._writer.settle()
        mine = and_(trial_posts.c.trial_id == trial_id, trial_posts.c.claim_id == claim_id)
        newest = [func.max(trial_posts.c.at).filter(column).label(level.value) for level, column in LEVELS.items()]
        async with glancing(self._engine) as connection:
            row = (await connection.execute(select(*newest).where(mine))).mappings().one()
        return {level: row[level.value] for level in LEVELS if row[level.value] is not None}

    async def post(self, post_id: int) -> TrialPost | None:
        """A post, None when it is forgotten."""
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(trial_posts).where(trial_posts.c.id == post_id))).mappings().first()
        return None if row is None else post_of(row)

    async def owed(self, limit: int) -> list[tuple[Trial, TrialPost]]:
        """At most `limit` posts that nobody was told of yet, in the order in which they came."""
        query = select(trial_posts).where(trial_posts.c.state == "owed").order_by(trial_posts.c.id).limit(limit)
        async with reading(self._engine) as connection:
            posts = [post_of(row) for row in (await connection.execute(query)).mappings()]
            of = trials.c.id.in_({post.trial_id for post in posts})
            rows = await connection.execute(select(trials).where(of))
            known = {row["id"]: trial_of(row) for row in rows.mappings()}
        return [(known[post.trial_id], post) for post in posts if post.trial_id in known]

    async def told(self, post_ids: Sequence[int], at: float) -> None:
        """The admin's messages about these posts were handed over to be sent."""
        await self._set_posts(post_ids, state="told", told_at=at)

    async def held(self, post_ids: Sequence[int]) -> None:
        """Nobody is told of these posts; they are only counted."""
        await self._set_posts(post_ids, state="held")

    async def told_since(self, admin_id: int, since: float) -> int:
        """How many posts of all their trials an admin was told of since a moment."""
        mine = and_(trials.c.admin_id == admin_id, trial_posts.c.told_at >= since)
        query = select(func.count()).select_from(trial_posts.join(trials)).where(mine)
        async with reading(self._engine) as connection:
            return int((await connection.execute(query)).scalar_one())

    async def judge(self, post_id: int, opinion: Opinion) -> None:
        """Keep what the admin thinks of a reply; a second opinion replaces the first."""
        await self._set_posts([post_id], verdict=opinion)

    async def counts(self, trial_id: int) -> list[Same]:
        """How many posts of a trial there are of each kind; empty while none would have been answered."""
        await self._writer.settle()
        held = (trial_posts.c.state == "held").label("held")
        kinds = (trial_posts.c.level, *LEVELS.values(), trial_posts.c.verdict, held)
        query = select(*kinds, func.count().label("number")).where(trial_posts.c.trial_id == trial_id)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query.group_by(*kinds))).mappings().all()
        return [
            Same(Strictness(row["level"]), levels_of(row), row["verdict"], bool(row["held"]), row["number"])
            for row in rows
        ]

    # -- people -------------------------------------------------------------------------------------------

    async def of_admin(self, admin_id: int) -> list[tuple[Trial, list[TrialPost]]]:
        """The trials that somebody started, each with the posts they judged."""
        judged = trial_posts.c.verdict.is_not(None)
        found = []
        for trial in await self._all(trials.c.admin_id == admin_id):
            query = select(trial_posts).where(trial_posts.c.trial_id == trial.id, judged).order_by(trial_posts.c.id)
            async with reading(self._engine) as connection:
                found.append((trial, [post_of(row) for row in (await connection.execute(query)).mappings()]))
        return found

    async def forget(self, admin_id: int) -> None:
        """Forget who started a trial and what they thought; the group stays unspoken to until it ends."""
        mine = select(trials.c.id).where(trials.c.admin_id == admin_id)
        async with writing(self._engine) as connection:
            judged = trial_posts.c.trial_id.in_(mine)
            await connection.execute(update(trial_posts).where(judged).values(verdict=None))
            nobody = {"admin_id": None, "owes_report": False}
            await connection.execute(update(trials).where(trials.c.admin_id == admin_id).values(**nobody))

    async def purge(self, now: float) -> None:
        """Forget the trials that ended long enough ago."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(trials).where(trials.c.ended_at < now - KEPT))

    # -- pieces -------------------------------------------------------------------------------------------

    async def _one(self, condition: ColumnElement[bool]) -> Trial | None:
        return next(iter(await self._all(condition)), None)

    async def _all(self, condition: ColumnElement[bool]) -> list[Trial]:
        await self._writer.settle()
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(trials).where(condition).order_by(trials.c.id))
            return [trial_of(row) for row in rows.mappings()]

    async def _set(self, condition: ColumnElement[bool], **values: Any) -> None:  # noqa: ANN401 - columns of all kinds
        async with writing(self._engine) as connection:
            await connection.execute(update(trials).where(condition).values(**values))

    async def _set_posts(self, post_ids: Collection[int], **values: Any) -> None:  # noqa: ANN401 - as above
        async with writing(self._engine) as connection:
            await connection.execute(update(trial_posts).where(trial_posts.c.id.in_(post_ids)).values(**values))


async def _keep(connection: AsyncConnection, posts: Sequence[TrialPost]) -> None:
    there = select(trials.c.id).where(trials.c.id.in_({post.trial_id for post in posts}), _RUNNING)
    known = set((await connection.execute(there)).scalars())
    await insert_new(connection, trial_posts, [row_of_post(post) for post in posts if post.trial_id in known])


async def _count(connection: AsyncConnection, items: Sequence[tuple[int, int]]) -> None:
    for trial_id, message_id in items:
        new = and_(trials.c.id == trial_id, trials.c.last_post < message_id)
        values = {"looked": trials.c.looked + 1, "last_post": message_id}
        await connection.execute(update(trials).where(new).values(**values))
