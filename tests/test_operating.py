"""docs/operating.md is true to the program: settings, commands, metrics and how long things are kept."""

import re
from pathlib import Path

from bot.cli import cli
from bot.config import setting_fields
from bot.metrics import Metrics
from bot.store import answers, asks, dialogues, groups, judgements, moderators

PAGE = (Path(__file__).parents[1] / "docs" / "operating.md").read_text()
DAY = 24 * 3600.0
WATCHED = {"inbox_waiting", "inbox_oldest_seconds", "claims", "claims_revision"}
"""Shown by bot/watching.py, which needs a running bot."""


def test_every_setting_is_there():
    """An operator finds each in the table, and none that does not exist."""
    table = PAGE[PAGE.index("### Settings") : PAGE.index("## When and how to grow")]
    rows = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))

    assert set(re.findall(r"[A-Z_]{4,}", rows)) == {field.name.upper() for field in setting_fields()}


def test_every_metric_is_there():
    """By the name that Prometheus sees, and none that does not exist."""
    shown = set(re.findall(r"^# TYPE allegedly_(\w+) ", Metrics().text().decode(), re.MULTILINE))
    known = {name for name in shown if not name.endswith("_created")} | WATCHED
    table = PAGE[PAGE.index("| metric (") : PAGE.index("Alarms that are worth")]
    rows = " ".join(line.split("|")[1] for line in table.splitlines()[2:] if line.startswith("| `"))
    told = set(re.findall(r"`(\w+)(?:\{[\w,]+\})?`", rows))

    assert {name for name in told if not name.startswith("process_")} == known


def test_alarms_ask_for_what_there_is():
    """A rule about a misspelt metric would never fire."""
    text = Metrics().text().decode()
    names = set(re.findall(r"allegedly_(\w+)", PAGE)) - WATCHED

    assert {name for name in names if f"allegedly_{name} " not in text} == set()


def test_its_commands_exist():
    """Whatever it tells to type."""
    commands = {command.name or command.callback.__name__ for command in cli.registered_commands}

    assert set(re.findall(r"python -m bot (\w+)", PAGE)) - {"poll", "work"} <= commands


def test_it_tells_how_long_things_are_kept():
    """The days in the table are those of the program."""

    def days(what):
        return re.search(rf"^\| {what}[^|]*\| (?:until )?(\d+) days", PAGE, re.MULTILINE)[1]

    assert float(days("chat, post and answer")) * DAY == answers.KEPT
    assert float(days("pressed buttons")) * DAY == judgements.KEPT
    assert float(days("texts sent to the checkers")) * DAY == asks.KEPT
    assert float(days("unfinished dialogues")) * DAY == dialogues.KEPT
    assert float(days("settings of a group")) * DAY == groups.KEPT_AFTER_LEAVING
    assert moderators.IDENTITY_KEPT == 2 * 365 * DAY
