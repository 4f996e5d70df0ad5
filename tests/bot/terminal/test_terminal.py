"""`python -m bot` without a token: the terminal chat as a process, with the starter claims and a real database."""

import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LIMIT = 60  # seconds; a loaded machine is slow, a hung bot is slower


@pytest.fixture
def start(tmp_path):
    """Starts the bot with pipes, in an empty folder: `start(LANG="uk_UA.UTF-8", stdin=...)`."""
    started = []

    def make(*, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **variables):
        inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "VIRTUAL_ENV")}
        environment = inherited | {"PYTHONPATH": str(ROOT), "DATA_DIR": "data", "SENTENCE_ENCODER": "off"} | variables
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "bot"],
                cwd=tmp_path, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE,
            )
        )  # fmt: skip
        return started[-1]

    yield make
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("locale", "known", "rating"),
    [
        ("C.UTF-8", "What is known", "False"),
        ("uk_UA.UTF-8", "Що відомо", "Неправда"),
        ("ru_RU.UTF-8", "Что известно", "Неправда"),
    ],
)
def test_a_piped_post_is_answered_in_the_language_of_the_system(start, locale, known, rating):
    """Sources, rating and buttons; the press is answered; the end of the input ends the bot with status 0."""
    bot = start(LANG=locale)

    output, errors = bot.communicate(b"> Telegram will become paid\n> next month, tell ten friends!\n\n1\n", LIMIT)

    output = output.decode()
    assert (bot.returncode, errors) == (0, b"")
    assert known in output
    assert rating in output
    assert "<https://telegram.org/faq>" in output
    assert output.index("[1] ") < output.index("→ ")
    assert "\x1b" not in output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_status_0(start, number):
    """While it waits for a line of a person who is at a terminal."""
    keyboard, terminal = pty.openpty()
    bot = start(stdin=terminal, stdout=terminal)
    assert select.select([keyboard], [], [], LIMIT)[0], "it shows nothing"

    bot.send_signal(number)

    assert (bot.wait(LIMIT), bot.stderr.read()) == (0, b"")
    os.close(keyboard)
    os.close(terminal)


def test_a_reader_who_has_seen_enough(start):
    """As `| head -1`: no complaint, status 0."""
    bot = start()
    bot.stdin.write(b"Hello\n")
    bot.stdin.flush()
    bot.stdout.readline()
    bot.stdout.close()
    bot.stdin.write(b"Hello again\n")
    bot.stdin.flush()

    assert (bot.wait(LIMIT), bot.stderr.read()) == (0, b"")


def test_odd_bytes_are_answered(start):
    """What is no text, in a locale that can show nothing but ASCII."""
    bot = start(LC_ALL="C", PYTHONIOENCODING="ascii")

    output, errors = bot.communicate(b"\xff\xfe\x00\x1b[2J\n", LIMIT)

    assert (bot.returncode, errors) == (0, b"")
    assert output.startswith(b"Allegedly:\n")
