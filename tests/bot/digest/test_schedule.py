"""Digests go out by day, and the next one is always later."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.schedule import following, sending_day

ANY_DAY = st.dates(date(2020, 1, 1), date(2100, 1, 1))


@given(ANY_DAY)
def test_the_next_digest_is_another_day_or_another_week(today):
    """Daily: tomorrow. Weekly: the Monday that comes next, also after one that was late; so nobody gets two."""
    days = following(today)

    assert days["day"] == today + timedelta(days=1)
    assert today < days["week"] <= today + timedelta(days=7)
    assert days["week"].weekday() == 0


@pytest.mark.parametrize(("hour", "awake"), [(0, False), (7, False), (8, True), (17, True), (18, False), (23, False)])
def test_nobody_is_woken(hour, awake):
    """Digests go out between 8 and 18 o'clock, UTC."""
    now = datetime(2026, 5, 4, hour, 59, tzinfo=UTC)

    assert sending_day(now) == (date(2026, 5, 4) if awake else None)
