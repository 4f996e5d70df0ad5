"""A curator over a real database of each kind."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.curation.desk import Desk, open_desk


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    """An empty base with an owner (1) and two moderators (5 and 6)."""
    async with open_desk(database_url) as desk:
        yield desk
