"""Trials as values, and what the standing of a group does to its trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.group_settings import Strictness
from bot.store.trial_tables import trial_posts, trials

Opinion = Literal["good", "bad"]
"""What an admin thinks of a reply that would have been given."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The trial of a group, which runs until it has `ended_at`.

    `admin_id` started it and is told, None once that person is forgotten; `language` is theirs. `unreachable`: they
    could not be written to. `looked`: posts that were looked at.
    """

    id: int
    chat_id: int
    admin_id: int | None
    language: str
    started_at: float
    ends_at: float
    ended_at: float | None
    unreachable: bool
    looked: int

    @property
    def runs(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class TrialPost:
    """A post that would have been answered: where it stands, and what would have been said about which claim.

    `level` is the strictest at which the match would do, `levels` are those at which there would have been a reply: not
    where the claim had been named a short time before. `language` is that of the reply.
    """

    trial_id: int
    chat_id: int
    message_id: int
    claim_id: str
    stance: str
    closeness: str
    language: str
    level: Strictness
    levels: frozenset[Strictness]
    at: float
    id: int = 0
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """How many posts of a trial are alike in these; `held`: they were only counted, nobody was told."""

    level: Strictness
    levels: frozenset[Strictness]
    opinion: Opinion | None
    held: bool
    number: int


LEVELS = {level: trial_posts.c[f"at_{level}"] for level in Strictness}
"""The column that tells whether a post would have been answered at a level."""


def trial_of(row: Mapping[Any, Any]) -> Trial:
    """A row as a value."""
    return Trial(**{name: row[name] for name in Trial.__slots__})


def post_of(row: Mapping[Any, Any]) -> TrialPost:
    """A row as a value."""
    same = ("id", "trial_id", "chat_id", "message_id", "claim_id", "stance", "closeness", "language", "at")
    return TrialPost(
        **{name: row[name] for name in same},
        level=Strictness(row["level"]),
        levels=levels_of(row),
        opinion=row["verdict"],
    )


def levels_of(row: Mapping[Any, Any]) -> frozenset[Strictness]:
    """The levels at which a post would have been answered."""
    return frozenset(level for level, column in LEVELS.items() if row[column.name])


def row_of_post(post: TrialPost) -> dict[str, Any]:
    """A post that has just come, as a row."""
    same = ("trial_id", "chat_id", "message_id", "claim_id", "stance", "closeness", "language", "at")
    return {
        **{name: getattr(post, name) for name in same},
        "level": post.level.value,
        **{column.name: level in post.levels for level, column in LEVELS.items()},
        "state": "owed",
    }


async def end_with_group(connection: AsyncConnection, chat_id: int, at: float) -> None:
    """The bot is out of a group: its trial is over, and nobody is told, as its admins can't be asked for any more."""
    running = (trials.c.chat_id == chat_id) & trials.c.ended_at.is_(None)
    await connection.execute(update(trials).where(running).values(ended_at=at))


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """A group's trial goes on in the supergroup it became, whose messages are numbered anew."""
    there = await connection.execute(select(trials.c.id).where(trials.c.chat_id == new))
    if there.first() is None:
        values = {"chat_id": new, "last_post": 0}
        await connection.execute(update(trials).where(trials.c.chat_id == old).values(**values))
    else:
        await connection.execute(delete(trials).where(trials.c.chat_id == old))
