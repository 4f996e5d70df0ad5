"""A Google on loopback, reached whatever proxy the machine has."""

import pytest

from tests.bot.elsewhere.google_server import google as serve_google


@pytest.fixture
async def google(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with serve_google() as server:
        yield server
