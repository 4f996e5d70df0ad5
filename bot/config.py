"""Settings: read once, from the environment and from `.env`, and passed on as values.

Every problem is reported at once. What is set in the environment wins over `.env`, and set to nothing means unset.
"""

import dataclasses
import difflib
import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from dotenv.parser import parse_stream

from bot import variables

DATABASE_FILE = "allegedly.sqlite3"
SHORTEST_SECRET = 4
"""Characters; hiding every occurrence of less would make output unreadable and protect nothing."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")


class Problem(NamedTuple):
    """What is wrong with a variable (or with the file), worded to follow its name; never quotes a value."""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}"


class ConfigError(Exception):
    """The settings can't be used; `problems` holds everything that is wrong with them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def _setting(  # a field of any type
    read: Callable[[str], Any], about: str, *, text: str = "", unset: object = None, secret: bool = False
) -> Any:  # noqa: ANN401
    """A field: how its text is read, what it is for, and the default as `text` or, where no text says it, `unset`."""
    metadata = {"read": read, "about": about, "text": text, "secret": secret}
    return dataclasses.field(default=read(text) if text else unset, metadata=metadata)


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """What an operator can choose; each field is read from the variable of the same name in capitals."""

    bot_token: str | None = _setting(
        variables.token, "Telegram token from @BotFather; unset: a chat in this terminal", secret=True
    )
    telegram_base_url: str = _setting(
        variables.web_address, "Bot API server, up to and with /bot", text="https://api.telegram.org/bot"
    )
    telegram_base_file_url: str = _setting(
        variables.web_address,
        "The same server's files, up to and with /file/bot",
        text="https://api.telegram.org/file/bot",
    )
    database_url: str = _setting(
        variables.database_address,
        f"postgresql://user:password@host/name for several machines; unset: the file {DATABASE_FILE} under DATA_DIR",
        unset="",
    )
    redis_url: str | None = _setting(
        variables.redis_address,
        "Cache and limits shared by processes, redis://:password@host:6379/0; unset: in process",
    )
    queue_url: str | None = _setting(
        variables.redis_address,
        "Redis with persistence and noeviction for many workers; unset: the inbox is in the database",
    )
    data_dir: Path = _setting(variables.folder, "Folder of all files the bot keeps", text="./data")  # noqa: RUF009
    sentence_encoder: str = _setting(
        variables.word,
        "auto: sentence vectors where they are installed; off: words only; or a model of your own, module:factory",
        text="auto",
    )
    send_rate: int = _setting(
        variables.number(1, 1000),
        "Messages a second over all chats; Telegram's free limit is 30, up to 1000 can be paid for",
        text="30",
    )
    link_check: bool = _setting(
        variables.switch, "on: source links are fetched, guarded, in previews; off: their form is checked", text="on"
    )
    link_allow_hosts: tuple[str, ...] = _setting(
        variables.listing(variables.host_port), "Private host:port that links may lead to, comma-separated", unset=()
    )
    owner_ids: tuple[int, ...] = _setting(
        variables.listing(variables.user_id), "User ids that may appoint moderators, comma-separated", unset=()
    )
    moderators_chat_id: int | None = _setting(
        variables.chat_id, "Chat for queue cards and alerts, a number; unset: moderators ask with /queue"
    )
    google_fact_check_key: str | None = _setting(
        variables.key,
        "Key of the Google Fact Check Tools API: readers may search it when nothing matches; unset: off",
        secret=True,
    )
    metrics_address: str | None = _setting(
        variables.host_port, "host:port where Prometheus finds the metrics, 127.0.0.1:9100; unset: nowhere"
    )
    log_level: str = _setting(
        variables.choice("debug", "info", "warning", "error"), "debug, info, warning or error", text="info"
    )
    log_format: str = _setting(variables.choice("console", "json"), "console or json", text="console")
    warnings: tuple[Problem, ...] = ()
    """What the operator should know although the bot starts."""

    def __post_init__(self) -> None:
        if not self.database_url:
            path = quote(str(self.data_dir / DATABASE_FILE), safe="/ ")
            object.__setattr__(self, "database_url", f"sqlite:///{path}")

    def __repr__(self) -> str:
        values = (f"{field.name}={_shown(field, getattr(self, field.name))}" for field in dataclasses.fields(self))
        return f"Settings({', '.join(values)})"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must be in no output, in each form it takes in a URL; longest first, very short ones left out."""
        plain = {self.google_fact_check_key, self.bot_token, (self.bot_token or "").rpartition(":")[2]}
        plain |= _passwords(self.telegram_base_url) | _passwords(self.telegram_base_file_url)
        plain |= _passwords(self.database_url) | _passwords(self.redis_url) | _passwords(self.queue_url)
        forms = {form for text in plain if text for form in (text, unquote(text), quote(text), quote(text, safe=""))}
        return tuple(sorted((form for form in forms if len(form) >= SHORTEST_SECRET), key=len, reverse=True))


def setting_fields() -> "tuple[dataclasses.Field[Any], ...]":
    """The fields of `Settings` that have a variable, in their order; metadata: read, about, text, secret."""
    return tuple(field for field in dataclasses.fields(Settings) if field.metadata)


def load(environ: Mapping[str, str], env_file: Path) -> Settings:
    """Read the settings; `env_file` need not exist.

    Raises:
        ConfigError: with everything that is wrong, in values and file.
    """
    file = _EnvFile.read(env_file)
    problems = list(file.problems)
    values = {}
    for field in setting_fields():
        name = field.name.upper()
        text = environ.get(name, file.values.get(name, "")).strip()
        try:
            if text:
                values[field.name] = field.metadata["read"](text)
        except ValueError as problem:
            problems.append(Problem(name, str(problem)))
    if problems:
        raise ConfigError(tuple(problems))
    settings = Settings(**values)
    warnings = (*file.warnings(), *_open_servers(settings), *_open_metrics(settings))
    return dataclasses.replace(settings, warnings=warnings)


@dataclass(frozen=True, slots=True)
class _EnvFile:
    """What a `.env` says; nothing in it is expanded."""

    name: str
    values: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    mode: int = 0

    @classmethod
    def read(cls, path: Path) -> "_EnvFile":
        try:
            with path.open(encoding="utf-8-sig") as file:
                mode = os.fstat(file.fileno()).st_mode
                lines = list(parse_stream(file))
        except FileNotFoundError:
            return cls(path.name, {})
        except OSError as problem:
            return cls(path.name, {}, (Problem(path.name, f"can't be read: {problem.strerror}"),))
        except UnicodeDecodeError:
            return cls(path.name, {}, (Problem(path.name, "is not UTF-8 text"),))
        # A bare word is not taken for a name: it may be a token that somebody put on a line of its own.
        wrong = [line for line in lines if line.error or (line.key is not None and _no_name(line.key, line.value))]
        problems = tuple(Problem(path.name, f"line {line.original.line} is not NAME=value") for line in wrong)
        return cls(path.name, {line.key: line.value or "" for line in lines if line.key}, problems, mode)

    def warnings(self) -> list[Problem]:
        """Names that are no settings, and secrets that others on the machine can read."""
        known = {field.name.upper(): field for field in setting_fields()}
        found = []
        for name in self.values.keys() - known.keys():
            near = difflib.get_close_matches(name.upper(), known, n=1)
            found.append(Problem(name, f"in {self.name} is not a setting" + (f"; is {near[0]} meant?" if near else "")))
        secret = any(known[name].metadata["secret"] and self.values[name] for name in known if name in self.values)
        if secret and self.mode & (stat.S_IRGRP | stat.S_IROTH):
            found.append(Problem(self.name, f"can be read by others on this machine; chmod 600 {self.name}"))
        return sorted(found)


def _no_name(key: str, value: str | None) -> bool:
    return value is None or not _NAME.fullmatch(key)


def _open_servers(settings: Settings) -> list[Problem]:
    """Redis servers across the network that need no password: whoever reaches them can read and change them."""
    addresses = {"REDIS_URL": urlsplit(settings.redis_url or ""), "QUEUE_URL": urlsplit(settings.queue_url or "")}
    return [
        Problem(name, "names a server on another machine, without a password")
        for name, parts in addresses.items()
        if parts.hostname and parts.hostname not in _LOOPBACK and not parts.password
    ]


def _open_metrics(settings: Settings) -> list[Problem]:
    """Metrics that the network can read: they name nobody, but they are nobody's business."""
    host = (settings.metrics_address or _LOOPBACK[0] + ":").rpartition(":")[0].strip("[]")
    return [] if host in _LOOPBACK else [Problem("METRICS_ADDRESS", "lets other machines read the metrics")]


def _passwords(url: str | None) -> set[str]:
    """The passwords in a URL, as they are written there."""
    parts = urlsplit(url or "")
    named = (pair.partition("=") for pair in parts.query.split("&"))
    return {text for text in (parts.password, *(value for name, _, value in named if "password" in name)) if text}


def _shown(field: "dataclasses.Field[Any]", value: object) -> str:
    """A value as `repr` may show it."""
    if field.metadata.get("secret") and value:
        return "***"
    if not isinstance(value, str):
        return repr(value)
    scheme, mark, rest = value.partition("://")
    for password in _passwords(value):
        rest = rest.replace(password, "***")
    return repr(scheme + mark + rest)
