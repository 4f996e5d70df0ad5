"""Two processes never work with the same data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.lock import InstanceLock, SecondInstance
from claims_db.errors import StoreUnavailable

HOLDER = """
import sys, time
from pathlib import Path
from bot.store.lock import InstanceLock
with InstanceLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_why(holder, tmp_path):
    """The second start names the folder and what to do."""
    with pytest.raises(SecondInstance, match="another process already works with"), InstanceLock(tmp_path):
        pass


def test_a_killed_process_leaves_no_lock_behind(holder, tmp_path):
    """After kill -9 the next start works at once."""
    holder.kill()
    holder.wait()

    with InstanceLock(tmp_path):
        pass


def test_the_lock_is_free_again_after_use(tmp_path):
    """One after the other may work with the folder."""
    for _ in range(2):
        with InstanceLock(tmp_path):
            pass


def test_a_missing_folder_is_named(tmp_path):
    """No folder, no lock: the message says which and why."""
    with pytest.raises(StoreUnavailable, match="No such file or directory"), InstanceLock(tmp_path / "missing"):
        pass
