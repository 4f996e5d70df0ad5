"""`./dev`: sets up once, becomes what it starts, and says what to do when it can't."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIMIT = 180  # seconds for one command, on a machine with much else to do
FAKE_UV = """#!/bin/sh
echo "$1 $2" >> "{log}"
case "$1" in
  venv) for path; do :; done; mkdir -p "$path/bin"; ln -s "{python}" "$path/bin/python" ;;
  pip) sleep {seconds}; {then} ;;
esac
"""


class Checkout:
    """A project folder with nothing but `dev` and two locks, and a machine with the given programs on PATH."""

    def __init__(self, folder):
        self.root = folder
        self.programs = folder.with_name("programs")
        self.log = folder.with_name("log")
        (folder / "requirements").mkdir(parents=True)
        self.programs.mkdir()
        shutil.copy(ROOT / "dev", folder)
        for level in ("run", "test"):
            (folder / "requirements" / f"{level}.txt").write_text(f"# {level}\n")
        self.env = {"PATH": str(self.programs), "PIP_NO_INDEX": "1", "PIP_RETRIES": "0"}
        for name in ("sh", "mkdir", "ln", "sleep"):
            (self.programs / name).symlink_to(shutil.which(name))

    def install_uv(self, *, seconds=0.0, then="exit 0"):
        """Put a stand-in for uv on PATH that takes `seconds` to install; the environment it makes is this Python."""
        uv = self.programs / "uv"
        uv.write_text(FAKE_UV.format(log=self.log, python=sys.executable, seconds=seconds, then=then))
        uv.chmod(0o755)

    def installs(self):
        """How often something was installed."""
        return self.log.read_text().count("pip install") if self.log.exists() else 0

    def start(self, *arguments, cwd="/", **options):
        command = [sys.executable, str(self.root / "dev"), *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=cwd, env=self.env, **pipes | options)

    def run(self, *arguments, typed="", **options):
        process = self.start(*arguments, **options)
        output, errors = process.communicate(typed, timeout=LIMIT)
        return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


@pytest.fixture
def checkout(tmp_path):
    """A clone in a folder with blanks and letters of another script in its name."""
    return Checkout(tmp_path / "моя копія" / "allegedly")


@pytest.fixture
def ready(checkout):
    """A clone that is set up."""
    checkout.install_uv()
    checkout.run("python", "-c", "")
    assert checkout.installs() == 1
    return checkout


def wait_for(condition):
    give_up = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.02)


def test_the_command_takes_the_place_of_dev(ready):
    """Same process, the project's folder, arguments and input as given, and its status comes back."""
    code = "import os, sys; print(os.getpid(), os.getcwd(), sys.argv[1:], input()); sys.exit(7)"
    process = ready.start("python", "-c", code, "two words", "-x")

    output, _ = process.communicate("typed\n", timeout=LIMIT)

    assert output == f"{process.pid} {ready.root} ['two words', '-x'] typed\n"
    assert process.returncode == 7


def test_signals_reach_the_command(ready):
    """A supervisor's SIGTERM arrives at the bot itself."""
    code = (
        "import signal, sys, time; signal.signal(15, lambda *_: sys.exit(3)); print('up', flush=True); time.sleep(60)"
    )
    process = ready.start("python", "-c", code)
    process.stdout.readline()

    process.send_signal(signal.SIGTERM)

    assert process.wait(LIMIT) == 3
    process.communicate()


def test_run_starts_the_bot_with_its_arguments(ready):
    """`./dev run health` is `python -m bot health`."""
    (ready.root / "bot.py").write_text("import sys; print(__name__, sys.argv[1:])")

    done = ready.run("run", "health")

    assert done.stdout == "__main__ ['health']\n"


