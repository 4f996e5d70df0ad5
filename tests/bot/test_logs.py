"""What logs tell, and what never gets into them: secrets, and the words of people."""

import asyncio
import io
import json
import logging
import sys
import threading
import warnings

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from claims_db.errors import StoreUnavailable, UnknownClaim

TOKEN = "123456:AbC-dEf"
SECRETS = (TOKEN, "123456%3AAbC-dEf", "AbC-dEf", 'pa"ss')
WORDS = "my neighbour told me a secret"


@pytest.fixture
def logged():
    """Turn logging on for a test: `logged(level, form)` gives the stream of lines; everything is put back after it."""
    root = logging.getLogger()
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning)
    root_before = (root.handlers[:], root.level, logging.raiseExceptions)
    stream = io.StringIO()

    def configure(level="debug", form="json"):
        logs.configure(level, form, SECRETS, stream=stream)
        return stream

    yield configure

    sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = before
    root.handlers[:], root.level, logging.raiseExceptions = root_before
    structlog.reset_defaults()


def raised(error, *, cause=None):
    """The error with a traceback, as a handler would catch it."""
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def events(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_console_line_is_time_level_event_and_fields(logged):
    """A person reads one event a line, in UTC."""
    stream = logged(form="console")

    structlog.get_logger().info("checked", claims=2, length=71, took=0.004, about="two words", none=None)

    time, rest = stream.getvalue().split(" ", 1)
    assert time.endswith("Z")
    assert rest == 'info     checked claims=2 length=71 took=0.004 about="two words" none=null\n'


def test_a_json_line_is_one_object(logged):
    """A machine reads the same."""
    stream = logged()

    structlog.get_logger().warning("checked", claims=["a", "b"], took=0.004)

    (event,) = events(stream)
    assert event.pop("time").endswith("Z")
    assert event == {"level": "warning", "event": "checked", "claims": ["a", "b"], "took": 0.004}


def test_what_is_below_the_level_is_left_out(logged):
    """LOG_LEVEL=warning: no everyday events."""
    stream = logged(level="warning")

    structlog.get_logger().info("checked")
    structlog.get_logger().warning("inbox_unavailable")

    assert [event["event"] for event in events(stream)] == ["inbox_unavailable"]


@pytest.mark.parametrize("form", ["console", "json"])
def test_no_secret_gets_out_whatever_is_logged(logged, form):
    """In the event, in values, in lists, in objects' texts, quoted as in a URL or by JSON, cut or not."""
    stream = logged(form=form)

    structlog.get_logger().error(
        f"https://api/bot{TOKEN}/getMe",
        url="https://api/bot123456%3AAbC-dEf/getMe",
        many=[TOKEN, {"token": TOKEN}],
        error=ValueError(TOKEN),
        quoted='redis://:pa"ss@host',
        long="x" * (logs.LONGEST_VALUE - 5) + TOKEN,
        another="987654321:AAaaBBbbCCccDDddEEeeFFff",
    )

    assert "AbC" not in stream.getvalue()
    assert "pa" not in stream.getvalue().replace("api", "")
    assert "AAaaBB" not in stream.getvalue()
    assert stream.getvalue().count("***") == 7
    assert "error=ValueError" in stream.getvalue() or '"error": "ValueError"' in stream.getvalue()


@pytest.mark.parametrize("form", ["console", "json"])
def test_an_error_is_told_by_type_and_place(logged, form):
    """Errors of others quote what people wrote: neither their texts nor the values around them get out."""
    stream = logged(form=form)
    unread = WORDS  # noqa: F841 (a local variable, as tracebacks with locals would show it)

    structlog.get_logger().error("failed", exc_info=raised(ValueError(WORDS), cause=raised(KeyError(WORDS, TOKEN))))

    assert WORDS not in stream.getvalue()
    assert "AbC" not in stream.getvalue()
    assert "ValueError < KeyError" in stream.getvalue()
    assert "tests/bot/test_logs.py:" in stream.getvalue()


def test_only_our_own_texts_are_told(logged):
    """What an operator has to do is said; an id may come from a reader, so that error's text is not."""
    stream = logged()

    for error in (StoreUnavailable("the disk is full; free some space"), UnknownClaim(WORDS), OSError(28, WORDS)):
        structlog.get_logger().error("failed", exc_info=raised(error))

    told = [{key: event.get(key) for key in ("error", "reason")} for event in events(stream)]
    assert told == [
        {"error": "StoreUnavailable", "reason": "the disk is full; free some space"},
        {"error": "UnknownClaim", "reason": None},
        {"error": "OSError(ENOSPC)", "reason": None},
    ]


def test_a_group_and_a_chain_without_end_are_told_shortly(logged):
    """A group says how many it holds and what the first is; causes are followed a few steps."""
    stream = logged()
    error = raised(ValueError("0"))
    for number in range(1, 50):
        error = raised(ValueError(str(number)), cause=error)

    structlog.get_logger().error("failed", exc_info=raised(ExceptionGroup("both", [error, KeyError()])))

    assert events(stream)[0]["error"] == "ExceptionGroup(2) < ValueError < ValueError < ValueError"


def test_what_a_library_says_is_told_by_its_place(logged):
    """Libraries log URLs with the token at INFO, and texts of people at ERROR: neither gets out, at any level."""
    stream = logged(level="debug")

    logging.getLogger("httpx").info("HTTP Request: POST https://api/bot%s", TOKEN)
    logging.getLogger("telegram").error("Can not load invalid JSON data: %r", WORDS)
    logging.getLogger("asyncio").error(
        f"Task exception was never retrieved: {WORDS}", exc_info=raised(ValueError(WORDS))
    )

    first, second = events(stream)
    assert (first["logger"], first["template"]) == ("telegram", "Can not load invalid JSON data: %r")
    assert (second["logger"], second["error"]) == ("asyncio", "ValueError")
    assert first["where"].startswith("tests/bot/test_logs.py:")
    assert WORDS not in stream.getvalue()


def test_errors_that_nobody_caught_are_told_the_same_way(logged):
    """In the main thread, another thread, a destructor, a task: no traceback with texts goes to standard error."""
    stream = logged()
    error = raised(ValueError(f"{WORDS} {TOKEN}"))

    sys.excepthook(ValueError, error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    thread = threading.Thread(target=lambda: raised(KeyError()) and (_ for _ in ()).throw(error))
    thread.start()
    thread.join(10)
    logs.report_loop_error(asyncio.AbstractEventLoop(), {"message": WORDS, "exception": error})
    logs.report_loop_error(asyncio.AbstractEventLoop(), {"message": WORDS})
    warnings.showwarning(WORDS, UserWarning, __file__, 7)

    assert [event["event"] for event in events(stream)] == [
        "crashed",
        "thread_failed",
        "task_failed",
        "task_failed",
        "python_warns",
    ]
    assert WORDS not in stream.getvalue()
    assert "AbC" not in stream.getvalue()


def test_an_error_in_a_destructor_is_told(logged):
    """Python can't raise it; it prints it, unless told otherwise."""
    stream = logged()

    class Careless:
        def __del__(self):
            raise ValueError(WORDS)

    Careless()

    assert [(event["event"], event["error"]) for event in events(stream)] == [("cleanup_failed", "ValueError")]


def test_a_log_that_can_not_be_written_ends_nothing(logged):
    """The reader of our output has gone: the bot goes on."""
    stream = logged()
    stream.close()

    structlog.get_logger().error("failed")


@given(value=st.text() | st.lists(st.text()) | st.binary(), form=st.sampled_from(["console", "json"]))
def test_a_value_can_not_forge_a_line(value, form):
    """Whatever a value holds (line ends, terminal codes, lone surrogates), it stays in one short, printable line."""
    clean, render = logs._cleaner(logs._hider(SECRETS)), {"json": logs._as_json, "console": logs._as_text}[form]

    line = render(None, "info", clean(None, "info", {"event": "e", "level": "info", "time": "t", "a": value, "b": "x"}))

    assert line.isprintable()
    assert len(line) <= logs.LONGEST_LINE


def test_a_long_line_is_cut(logged):
    """At most a kilobyte or so, still one JSON object, and it says that something is missing."""
    stream = logged()

    structlog.get_logger().info("checked", **{f"field{number}": "x" * 500 for number in range(100)})

    (event,) = events(stream)
    assert len(stream.getvalue()) <= logs.LONGEST_LINE + 1
    assert event["cut"] is True
    assert event["field0"] == "x" * logs.LONGEST_VALUE + "…"
