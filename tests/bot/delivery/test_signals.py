"""One signal asks to stop; no later one kills, up to the very end."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, sys, time
from bot.delivery.signals import stop_on_signals

class SlowToDie:
    def __del__(self):
        print("interpreter ends", flush=True)
        time.sleep(0.3)

keep = SlowToDie()

async def main():
    stop = asyncio.Event()
    stop_on_signals(stop)
    print("ready", flush=True)
    await stop.wait()
    print("stopping", flush=True)
    await asyncio.sleep(0.3)

asyncio.run(main())
print("loop closed", flush=True)
time.sleep(0.3)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_storm_of_signals_changes_nothing_after_the_first(number):
    """Signals every few milliseconds while the loop closes and the interpreter ends: exit status 0."""
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"

        while process.poll() is None:
            process.send_signal(number)
            time.sleep(0.005)

        assert process.stdout.read().split(b"\n")[:2] == [b"stopping", b"loop closed"]
    assert process.returncode == 0
