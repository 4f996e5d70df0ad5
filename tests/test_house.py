"""The house rules: who may import whom, what is locked, what code may not do, what the documents promise."""

import ast
import logging
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
SOURCES = sorted(path for package in ("bot", "claims_db") for path in (ROOT / package).rglob("*.py"))
WITHOUT = ("bot", "telegram", "redis", "httpx", "structlog")
CORE_ALONE = f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {WITHOUT}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
import claims_db.__main__, claims_db.live, claims_db.seeding, claims_db.store.database
from claims_db.matching import ClaimIndex, match
print(len(match("anything", ClaimIndex.build([])).matches))
"""


@pytest.fixture(autouse=True)
def loggers():
    """import-linter turns off every logger that there is; they are on again for the tests that follow."""
    yield
    for logger in logging.root.manager.loggerDict.values():
        logger.disabled = False


def locked(level):
    """The pins of a lock: (name, marker) -> (version, hashes)."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements" / f"{level}.txt").read_text())
    pins = {}
    for entry in entries:
        if entry.startswith("#"):
            continue
        requirement = Requirement(entry.split("\\\n")[0].strip())
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry)
        pins[canonicalize_name(requirement.name), str(requirement.marker)] = (str(requirement.specifier), hashes)
    return pins


def named(*sources):
    """What pyproject.toml asks for in the given lists."""
    return [Requirement(text) for source in sources for text in source]


def test_the_layers_hold():
    """Arrows point one way: handlers, checker, claims_db, nothing; the contracts are in pyproject.toml."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


def test_the_core_works_alone():
    """Claims can be kept and matched where neither Telegram's library nor Redis is installed."""
    done = subprocess.run([sys.executable, "-c", CORE_ALONE], cwd=ROOT, capture_output=True, text=True, timeout=180)

    assert (done.stdout, done.returncode) == ("0\n", 0), done.stderr


@pytest.mark.parametrize(
    ("level", "wanted"),
    [
        ("run", named(PROJECT["project"]["dependencies"], PROJECT["project"]["optional-dependencies"]["postgres"])),
        ("test", named(PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["test"])),
    ],
)
def test_every_dependency_is_locked(level, wanted):
    """Each is pinned to a version that pyproject.toml allows, and every pin has its hashes."""
    pins = locked(level)
    versions = {}
    for (name, _), (specifier, _) in pins.items():
        versions.setdefault(name, []).append(specifier.removeprefix("=="))

    missing = [
        requirement.name
        for requirement in wanted
        for version in versions.get(canonicalize_name(requirement.name), ["0"])
        if version not in requirement.specifier
    ]

    assert missing == []
    assert all(specifier.startswith("==") and hashes for specifier, hashes in pins.values())


def test_both_locks_agree():
    """Tests run with the versions that readers get."""
    run, test = locked("run"), locked("test")

    assert run.items() <= test.items()


def test_locks_name_no_place_and_nothing_huge():
    """Where packages come from is the machine's choice; torch and its kin stay out."""
    for level in ("run", "test"):
        text = (ROOT / "requirements" / f"{level}.txt").read_text()

        assert "://" not in text
        assert not re.search(r"^\s*--(index|extra|find|trusted)|^(torch|nvidia)", text, re.MULTILINE)


def dangerous(node):
    """Whether a piece of code reads code or objects out of data, calls a shell, or trusts any certificate."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        options = {option.arg: ast.unparse(option.value) for option in node.keywords}
        unsafe_yaml = called == "yaml.load" and "Safe" not in options.get("Loader", "")
        return (
            called in ("eval", "exec", "yaml.unsafe_load", "yaml.full_load")
            or unsafe_yaml
            or (options.get("shell") == "True" or options.get("verify") == "False")
        )
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None)]
    return any(name in ("pickle", "marshal", "shelve", "dill") for name in names)


def test_no_code_does_what_lets_strangers_in():
    """No pickle, eval, exec, shell, unsafe YAML or switched-off certificates anywhere."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if dangerous(node)
    ]

    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from marshal import loads",
        "eval('1')",
        "yaml.load(text)",
        "yaml.load(text, Loader=yaml.Loader)",
        "run(command, shell=True)",
        "get(url, verify=False)",
    ],
)
def test_such_code_would_be_found(code):
    """The check above is not blind."""
    assert any(map(dangerous, ast.walk(ast.parse(code))))


def test_paths_in_the_documents_exist():
    """A path in the documents leads somewhere."""
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    paths = {
        name
        for text in texts
        for name in re.findall(r"`((?:bot|claims_db|tests|docs|benchmarks)/[\w/.]*)`", text.read_text())
    }

    assert [name for name in sorted(paths) if not (ROOT / name).exists()] == []


def test_the_newest_changes_stand_on_top():
    """A reader of CHANGELOG.md sees first what is not released yet."""
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert headings[0] == "Unreleased"


def test_ci_runs_what_the_readme_says():
    """Both commands are the ones that people are told to use."""
    commands = re.findall(r"^\./dev .*$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)

    assert commands == ["./dev check", "./dev test"]
    assert all(command in (ROOT / "README.md").read_text() for command in commands)


def test_the_processes_of_the_procfile_exist():
    """A host starts what is named there."""
    commands = re.findall(r"^\w+: python -m (.+)", (ROOT / "Procfile").read_text(), re.MULTILINE)

    assert commands == ["bot", "bot poll", "bot work"]
    assert (ROOT / "bot" / "__main__.py").is_file()
