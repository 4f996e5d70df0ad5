"""Two databases of each kind."""

import pytest

from tests.conftest import fresh_database


@pytest.fixture(params=["sqlite", "postgres"])
def other_url(request, tmp_path):
    """A second database of either kind, still empty."""
    if request.param == "sqlite":
        (tmp_path / "other").mkdir()
        yield f"sqlite:///{tmp_path / 'other' / 'allegedly.sqlite3'}"
        return
    with fresh_database(request.getfixturevalue("postgres_server_url")) as url:
        yield url
