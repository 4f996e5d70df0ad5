"""What tests of the whole bot share."""

import pytest

from bot.emulator import EmulatedBotApi
from bot.limits import Limits


@pytest.fixture
def api():
    """A Telegram of the test's own."""
    return EmulatedBotApi()


@pytest.fixture
def standing_clock(monkeypatch):
    """For the limits of readers no time passes, however slow the machine is."""
    allow = Limits.allow
    monkeypatch.setattr(Limits, "allow", lambda self, key, now, *, post=None: allow(self, key, 1_000.0, post=post))
