"""Who asked to be reminded is reminded once a day, by whichever process is first."""

import asyncio
from datetime import date

import pytest

from bot.store.reminders import Reminders

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


@pytest.fixture
def reminders(engine):
    return Reminders(engine)


async def test_a_chat_is_due_once_a_day(reminders):
    """After a reminder the next one is due tomorrow."""
    await reminders.ask(7)
    await reminders.ask(7)

    assert await reminders.due(MONDAY) == [7]
    assert await reminders.take(7, MONDAY)
    assert await reminders.due(MONDAY) == []
    assert await reminders.due(TUESDAY) == [7]


async def test_of_several_processes_one_reminds(reminders):
    """Nobody gets the same reminder twice."""
    await reminders.ask(7)

    taken = await asyncio.gather(*(reminders.take(7, MONDAY) for _ in range(5)))

    assert sum(taken) == 1


async def test_who_stops_is_reminded_no_more(reminders):
    """The wish can be taken back, and said again."""
    await reminders.ask(7)
    await reminders.stop(7)

    assert not await reminders.wanted(7)
    assert await reminders.due(TUESDAY) == []
    await reminders.ask(7, since=MONDAY)
    assert await reminders.wanted(7)
    assert await reminders.due(MONDAY) == []
