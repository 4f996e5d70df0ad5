"""A month in numbers a day, counted from what is kept anyway, on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime

import pytest

from bot.store.ask_tables import ask_entries
from bot.store.daily import DAYS
from bot.store.schema import answers
from claims_db.store.database import writing

TODAY = date(2026, 3, 1)
FIRST = date(2026, 1, 31)


def at(day, hour=12, month=2, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC).timestamp()


@pytest.fixture
def daily(records):
    return records.daily


@pytest.fixture
def answered(engine):
    """Answers as they are kept: kind and moment."""

    async def put(*given):
        rows = [
            {
                "chat_id": 7,
                "reply_message_id": number,
                "post_message_id": number,
                "claim_ids": "[]",
                "revision": 1,
                "language": "en",
                "kind": kind,
                "at": moment,
            }
            for number, (kind, moment) in enumerate(given)
        ]
        async with writing(engine) as connection:
            await connection.execute(answers.insert(), rows)

    return put


@pytest.fixture
def queued(engine):
    """Entries of the queue: state, when opened, when closed."""

    async def put(*given):
        common = {"text": "t", "digest": "d", "language": "en", "candidates": "[]", "channel": "", "demand": 1}
        common |= {"later_until": 0.0, "card_at": 0.0, "card_says": ""}
        rows = [{**common, "state": state, "opened_at": opened, "closed_at": closed} for state, opened, closed in given]
        async with writing(engine) as connection:
            await connection.execute(ask_entries.insert(), rows)

    return put


async def test_answers_are_counted_by_day_and_strength(daily, answered):
    """In private and in groups, asked and unasked; words that are no post, and opened cards, do not count."""
    await answered(
        ("claim", at(27)),
        ("group-claim", at(27)),
        ("asked-several", at(27, 1)),
        ("weak", at(27)),
        ("asked-weak", at(28)),
        ("none", at(28)),
        ("opinion", at(28)),
        ("rejected", at(28)),
        *((kind, at(28)) for kind in ("small_talk", "no_text", "card", "own", "claim_gone")),
    )

    month = await daily.month(TODAY)

    assert (month.first, month.last) == (FIRST, TODAY)
    assert (month.strong[-3:], month.weak[-3:], month.none[-3:]) == ((3, 0, 0), (1, 1, 0), (0, 3, 0))
    assert (sum(month.strong), sum(month.weak), sum(month.none)) == (3, 2, 3)


async def test_a_day_begins_at_midnight(daily, answered):
    """The first and last minutes of a day belong to it, and what is older than the month is left out."""
    await answered(
        ("claim", at(30, 23, month=1, minute=59)),
        ("claim", at(31, 0, month=1)),
        ("claim", at(27, 23, minute=59)),
        ("claim", at(28, 0)),
        ("claim", at(1, 23, month=3)),
    )

    month = await daily.month(TODAY)

    assert (month.strong[0], month.strong[-3:]) == (1, (1, 1, 1))
    assert sum(month.strong) == 4


async def test_the_queue_is_counted_as_it_comes_and_goes(daily, queued):
    """New entries on the day they came, ended ones on the day they were linked or judged; spam is no answer."""
    await queued(
        ("open", at(27), None),
        ("linked", at(27), at(28)),
        ("judged", at(28), at(28)),
        ("spam", at(28), at(28)),
        ("linked", at(1, month=1), at(27)),
    )

    month = await daily.month(TODAY)

    assert (month.opened[-3:], month.closed[-3:]) == ((2, 2, 0), (1, 2, 0))


async def test_a_month_without_anything_is_empty(daily, answered):
    """Thirty zeros of each; one answer makes a month."""
    month = await daily.month(TODAY)
    assert month.empty
    assert {len(numbers) for numbers in (month.strong, month.weak, month.none, month.opened, month.closed)} == {DAYS}

    await answered(("none", at(27)))
    assert not (await daily.month(TODAY)).empty
