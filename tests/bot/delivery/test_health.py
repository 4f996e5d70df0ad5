"""A sign of life means what it says."""

import os
import subprocess
import sys
import time
from pathlib import Path

from bot.delivery.health import Heartbeat, alive

BEATER = """
import sys, time
from pathlib import Path
from bot.delivery.health import Heartbeat
Heartbeat(Path(sys.argv[1])).beat()
print("beaten", flush=True)
time.sleep(60)
"""


def test_a_process_is_alive_from_its_first_beat_until_it_ends(tmp_path):
    """Not before it has done anything, not after it is gone."""
    path = tmp_path / "heartbeat"
    assert not alive(path)
    heart = Heartbeat(path)
    assert not alive(path)

    heart.beat()

    assert alive(path)
    heart.close()
    assert not alive(path)


def test_a_process_that_has_long_done_nothing_is_not_alive(tmp_path):
    """It runs and hangs: after a minute it counts as stuck."""
    path = tmp_path / "heartbeat"
    heart = Heartbeat(path)
    heart.beat()
    os.utime(path, (time.time() - 61, time.time() - 61))

    assert not alive(path)
    assert alive(path, within=70)
    heart.close()


def test_a_killed_process_is_not_alive_though_it_has_just_beaten(tmp_path):
    """The beat of a dead heart counts for nothing."""
    path = tmp_path / "heartbeat"
    command = [sys.executable, "-c", BEATER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"beaten\n"
        assert alive(path)

        process.kill()
        process.wait()

    assert not alive(path)


def test_a_second_process_of_the_same_folder_does_not_hide_the_first(tmp_path):
    """A poller that has just polled stays alive while a worker starts, and the worker when the poller ends."""
    path = tmp_path / "heartbeat"
    poller = Heartbeat(path)
    poller.beat()

    worker = Heartbeat(path)

    assert alive(path)
    poller.close()
    worker.beat()
    assert alive(path)
    worker.close()
    assert not alive(path)
