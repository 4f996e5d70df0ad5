"""When digests go out. Pure: the moment is passed in."""

from datetime import date, datetime, timedelta

from bot.store.digests import Days

FROM_HOUR, UNTIL_HOUR = 8, 18
"""Hours (UTC) between which digests are sent: not at night anywhere from Lisbon to Moscow."""
WEEKDAY = 0
"""The day of the weekly digest, as Python counts: Monday."""


def sending_day(now: datetime) -> date | None:
    """The day whose digests may go out at `now` (UTC); None where people sleep."""
    return now.date() if FROM_HOUR <= now.hour < UNTIL_HOUR else None


def following(today: date) -> Days:
    """The days from which on the next digest is due after one on `today`, which may be late: tomorrow, or Monday."""
    return {"day": today + timedelta(days=1), "week": today + timedelta(days=7 - (today.weekday() - WEEKDAY) % 7)}
