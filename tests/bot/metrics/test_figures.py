"""The figures are right, in Prometheus' format, and say nothing of people."""

import asyncio
import re

from prometheus_client.parser import text_string_to_metric_families

from bot.emulator import EmulatedBotApi, Fault
from bot.metrics import Metrics
from tests.bot.running import running

WORDS = "canary-words-4711"


def samples(text):
    """Every value by name and labels."""
    return {
        (sample.name.removeprefix("allegedly_"), *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


async def test_a_run_is_counted(tmp_path):
    """Updates, answers, calls, the cache, decisions; a fault of the network and an unusable update as such."""
    api = EmulatedBotApi()
    ann = api.person()
    async with running(tmp_path, api) as core:
        for _ in range(2):
            await api.replies(ann.say("Telegram is going paid next month, forward this to ten friends"), within=60)
        api.fail(Fault("error", "sendMessage", status=403))
        ann.say("Is it?")
        api.inject({"message": {"text": WORDS, "date": WORDS}})
        await api.replies(ann.say("The Moon is made of cheese"), within=60)
        async with asyncio.timeout(20):
            while (found := samples(await core.watch.report()))["inbox_waiting",] > 1:  # the bad one is tried again
                await asyncio.sleep(0.05)

    assert found["updates_received_total",] == 5
    assert found["updates_handled_total", "handled", "message"] == 4
    assert found["updates_handled_total", "failed", "message"] >= 1
    assert found["answers_total", "claim"] == 2
    assert found["decisions_total", "strong"] == 1
    assert (found["cache_reads_total", "hit"], found["cache_reads_total", "miss"]) == (1, 3)
    assert found["calls_total", "done", "sendMessage"] == 3
    assert found["calls_total", "blocked", "sendMessage"] == 1
    assert found["update_seconds_count",] == 4
    assert found["claims",] == 84
    assert 0 <= found["poll_age_seconds",] < 30
    assert found["process_resident_memory_bytes",] > 0


async def test_nothing_of_people_is_in_it(tmp_path):
    """No words, names or numbers of people and chats, and every label is a plain word."""
    api = EmulatedBotApi()
    person = api.person("Zebulon Canary", username="canary")
    async with running(tmp_path, api) as core:
        await api.replies(person.say(f"{WORDS} hello"), within=60)
        api.inject({f"{WORDS}": {}, "message": {"chat": {"id": person.id}, "text": WORDS}})
        await api.replies(person.say(f"{WORDS} again"), within=60)
        text = (await core.watch.report()).decode()

    for told in (WORDS, "canary", "Zebulon", str(person.id)):
        assert told not in text
    labels = re.findall(r'(\w+)="([^"]*)"', text)
    assert all(re.fullmatch(r"[A-Za-z_0-9]{1,30}|\+Inf|[\d.e-]+", value) for _, value in labels)


async def test_a_database_away_is_no_hole_in_the_figures(tmp_path):
    """What can't be looked up is -1; the rest is there."""
    api = EmulatedBotApi()
    async with running(tmp_path, api) as core:
        await api.replies(api.person().say("Hello"), within=60)
    (tmp_path / "allegedly.sqlite3").rename(tmp_path / "away")
    (tmp_path / "allegedly.sqlite3").mkdir()

    found = samples(await core.watch.report())

    assert found["inbox_waiting",] == -1
    assert found["updates_received_total",] == 1


def test_each_stands_alone():
    """Two bots in one process do not count for each other."""
    one, other = Metrics(), Metrics()

    one.received(3)

    assert (one.figures().received, other.figures().received) == (3, 0)


def test_odd_kinds_make_no_new_series():
    """Whatever an update calls itself, there are few series."""
    metrics = Metrics()
    for number in range(1000):
        metrics.handled(f"kind_{number}", "handled", 0.1)

    assert metrics.text().count(b"allegedly_updates_handled_total{") == 1
    assert metrics.figures().handled == 1000


def test_shares_are_told_by_the_least_bound():
    """Nine quick ones and a slow one: nine in ten within the quick bound."""
    metrics = Metrics()
    for seconds in [0.04] * 9 + [1000.0]:
        metrics.handled("message", "handled", seconds)

    figures = metrics.figures()

    assert (figures.half_within, figures.nine_in_ten_within) == (0.05, 0.05)
    assert Metrics().figures().half_within is None


def test_silence_since_the_start_counts_as_silence():
    """A poller that was never answered raises the same alarm as one that no longer is; a worker raises none."""
    now = [1_000.0]
    metrics, worker = Metrics(clock=lambda: now[0]), Metrics(clock=lambda: now[0])
    metrics.polls()
    now[0] += 100

    assert samples(metrics.text())["poll_age_seconds",] == 100
    assert samples(worker.text())["poll_age_seconds",] == -1