def test_the_callers_packages_stay_out(ready, tmp_path):
    """PYTHONPATH and its kin of the caller do not change what is imported."""
    ready.env |= {"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}

    done = ready.run("python", "-c", "import os; print(os.environ['PYTHONPATH'], os.environ.get('PYTHONSAFEPATH'))")

    assert done.stdout == f"{ready.root} None\n"


def test_a_second_start_skips_the_set_up(ready):
    """Nothing is installed or said again."""
    done = ready.run("python", "-c", "print(1)")

    assert (done.stdout, done.stderr, ready.installs()) == ("1\n", "", 1)


def test_the_test_tools_come_on_top(ready):
    """`./dev test` keeps what is there; afterwards both levels are ready. All tests run two files at a time."""
    (ready.root / "pytest.py").write_text("import sys\nprint(*sys.argv[1:])")

    whole = ready.run("test")
    some = ready.run("test", "tests/test_dev.py")
    ready.run("python", "-c", "")

    assert (whole.stdout, some.stdout) == ("-n 2 --dist loadfile\n", "tests/test_dev.py\n")
    assert ready.log.read_text().count("venv") == 1
    assert ready.installs() == 2


@pytest.mark.parametrize("change", ["lock", "place", "python", "stamp", "nothing there"])
def test_what_no_longer_fits_is_set_up_again(ready, change):
    """A changed lock, a moved checkout, another Python underneath, a set-up that broke off."""
    match change:
        case "lock":
            (ready.root / "requirements" / "run.txt").write_text("# newer\n")
        case "place":
            ready.root = ready.root.rename(ready.root.with_name("moved"))
        case "python":
            (ready.root / ".venv" / "bin" / "python").unlink()
            (ready.root / ".venv" / "bin" / "python").symlink_to("/nonexistent/python3.11")
        case "stamp":
            (ready.root / ".venv" / "dev-stamp").write_bytes(b"run \xff")
        case "nothing there":
            shutil.rmtree(ready.root / ".venv")

    done = ready.run("python", "-c", "print(1)")

    assert done.stdout == "1\n"
    assert ready.installs() == 2


def test_two_first_starts_set_up_once(checkout):
    """Started twice at the same time: one installs, the other waits and finds it done."""
    checkout.install_uv(seconds=1)
    processes = [checkout.start("python", "-c", "print(1)") for _ in range(2)]

    outputs = [process.communicate(timeout=LIMIT) for process in processes]

    assert [output for output, _ in outputs] == ["1\n", "1\n"]
    assert checkout.installs() == 1
    assert sum("waiting" in errors for _, errors in outputs) == 1


@pytest.mark.parametrize(("command", "status"), [("run", 0), ("test", 143)])
def test_a_stopped_set_up_is_repeated(checkout, command, status):
    """SIGTERM ends it, also twice (a stopped bot is no failure, a stopped test run is); it does not count as done."""
    checkout.install_uv(then="exec sleep 60")
    process = checkout.start(command)
    wait_for(checkout.installs)

    for _ in range(3):
        process.send_signal(signal.SIGTERM)
        time.sleep(0.01)
    process.communicate(timeout=LIMIT)
    checkout.install_uv()
    done = checkout.run("python", "-c", "print(1)")

    assert process.returncode == status
    assert done.stdout == "1\n"


def test_without_uv_it_uses_what_python_brings(checkout):
    """venv and pip do the same; nothing else is on PATH."""
    done = checkout.run("python", "-c", "import sys; print(sys.prefix != sys.base_prefix)")

    assert done.stdout == "True\n"
    assert done.returncode == 0


def test_a_uv_that_fails_is_not_the_end(checkout):
    """pip has its turn."""
    checkout.install_uv(then="exit 2")

    done = checkout.run("python", "-c", "print(1)")

    assert done.stdout == "1\n"


def test_no_network_is_told_with_what_to_do(checkout):
    """No traceback: the end of what pip said, and the advice."""
    pin = "no-such-package-of-allegedly==1 --hash=sha256:" + "0" * 64
    (checkout.root / "requirements" / "run.txt").write_text(pin)

    done = checkout.run("run")

    assert done.returncode == 1
    assert "Check the network" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["tets"], 2), (["--help"], 0)])
def test_usage_is_told(checkout, arguments, status):
    """Without a command, with a wrong one, and when asked."""
    done = checkout.run(*arguments)

    assert done.returncode == status
    assert "usage: ./dev COMMAND" in done.stdout + done.stderr


def start_by_name(checkout, *arguments, first="", tools=("env", "true")):
    """The script as people start it; `first`: what python3 does before it starts; `tools`: what is on PATH, too."""
    for name in tools:
        (checkout.programs / name).symlink_to(shutil.which(name))
    script = checkout.programs / "python3"
    go_on = "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    script.write_text(f"#!{sys.executable} -S\nimport os, sys, time\n{first}\n{go_on}\n")
    script.chmod(0o755)
    return subprocess.Popen(
        [checkout.root / "dev", *arguments], env=checkout.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("tools", [("env", "true"), ()])
def test_the_script_can_be_started(ready, tools):
    """It is executable and finds its own Python, also where `env` can't be had; the process stays the same."""
    with start_by_name(ready, "python", "-c", "import os; print(os.getpid())", tools=tools) as process:
        output, errors = process.communicate(timeout=LIMIT)

    assert (output, errors) == (f"{process.pid}\n", "")


def holds_signals_back():
    """Whether this machine's `env` can."""
    command = ["env", "--block-signal=TERM", "true"]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


@pytest.mark.skipif(not holds_signals_back(), reason="needs the env of GNU")
@pytest.mark.parametrize(("command", "status"), [("run", 0), ("test", 143)])
def test_a_signal_while_python_starts_is_heard(ready, command, status):
    """SIGTERM before the first line of Python runs ends a bot in order, and nothing is set up or started."""
    (ready.root / "bot.py").write_text("print('started')")
    slow = "os.write(2, b'starting\\n'); time.sleep(0.3)"
    with start_by_name(ready, command, first=slow) as process:
        process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=LIMIT)

    assert (process.returncode, output) == (status, "")
