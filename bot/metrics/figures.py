"""What an operator can look at: counts, durations and states of this process, in Prometheus' terms.

Nothing is counted by person, chat or claim, and nothing counts people. Every label has few values, all of them ours.
Each `Metrics` stands alone; a part of the bot gets one through its constructor and tells it what happened.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

_NAMESPACE = "allegedly"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
_FAST_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
_KINDS = frozenset(
    ("message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member")
)
_OTHER = "other"
_REASONS = ("unusable", "failed", "crashed")
_MESSAGES = ("sendMessage", "editMessageText")
_FAILURES = ("blocked", "refused", "token", "no_connection", "server_error", "in_doubt")


@dataclass(frozen=True, slots=True)
class Figures:
    """What this process has done since its start; durations in seconds, None where there was nothing to measure."""

    started_at: float
    received: int
    handled: int
    failed: int
    given_up: int
    half_within: float | None
    nine_in_ten_within: float | None
    sent: int
    send_failures: int
    closed: int
    hurried: int
    cache_hits: int
    cache_misses: int
    polled_ago: float | None
    memory: int
    """Bytes; 0 where the system does not tell."""


class Metrics:
    """Takes in what happens; gives it out as text for Prometheus, or as `Figures`."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._started_at = clock()
        self._polled_at: float | None = None
        self._polls_since: float | None = None
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(name, about, labels, namespace=_NAMESPACE, registry=registry)

        def histogram(name: str, about: str, buckets: tuple[float, ...]) -> Histogram:
            return Histogram(name, about, namespace=_NAMESPACE, buckets=buckets, registry=registry)

        self._received = counter("updates_received", "Updates that came in for the first time")
        self._handled = counter("updates_handled", "Turns of work on an update or album", "kind", "outcome")
        self._answer_seconds = histogram("update_seconds", "From an update's arrival to the end of its work", _SECONDS)
        self._dead = counter("dead_letters", "Updates given up", "reason")
        self._poll_failures = counter("poll_failures", "Polls without a usable answer", "reason")
        self._calls = counter("calls", "Calls of the Bot API", "method", "outcome")
        self._call_seconds = histogram("call_seconds", "Time of calls of the Bot API", _SECONDS)
        self._answers = counter("answers", "Answers by their kind, before they are sent", "kind")
        self._decisions = counter("decisions", "What matching decided, found now and not in the cache", "decision")
        self._hurried = counter("matches_hurried", "Texts compared less by meaning, because too many waited")
        self._match_seconds = histogram("match_seconds", "Time of matching, waiting included", _FAST_SECONDS)
        self._cache = counter("cache_reads", "Findings looked for in the cache", "result")
        self._cache_failures = counter("cache_failures", "Failures of Redis as a cache", "operation")
        self._searches = counter("elsewhere_searches", "Searches for checks by others", "outcome")
        self._store_failures = counter("store_failures", "Work that the database held up", "where")
        self.gauge("poll_age_seconds", "Seconds since the last good poll; -1 where none is made", self._age)

    def gauge(self, name: str, about: str, value: Callable[[], float]) -> None:
        """Show `value` under `name`, asked for at each look."""
        gauge = Gauge(name, about, namespace=_NAMESPACE, registry=self._registry)
        gauge.set_function(value)

    def received(self, count: int) -> None:
        """Updates have come in that were not known yet."""
        self._received.inc(count)

    def polls(self) -> None:
        """This process polls from now on."""
        self._polls_since = self._clock()

    def polled(self) -> None:
        """A poll was answered."""
        self._polled_at = self._clock()

    def poll_failed(self, reason: str) -> None:
        """A poll was not answered, or not usably."""
        self._poll_failures.labels(reason).inc()

    def handled(self, kind: str, outcome: str, seconds: float) -> None:
        """A turn of work ended, `seconds` after its update's arrival: "handled", "expired", "postponed", "failed"."""
        self._handled.labels(kind if kind in _KINDS else _OTHER, outcome).inc()
        if outcome == "handled":
            self._answer_seconds.observe(seconds)

    def gave_up(self, reason: str, count: int = 1) -> None:
        """Updates became dead letters: "unusable", "failed" or "crashed"."""
        self._dead.labels(reason).inc(count)

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """The Bot API was called: "done", "closed" (429), or one of the failures of sending."""
        self._calls.labels(method, outcome).inc()
        self._call_seconds.observe(seconds)

    def answered(self, kind: str) -> None:
        """A post was answered."""
        self._answers.labels(kind).inc()

    def decided(self, decision: str, seconds: float, *, hurried: bool = False) -> None:
        """A text was matched; `hurried`: with less compared by meaning than usual."""
        self._decisions.labels(decision).inc()
        self._hurried.inc(hurried)
        self._match_seconds.observe(seconds)

    def looked_up(self, *, found: bool) -> None:
        """A finding was looked for in the cache."""
        self._cache.labels("hit" if found else "miss").inc()

    def cache_failed(self, operation: str) -> None:
        """Redis did not do its part as a cache."""
        self._cache_failures.labels(operation).inc()

    def searched_elsewhere(self, outcome: str) -> None:
        """A reader had others' checks searched for: "found", "nothing", "failed" or "held_back"."""
        self._searches.labels(outcome).inc()

    def store_failed(self, where: str) -> None:
        """The database could not be used: "inbox", "handling" or "claims"."""
        self._store_failures.labels(where).inc()

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)

    def figures(self) -> Figures:
        """The same in short."""
        samples = {
            (sample.name, *sample.labels.values()): sample.value
            for family in self._registry.collect()
            for sample in family.samples
        }

        def read(name: str, *labels: str) -> int:
            return int(samples.get((f"{_NAMESPACE}_{name}", *labels), 0))

        def handled(outcome: str) -> int:
            return sum(read("updates_handled_total", kind, outcome) for kind in (*_KINDS, _OTHER))

        def calls(outcome: str) -> int:
            return sum(read("calls_total", method, outcome) for method in _MESSAGES)

        return Figures(
            started_at=self._started_at,
            received=read("updates_received_total"),
            handled=handled("handled"),
            failed=handled("failed"),
            given_up=sum(read("dead_letters_total", reason) for reason in _REASONS),
            half_within=self._within(0.5),
            nine_in_ten_within=self._within(0.9),
            sent=calls("done"),
            send_failures=sum(map(calls, _FAILURES)),
            closed=calls("closed"),
            hurried=read("matches_hurried_total"),
            cache_hits=read("cache_reads_total", "hit"),
            cache_misses=read("cache_reads_total", "miss"),
            polled_ago=None if self._polled_at is None else self._age(),
            memory=int(samples.get(("process_resident_memory_bytes",), 0)),
        )

    def _age(self) -> float:
        since = self._polled_at or self._polls_since
        return -1.0 if since is None else max(0.0, self._clock() - since)

    def _within(self, share: float) -> float | None:
        """The least bound within which at least `share` of the updates were handled; None without any."""
        buckets = {
            float(sample.labels["le"]): sample.value
            for family in self._answer_seconds.collect()
            for sample in family.samples
            if sample.name.endswith("_bucket")
        }
        count = buckets[float("inf")]
        return next((bound for bound, value in sorted(buckets.items()) if count and value >= share * count), None)
