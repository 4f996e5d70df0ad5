"""The state of the bot -> a message for its owner. Pure."""

from collections.abc import Iterator
from datetime import UTC, datetime

from babel.dates import format_datetime
from babel.numbers import format_decimal

from bot.reply import Reply
from bot.watching import State
from bot.words import Words

_MEGABYTE = 1_000_000


def status_reply(state: State, words: Words) -> Reply:
    """One line for each thing to know; what was not measured is left out."""
    return Reply("\n".join(_lines(state, words)))


def _lines(state: State, words: Words) -> Iterator[str]:
    figures, say = state.figures, words.say
    since = datetime.fromtimestamp(figures.started_at, UTC)
    yield say("status-since", since=format_datetime(since, "d MMMM, HH:mm", locale=words.language))
    yield _waiting(state, words)
    if figures.polled_ago is None:
        yield say("status-not-polling")
    else:
        yield say("status-polled", age=_duration(figures.polled_ago, words))
    yield say(
        "status-updates",
        received=figures.received,
        handled=figures.handled,
        failed=figures.failed,
        dead=figures.given_up,
    )
    if figures.half_within is not None and figures.nine_in_ten_within is not None:
        half, most = _duration(figures.half_within, words), _duration(figures.nine_in_ten_within, words)
        yield say("status-times", half=half, most=most)
    yield say("status-sent", sent=figures.sent, failures=figures.send_failures, closed=figures.closed)
    if reads := figures.cache_hits + figures.cache_misses:
        yield say("status-cache", hits=figures.cache_hits, all=reads)
    if figures.hurried:
        yield say("status-hurried", count=figures.hurried)
    yield say("status-claims", count=state.claims, revision=state.revision)
    if figures.memory:
        yield say("status-memory", megabytes=round(figures.memory / _MEGABYTE))


def _waiting(state: State, words: Words) -> str:
    if state.waiting is None:
        return words.say("status-waiting-unknown")
    if not state.waiting or state.oldest is None:
        return words.say("status-waiting", count=state.waiting)
    return words.say("status-waiting-old", count=state.waiting, age=_duration(state.oldest, words))


def _duration(seconds: float, words: Words) -> str:
    """Two digits are enough: "0.25 s", "41 s", "12 min", "30 h"; what is over all bounds is "over 5 min"."""
    if seconds == float("inf"):
        return words.say("status-over", bound=words.say("status-minutes", count=5))
    if seconds < 120:
        shown = format_decimal(round(seconds, 2 if seconds < 10 else 0), locale=words.language)
        return words.say("status-seconds", count=shown)
    if seconds < 7200:
        return words.say("status-minutes", count=round(seconds / 60))
    return words.say("status-hours", count=round(seconds / 3600))
