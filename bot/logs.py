"""Logs: events with fields, on standard error, one line each, as text or JSON.

No secret gets out, whoever logs it: each is replaced in every value and once more in the finished line. No words of
people get in: an error is told by its type and place, and what a library says by the place alone, because the texts
of both may quote a message or a row.
"""

import asyncio
import errno
import json
import logging
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.config import ConfigError
from claims_db.errors import StoreUnavailable

LONGEST_LINE = 1000
"""Characters of a line, its end not counted."""
LONGEST_VALUE = 300
MOST_ITEMS = 10
"""Items shown of a list."""
MOST_FRAMES = 8
MOST_CAUSES = 4
"""How far back the causes of an error are told."""

_HIDDEN = "***"
_TOKEN = re.compile(r"[0-9]{5,}:[A-Za-z0-9_-]{20,}")  # any bot's, also one that is not configured
_ROOT = Path(__file__).resolve().parents[1]
_OURS = (str(_ROOT / "bot"), str(_ROOT / "claims_db"))
_PLAIN_TEXTS = (ConfigError, StoreUnavailable)
"""Errors whose texts are ours from end to end and hold nobody's words."""

log = structlog.get_logger()

_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(level: str, form: str, secrets: Sequence[str], *, stream: TextIO | None = None) -> None:
    """Set logging up for the whole process: ours from `level` on, libraries' from "warning" on.

    Also takes over what Python would print about errors that nobody caught.

    Args:
        level: "debug", "info", "warning" or "error".
        form: "console" or "json".
        secrets: What is replaced by *** wherever it occurs; none may be empty.
        stream: Where lines go; standard error unless given.
    """
    hide = _hider(secrets)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _tell_error,
            _cleaner(hide),
            _as_json if form == "json" else _as_text,
            lambda _logger, _method, line: hide(str(line)),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=lambda *_: _Lines(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    _take_over_libraries()
    _take_over_hooks()


def report_loop_error(_: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    """For `loop.set_exception_handler`: an error in a callback or in a task that nobody awaited."""
    log.error("task_failed", exc_info=context.get("exception"))


def describe(error: BaseException) -> dict[str, str]:
    """What may be told of an error: its type and causes, the way through our code, our own texts; nothing it quotes."""
    chain = list(_chain(error))
    told = {"error": " < ".join(map(_kind, chain)), "where": " ".join(_frames(error.__traceback__))}
    reasons = [str(each) for each in chain if isinstance(each, _PLAIN_TEXTS)]
    return told | ({"reason": reasons[0]} if reasons else {})


# Errors


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it, the nearest first; of a group, the group and its first member."""
    for _ in range(MOST_CAUSES):
        if error is None:
            return
        yield error
        if isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        else:
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    """The type's name, with the system's code (ENOSPC) or the number of members where it has one."""
    name = type(error).__name__
    if isinstance(error, OSError) and (code := errno.errorcode.get(error.errno or 0)):
        return f"{name}({code})"
    return f"{name}({len(error.exceptions)})" if isinstance(error, BaseExceptionGroup) else name


def _frames(tb: TracebackType | None) -> list[str]:
    """Where it happened: our own lines and the innermost one, outermost first, the latest ones where too many."""
    places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(tb)]
    ours = [place for place in places[:-1] if place[0].startswith(_OURS)]
    return [_place(*place) for place in (ours + places[-1:])[-MOST_FRAMES:]]


def _place(path: str, line: int) -> str:
    """`file:line`, from the package on: where somebody's checkout lies is no one's business."""
    _, packaged, below = path.rpartition("site-packages/")
    if not packaged:
        below = str(Path(path).relative_to(_ROOT)) if Path(path).is_relative_to(_ROOT) else Path(path).name
    return f"{below}:{line}"


def _tell_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an error, given as `exc_info`, by what may be told of it."""
    info = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else None
    if info is True:
        error = sys.exc_info()[1]
    return event if error is None else {**event, **describe(error)}


# Lines


def _hider(secrets: Sequence[str]) -> Callable[[str], str]:
    """A function that replaces every secret, and whatever looks like a token."""
    known = re.compile("|".join(map(re.escape, sorted(secrets, key=len, reverse=True)))) if secrets else None

    def hide(text: str) -> str:
        return _TOKEN.sub(_HIDDEN, known.sub(_HIDDEN, text) if known else text)

    return hide


def _cleaner(hide: Callable[[str], str]) -> Callable[[WrappedLogger, str, EventDict], EventDict]:
    """A processor after which every value is short, printable and without secrets."""

    def clean(value: object) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, list | tuple):
            return [clean(item) for item in value[:MOST_ITEMS]]
        if isinstance(value, BaseException):
            return _kind(value)
        shown = _printable(hide(value if isinstance(value, str) else repr(value)))  # first hidden, then cut
        return shown if len(shown) <= LONGEST_VALUE else shown[:LONGEST_VALUE] + "…"

    def process(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: clean(value) for key, value in event.items()}

    return process


def _printable(text: str) -> str:
    """Line ends, terminal codes, direction marks and lone surrogates as escapes: a value can't forge a line."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _as_json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """One object; its last fields go where it would be too long."""
    fields = _in_order(event)
    while len(line := json.dumps(fields, ensure_ascii=False)) > LONGEST_LINE:
        fields.pop("cut", None)
        fields.popitem()
        fields["cut"] = True
    return line


def _as_text(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """`time level event key=value`, values with blanks in quotes."""
    fields = _in_order(event)
    head = f"{fields.pop('time')} {fields.pop('level'):<8} {fields.pop('event')}"
    line = " ".join([head, *(f"{key}={_quoted(value)}" for key, value in fields.items())])
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


def _quoted(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return json.dumps(text, ensure_ascii=False) if isinstance(value, str) and (" " in text or not text) else text


def _in_order(event: EventDict) -> dict[str, Any]:
    first = ("time", "level", "event")
    return {key: event[key] for key in first} | {key: event[key] for key in event if key not in first}


class _Lines:
    """Writes each line in one piece; a log that can't be written is given up, the bot goes on."""

    _lock = threading.Lock()

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        if self._stream is None:
            return
        try:
            with self._lock:
                self._stream.write(line + "\n")
                self._stream.flush()
        except (OSError, ValueError):
            return

    debug = info = warning = error = critical = msg


# What others say


class _Libraries(logging.Handler):
    """Tells that a library said something, and where in its code, not what: it may quote anything."""

    def emit(self, record: logging.LogRecord) -> None:
        """A template is told where there is one: its values are not in it."""
        fields = {"logger": record.name, "where": _place(record.pathname, record.lineno)}
        if record.args and isinstance(record.msg, str):
            fields["template"] = record.msg
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            fields["error"] = describe(error)["error"]
        log.log(record.levelno, "library_said", **fields)


def _take_over_libraries() -> None:
    root = logging.getLogger()
    root.handlers[:] = [_Libraries(logging.WARNING)]
    root.setLevel(logging.WARNING)
    for name in ("telegram", "httpx", "httpcore", "sqlalchemy", "alembic", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)  # httpx tells every URL, with the token, at INFO
    logging.raiseExceptions = False


def _take_over_hooks() -> None:
    def on_error(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("crashed", exc_info=error.with_traceback(tb))

    def on_warning(
        message: Warning | str,  # noqa: ARG001
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,  # noqa: ARG001
        line: str | None = None,  # noqa: ARG001
    ) -> None:
        log.warning("python_warns", category=category.__name__, where=_place(filename, lineno))

    sys.excepthook = on_error
    threading.excepthook = lambda info: log.error("thread_failed", exc_info=info.exc_value)
    sys.unraisablehook = lambda info: log.error("cleanup_failed", exc_info=info.exc_value)
    warnings.showwarning = on_warning
