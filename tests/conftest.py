"""Real servers for the tests: started when first asked for, ended with the run.

TEST_DATABASE_URL and TEST_REDIS_URL name servers to use instead; the tests create and drop databases there, and
empty the Redis. Where a server can't be had, its tests are skipped with the reason; with CI set they fail.
"""

import contextlib
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import redis
from hypothesis import HealthCheck, settings

from tests.engines import EngineMissing, Postgres, Server, Valkey, fresh_database
from tests.furnished import furnish


def pytest_configure() -> None:
    """Laws hold on slow machines too. A run that is told to stop ends its servers first, as after Ctrl-C."""
    settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("untimed")
    signal.signal(signal.SIGTERM, signal.default_int_handler)


AnyServer = TypeVar("AnyServer", bound=Server)


def started(make: Callable[[], AnyServer]) -> AnyServer:
    """The server that `make` makes, answering; skips the test where there can be none, fails it with CI set."""
    server = None
    try:
        server = make()
        server.start()
    except EngineMissing as problem:
        if server is not None:
            server.close()
        if os.environ.get("CI"):
            pytest.fail(str(problem))
        pytest.skip(str(problem))
    return server


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """The administrative address of the PostgreSQL of this run."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield named
        return
    with contextlib.closing(started(Postgres)) as server:
        yield server.url


@pytest.fixture
def postgres_url(postgres_server_url: str) -> Iterator[str]:
    """A new, empty PostgreSQL database, gone after the test."""
    with fresh_database(postgres_server_url) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'allegedly.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """Both kinds of database in turn, without any table: the test runs once on each."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both kinds of database in turn, with all tables and nothing in them: the test runs once on each."""
    return str(request.getfixturevalue(f"furnished_{request.param}_url"))


@pytest.fixture(scope="session")
def furnished_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to be copied."""
    file = tmp_path_factory.mktemp("furnished") / "allegedly.sqlite3"
    furnish(f"sqlite:///{file}")
    return file


@pytest.fixture
def furnished_sqlite_url(furnished_file: Path, sqlite_url: str) -> str:
    """The address of an SQLite file with all tables."""
    shutil.copy(furnished_file, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture(scope="session")
def furnished_template(postgres_server_url: str) -> Iterator[str]:
    """The name of a PostgreSQL database with all tables, to be copied."""
    with fresh_database(postgres_server_url) as url:
        furnish(url)
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture
def furnished_postgres_url(postgres_server_url: str, furnished_template: str) -> Iterator[str]:
    """A new PostgreSQL database with all tables, gone after the test."""
    with fresh_database(postgres_server_url, like=furnished_template) as url:
        yield url


@pytest.fixture(scope="session")
def valkey_server_url() -> Iterator[str]:
    """The address of the Valkey (or Redis) of this run."""
    if named := os.environ.get("TEST_REDIS_URL"):
        yield named
        return
    with contextlib.closing(started(Valkey)) as server:
        yield server.url


@pytest.fixture
def valkey_url(valkey_server_url: str) -> str:
    """The address of an empty Valkey, shared by the run: a test may fill it, not configure it."""
    with contextlib.closing(redis.Redis.from_url(valkey_server_url, socket_timeout=10)) as client:
        client.flushall()
    return valkey_server_url


@pytest.fixture
def make_valkey() -> Iterator[Callable[..., Valkey]]:
    """A Valkey of the test's own to pause, kill and start again: `make_valkey(password=..., options=[...])`."""
    with contextlib.ExitStack() as servers:

        def make(**settings: Any) -> Valkey:
            return servers.enter_context(contextlib.closing(started(lambda: Valkey(**settings))))

        yield make
