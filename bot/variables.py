"""How the text of an environment variable becomes a value. Pure.

Each reader raises ValueError with what is wrong, worded to follow the variable's name. No message quotes the text:
it may be a secret, or one that was put under the wrong name.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

_Item = TypeVar("_Item")

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,200}")
_WHOLE = re.compile(r"-?[0-9]{1,16}")
_HOST_PORT = re.compile(r"(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})")
_LARGEST_ID = 2**52  # Telegram's ids stay below


def token(text: str) -> str:
    """A bot token, by its form alone: 123456:ABC."""
    if not _TOKEN.fullmatch(text):
        raise ValueError("is not a bot token; @BotFather gives one of the form 123456789:ABC")
    return text


def word(text: str) -> str:
    """Anything printable, without blanks."""
    if not text.isprintable() or " " in text:
        raise ValueError("has blanks or unprintable characters in it")
    return text


def key(text: str) -> str:
    """The key of a service: a word that can stand in the head of a request."""
    if not word(text).isascii():
        raise ValueError("has letters in it that no key has")
    return text


def number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            raise ValueError(f"is not a whole number from {least} to {most}")
        return int(text)

    return read


def user_id(text: str) -> int:
    """The id of a person: a whole number over 0."""
    if not _WHOLE.fullmatch(text) or not 0 < int(text) < _LARGEST_ID:
        raise ValueError("is not a Telegram user id, a whole number (@username does not do)")
    return int(text)


def chat_id(text: str) -> int:
    """The id of a chat: a whole number, below 0 for groups and channels."""
    if not _WHOLE.fullmatch(text) or not 0 < abs(int(text)) < _LARGEST_ID:
        raise ValueError("is not a Telegram chat id, a whole number (a group's begins with -)")
    return int(text)


def listing(read: Callable[[str], _Item]) -> Callable[[str], tuple[_Item, ...]]:
    """A reader of values between commas, each read by `read`; empty places are passed over."""

    def read_all(text: str) -> tuple[_Item, ...]:
        places = enumerate((part.strip() for part in text.split(",")), start=1)
        values = []
        for place, part in places:
            try:
                values += [read(part)] if part else []
            except ValueError as problem:
                raise ValueError(f"(entry {place}) {problem}") from None
        return tuple(dict.fromkeys(values))

    return read_all


def choice(*names: str) -> Callable[[str], str]:
    """A reader of one of `names`, in any case."""

    def read(text: str) -> str:
        if text.lower() not in names:
            raise ValueError(f"is not {', '.join(names[:-1])} or {names[-1]}")
        return text.lower()

    return read


def switch(text: str) -> bool:
    """`on` or `off`."""
    return choice("on", "off")(text) == "on"


def folder(text: str) -> Path:
    """A path; ~ is the home of the user that runs this."""
    try:
        text.encode()
        return Path(text).expanduser()
    except (RuntimeError, ValueError):
        raise ValueError("is not a path that can be used") from None


def host_port(text: str) -> str:
    """`host:port`, in small letters."""
    found = _HOST_PORT.fullmatch(text)
    if found is None or not 0 < int(found["port"]) < 65536:
        raise ValueError("is not host:port")
    return text.lower()


def web_address(text: str) -> str:
    """The http(s) URL of a Bot API server, without a slash at its end."""
    parts = _split(text)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("is not an address of the form http://host:port/path or https://host/path")
    return text.rstrip("/")


def redis_address(text: str) -> str:
    """The URL of a Redis or Valkey server."""
    parts = _split(text)
    if parts is None or parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise ValueError("is not an address of the form redis://:password@host:port/0 (rediss:// with TLS)")
    return text


def database_address(text: str) -> str:
    """The URL of a database; postgres://, as some hosts write it, is PostgreSQL too."""
    parts = _split(text)
    if parts is not None:
        if parts.scheme == "postgres":
            return "postgresql" + text[len("postgres") :]
        if parts.scheme == "postgresql" or (parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1):
            return text
    raise ValueError("is not an address of the form sqlite:///path or postgresql://user:password@host/name")


def _split(text: str) -> SplitResult | None:
    """The parts of a URL; None where it has none, an impossible port, or characters that no URL has."""
    if not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts
