"""The files that operators start from: well-formed, and true to the program."""

import re
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from bot.__main__ import SERVING
from bot.cli import cli
from bot.config import setting_fields

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
UNITS = sorted(path.name for kind in ("service", "timer") for path in DEPLOY.glob(f"*.{kind}"))
SETTINGS = {field.name.upper() for field in setting_fields()}
COMMANDS = {*SERVING, *(command.name or command.callback.__name__ for command in cli.registered_commands)}

# What systemd 252 knows of what these units may need (systemd.unit, .service, .exec, .kill, .resource-control, .timer).
KNOWN = {
    "Unit": "Description Documentation Wants After StartLimitIntervalSec StartLimitBurst",
    "Service": """
        Type User Group WorkingDirectory Environment EnvironmentFile ExecStart ExecStartPost Restart RestartSec
        TimeoutStartSec TimeoutStopSec KillMode StateDirectory StateDirectoryMode ReadWritePaths UMask MemoryMax
        TasksMax LimitNOFILE NoNewPrivileges CapabilityBoundingSet AmbientCapabilities ProtectSystem ProtectHome
        ProtectProc ProcSubset ProtectClock ProtectHostname ProtectControlGroups ProtectKernelLogs
        ProtectKernelModules ProtectKernelTunables PrivateTmp PrivateDevices PrivateUsers RestrictAddressFamilies
        RestrictNamespaces RestrictRealtime RestrictSUIDSGID LockPersonality RemoveIPC SystemCallArchitectures
        SystemCallFilter SystemCallErrorNumber
    """,
    "Timer": "OnCalendar RandomizedDelaySec Persistent",
    "Install": "WantedBy",
}
HARDENED = ("NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices", "SystemCallFilter")


class _Many(dict):
    """Keys that may come again: all their values, line by line."""

    def __setitem__(self, key, value):
        if key in self and isinstance(value, list):
            self[key].extend(value)
        else:
            super().__setitem__(key, value)


def unit(name):
    """A unit as sections of keys; a key that comes again has several lines."""
    parser = RawConfigParser(strict=False, interpolation=None, dict_type=_Many, delimiters=("=",))
    parser.optionxform = str
    parser.read_string((DEPLOY / name).read_text())
    return {section: dict(parser.items(section)) for section in parser.sections()}


@pytest.mark.parametrize("name", UNITS)
def test_systemd_knows_every_key(name):
    """In its section; a misspelt protection would be none."""
    for section, keys in unit(name).items():
        assert set(keys) <= set(KNOWN[section].split()), section


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_services_start_what_there_is_and_little_else(name):
    """The commands and settings exist; the process can write its own folder only."""
    service = unit(name)["Service"]

    assert re.search(r"python -m bot ?(\w*)", service["ExecStart"])[1] in COMMANDS
    assert {line.partition("=")[0] for line in service["Environment"].split("\n")} <= SETTINGS
    assert all(service[key] not in ("no", "") for key in HARDENED)
    assert (service["ProtectSystem"], service["UMask"], service["User"]) == ("strict", "0077", "allegedly")
    folder = re.search(r"DATA_DIR=(\S+)", service["Environment"])[1]
    assert folder in (f"/var/lib/{service.get('StateDirectory')}", *service.get("ReadWritePaths", "").split())


@pytest.mark.parametrize("name", [name for name in UNITS if not name.startswith("allegedly-backup")])
def test_bots_are_started_again_and_may_end_in_time(name):
    """SIGTERM to the bot alone, and more than its ten seconds."""
    service = unit(name)["Service"]

    assert service["Restart"] == "always"
    assert int(service["TimeoutStopSec"]) > 10
    assert service["KillMode"] == "mixed"


def test_the_compose_file_fits_together():
    """Whatever a service names is there; nothing is open to the outside."""
    services = COMPOSE["services"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= services.keys()
        assert set(service["networks"]) <= COMPOSE["networks"].keys()
        named = {volume.partition(":")[0] for volume in service.get("volumes", []) if ":" in volume}
        assert named <= COMPOSE["volumes"].keys()
        assert "ports" not in service
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_its_bots_are_the_bot():
    """Commands and settings exist, each address names a service, and the bot gets its time to end."""
    services = COMPOSE["services"]
    for name in ("poll", "work"):
        bot = services[name]
        assert bot["command"] == [name]
        assert name in COMMANDS
        assert set(bot["environment"]) <= SETTINGS
        hosts = re.findall(r"@(\w+)", " ".join(bot["environment"].values()))
        assert set(hosts) == {"postgres", "queue", "cache"}
        assert bot["read_only"]
        assert int(bot["stop_grace_period"].removesuffix("s")) > 10


def test_its_queue_loses_nothing_and_its_cache_may():
    """The queue is on the disk before it confirms and evicts nothing; the cache is apart from it."""
    queue, cache = (COMPOSE["services"][name]["command"] for name in ("queue", "cache"))

    def option(command, name):
        return command[command.index(f"--{name}") + 1]

    assert (option(queue, "appendonly"), option(queue, "appendfsync")) == ("yes", "always")
    assert option(queue, "maxmemory-policy") == "noeviction"
    assert option(cache, "maxmemory-policy") == "allkeys-lru"
    assert all(option(command, "requirepass") for command in (queue, cache))


def test_the_image_has_what_the_program_needs():
    """Locked packages with hashes, both packages of ours, no root."""
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()

    assert {line.split()[1] for line in lines if line.startswith("COPY")} == {
        "requirements/run.txt",
        "bot",
        "claims_db",
    }
    assert any("--require-hashes" in line for line in lines)
    assert lines.index("USER allegedly") < lines.index('ENTRYPOINT ["python", "-m", "bot"]')
