"""What ./dev says when something does not work, and that its checks all run."""

import ast
import importlib.machinery
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dev():
    """The script as a module."""
    loader = importlib.machinery.SourceFileLoader("dev", str(ROOT / "dev"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("dev", loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device: '/x'", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the locked one"),
        ("[Errno 13] Permission denied: '/x/.venv'", "may not write here"),
        ("something else", "whatever was given"),
    ],
)
def test_the_advice_fits_the_cause(dev, said, advice):
    """The end of what a tool said, then what to do about it."""
    text = dev.explain("\n".join([*map(str, range(100)), said]), "whatever was given")

    assert said in text
    assert advice in text.splitlines()[-1]
    assert len(text.splitlines()) < 20


def test_an_old_python_says_what_is_needed(dev, monkeypatch):
    """And where it looked for a better one."""
    monkeypatch.setattr(dev, "SUPPORTED", ((9, 9),))

    with pytest.raises(dev.SetUpFailed, match=r"3\.11 or newer is needed"):
        dev.use_supported_python(["run"])


def test_an_old_python_can_read_the_script():
    """Otherwise its own message, a SyntaxError, would be all that is said."""
    ast.parse((ROOT / "dev").read_text(), feature_version=(3, 6))


def test_checks_all_run_and_any_failure_counts(dev, monkeypatch, capfd):
    """A red linter does not hide what the type checker says."""
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    monkeypatch.setattr(dev, "CHECKS", (("first", ["-c", "exit(1)"]), ("second", ["-c", "print('ran')"])))

    status = dev.check()

    assert status == 1
    out, err = capfd.readouterr()
    assert out == "ran\n"
    assert "failed: first" in err
