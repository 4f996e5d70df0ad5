"""What was answered on each day of a month, and what came into the queue and left it: numbers over all people."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BigInteger, Column, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.elements import ColumnElement

from bot.store.ask_tables import ask_entries
from bot.store.schema import answers
from bot.store.writer import Writer
from claims_db.store.database import reading

DAYS = 30
_DAY = 24 * 3600
_EPOCH = date(1970, 1, 1)
_STRONG, _WEAK, _NONE = ("claim", "several"), ("weak",), ("none", "opinion", "rejected")
"""Kinds of answers; whose reader said that it was another claim counts as none. Words about something else do not."""
_ANSWERED = ("linked", "judged")

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """30 days in UTC, `first` is the oldest: a number for each, in that order.

    Posts that were answered with a claim, that were offered one to compare, and of which nothing was known; entries of
    the queue that were opened, and that were linked to a claim or judged.
    """

    first: date
    strong: Numbers
    weak: Numbers
    none: Numbers
    opened: Numbers
    closed: Numbers

    @property
    def last(self) -> date:
        """The newest day, which may not be over."""
        return self.first + timedelta(days=DAYS - 1)

    @property
    def empty(self) -> bool:
        """Nothing happened at all."""
        return not any(map(any, (self.strong, self.weak, self.none, self.opened, self.closed)))


class Daily:
    """Counts what is kept anyway. Raises StoreUnavailable when the database can't be used."""

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    async def month(self, today: date) -> Month:
        """The 30 days that end with `today`."""
        await self._writer.settle()
        first = (today - _EPOCH).days - DAYS + 1
        async with reading(self._engine) as connection:
            posts = await _answers(connection, first)
            opened = await _entries(connection, first, ask_entries.c.opened_at)
            ended = await _entries(connection, first, ask_entries.c.closed_at, ask_entries.c.state.in_(_ANSWERED))

        def by_day(number: Callable[[int], int]) -> Numbers:
            return tuple(number(day) for day in range(first, first + DAYS))

        return Month(
            first=datetime.fromtimestamp(first * _DAY, UTC).date(),
            strong=by_day(lambda day: sum(posts[day, kind] for kind in _STRONG)),
            weak=by_day(lambda day: sum(posts[day, kind] for kind in _WEAK)),
            none=by_day(lambda day: sum(posts[day, kind] for kind in _NONE)),
            opened=by_day(opened.__getitem__),
            closed=by_day(ended.__getitem__),
        )


async def _answers(connection: AsyncConnection, first: int) -> Counter[tuple[int, str]]:
    """Answers by day and kind, in groups and in private alike."""
    day = _day_of(answers.c.at)
    query = select(day, answers.c.kind, func.count()).where(answers.c.at >= first * _DAY).group_by(day, answers.c.kind)
    found: Counter[tuple[int, str]] = Counter()
    for number, kind, count in await connection.execute(query):
        found[number, kind.removeprefix("group-").removeprefix("asked-")] += count
    return found


async def _entries(
    connection: AsyncConnection, first: int, moment: Column[float], *conditions: ColumnElement[bool]
) -> Counter[int]:
    """Entries of the queue by the day of a moment."""
    day = _day_of(moment)
    query = select(day, func.count()).where(moment >= first * _DAY, *conditions).group_by(day)
    found: Counter[int] = Counter()
    for number, count in await connection.execute(query):
        found[number] += count
    return found


def _day_of(moment: Column[float]) -> ColumnElement[int]:
    """Days since 1970."""
    return cast(moment, BigInteger) // _DAY
