"""What an operator sets, sees and is told."""

import re
from pathlib import Path

import pytest

from bot.config import ConfigError, Problem, Settings, load, setting_fields

ROOT = Path(__file__).parents[2]
NOWHERE = Path("/nonexistent/.env")


@pytest.fixture
def env_file(tmp_path):
    """A `.env` that others may not read."""
    path = tmp_path / ".env"
    path.touch(mode=0o600)
    return path


def problems_of(environ, env_file=NOWHERE):
    with pytest.raises(ConfigError) as caught:
        load(environ, env_file)
    return caught.value.problems


def test_nothing_has_to_be_set():
    """A newcomer sets nothing: the terminal chat, an SQLite file below ./data, nothing shared."""
    settings = load({}, NOWHERE)

    assert settings == Settings()
    assert settings.bot_token is None
    assert settings.database_url == "sqlite:///data/allegedly.sqlite3"
    assert (settings.redis_url, settings.send_rate, settings.link_check, settings.owner_ids) == (None, 30, True, ())


def test_the_database_lies_in_the_data_folder(tmp_path):
    """DATA_DIR moves the default database with everything else, whatever characters the path has."""
    settings = load({"DATA_DIR": str(tmp_path / "my data?")}, NOWHERE)

    assert settings.database_url == f"sqlite:///{tmp_path}/my data%3F/allegedly.sqlite3"


def test_every_variable_is_read(env_file):
    """Each setting takes its value from its variable."""
    settings = load(
        {
            "BOT_TOKEN": "123:abc",
            "TELEGRAM_BASE_URL": "http://127.0.0.1:8081/bot/",
            "TELEGRAM_BASE_FILE_URL": "http://[::1]:8081/file/bot",
            "DATABASE_URL": "postgres://ann:secret@db.example/claims",
            "REDIS_URL": "rediss://:secret@cache.example:6380/1",
            "QUEUE_URL": "redis://localhost",
            "DATA_DIR": "/var/lib/allegedly",
            "SENTENCE_ENCODER": "OurModels:fast",
            "SEND_RATE": "1000",
            "LINK_CHECK": "OFF",
            "LINK_ALLOW_HOSTS": "Archive.lan:8080, [fd00::1]:80,",
            "OWNER_IDS": "7, 8,7",
            "MODERATORS_CHAT_ID": "-1001234567890",
            "GOOGLE_FACT_CHECK_KEY": "key-1",
            "LOG_LEVEL": "Debug",
            "LOG_FORMAT": "json",
        },
        env_file,
    )

    assert settings == Settings(
        bot_token="123:abc",
        telegram_base_url="http://127.0.0.1:8081/bot",
        telegram_base_file_url="http://[::1]:8081/file/bot",
        database_url="postgresql://ann:secret@db.example/claims",
        redis_url="rediss://:secret@cache.example:6380/1",
        queue_url="redis://localhost",
        data_dir=Path("/var/lib/allegedly"),
        sentence_encoder="OurModels:fast",
        send_rate=1000,
        link_check=False,
        link_allow_hosts=("archive.lan:8080", "[fd00::1]:80"),
        owner_ids=(7, 8),
        moderators_chat_id=-1001234567890,
        google_fact_check_key="key-1",
        log_level="debug",
        log_format="json",
    )


def test_the_environment_wins_over_the_file(env_file):
    """What is set in the environment counts, also when it is set to nothing: that means unset."""
    env_file.write_text("\ufeffSEND_RATE=5\nexport LOG_FORMAT='json' # for the collector\nLOG_LEVEL=debug\n")

    settings = load({"SEND_RATE": "7", "LOG_LEVEL": " "}, env_file)

    assert (settings.send_rate, settings.log_format, settings.log_level) == (7, "json", "info")


def test_nothing_in_the_file_is_expanded(env_file):
    """A password may hold `${`: it is taken as it stands."""
    env_file.write_text("REDIS_URL=redis://:a${HOME}b@127.0.0.1/0\n")

    assert load({"HOME": "/root"}, env_file).redis_url == "redis://:a${HOME}b@127.0.0.1/0"


def test_every_problem_is_told_at_once_by_name_and_without_its_value():
    """An operator mends everything in one go, and may show the message to others."""
    values = {
        "BOT_TOKEN": "hunter2",
        "TELEGRAM_BASE_URL": "ftp://hunter2.example/bot",
        "DATABASE_URL": "mysql://ann:hunter2@db/claims",
        "REDIS_URL": "redis://:hunter2@cache:port",
        "QUEUE_URL": "hunter2",
        "SEND_RATE": "1001",
        "LINK_CHECK": "hunter2",
        "LINK_ALLOW_HOSTS": "archive.lan:80,hunter2",
        "OWNER_IDS": "1,@hunter2",
        "MODERATORS_CHAT_ID": "hunter2",
        "LOG_LEVEL": "hunter2",
        "LOG_FORMAT": "hunter2",
    }

    problems = problems_of(values)

    assert [problem.name for problem in problems] == list(values)
    assert "hunter2" not in str(ConfigError(problems))
    assert problems[7] == Problem("LINK_ALLOW_HOSTS", "(entry 2) is not host:port")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "123:"),
        ("BOT_TOKEN", "١٢٣:abc"),
        ("TELEGRAM_BASE_URL", "http://"),
        ("TELEGRAM_BASE_URL", "http://host:99999/bot"),
        ("TELEGRAM_BASE_URL", "http://[::1/bot"),
        ("TELEGRAM_BASE_URL", "http://host/bot?x=1"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite://relative/path"),
        ("DATABASE_URL", "postgresql://a b\x7f"),
        ("REDIS_URL", "unix:///run/redis"),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "²"),
        ("SEND_RATE", "1_0"),
        ("SEND_RATE", "9" * 5000),
        ("OWNER_IDS", "-5"),
        ("OWNER_IDS", "12345678901234567"),
        ("MODERATORS_CHAT_ID", "0"),
        ("LINK_ALLOW_HOSTS", "archive.lan:65536"),
        ("GOOGLE_FACT_CHECK_KEY", "a b"),
        ("GOOGLE_FACT_CHECK_KEY", "ключ"),
        ("DATA_DIR", "\udcff"),
        ("DATA_DIR", "~nobody-of-this-name/x"),
    ],
)
def test_a_bad_value_stops_the_start(name, value):
    """Odd characters, impossible ports and numbers out of range are named, not guessed at."""
    assert [problem.name for problem in problems_of({name: value})] == [name]


def test_a_line_that_is_no_setting_is_told_by_its_number(env_file):
    """A token on a line of its own is a fault of the file, and is not repeated in the message."""
    env_file.write_text("# mine\n123456:hunter2hunter2\nSEND_RATE=x\nLOG_LEVEL='open\n")

    problems = problems_of({}, env_file)

    assert [problem.name for problem in problems] == [".env", ".env", "SEND_RATE"]
    assert [problem.what for problem in problems[:2]] == ["line 2 is not NAME=value", "line 4 is not NAME=value"]
    assert "hunter2" not in str(ConfigError(problems))


def test_a_file_that_can_not_be_read_is_told(tmp_path):
    """A folder in its place, or another encoding."""
    folder = tmp_path / ".env"
    folder.mkdir()
    other = tmp_path / "other"
    other.write_bytes(b"LOG_LEVEL=\xff\xfe")

    assert problems_of({}, folder) == (Problem(".env", "can't be read: Is a directory"),)
    assert problems_of({}, other) == (Problem("other", "is not UTF-8 text"),)


def test_unknown_names_in_the_file_are_warned_about(env_file):
    """A slip of the pen is found; names in the environment are others' business."""
    env_file.write_text("BOT_TOKN=1:abc\nPOSTGRES_PASSWORD=x\n")

    settings = load({"BOT_TOKEM": "x"}, env_file)

    assert settings.warnings == (
        Problem("BOT_TOKN", "in .env is not a setting; is BOT_TOKEN meant?"),
        Problem("POSTGRES_PASSWORD", "in .env is not a setting"),
    )


def test_a_secret_that_others_can_read_is_warned_about(env_file):
    """Others on the machine may read the file: say so only when there is something to hide."""
    env_file.chmod(0o644)
    env_file.write_text("LOG_LEVEL=info\n")
    harmless = load({}, env_file)
    env_file.write_text("BOT_TOKEN=123:abc\n")

    settings = load({}, env_file)

    assert harmless.warnings == ()
    assert settings.warnings == (Problem(".env", "can be read by others on this machine; chmod 600 .env"),)


@pytest.mark.parametrize(
    ("address", "warned"),
    [("127.0.0.1:9100", []), ("[::1]:9100", []), ("localhost:9100", []), ("0.0.0.0:9100", ["METRICS_ADDRESS"])],
)
def test_metrics_for_the_network_are_warned_about(address, warned):
    """Whoever reaches the port reads them; the bot starts all the same."""
    settings = load({"METRICS_ADDRESS": address}, Path("missing"))

    assert settings.metrics_address == address
    assert [problem.name for problem in settings.warnings] == warned


def test_an_open_redis_elsewhere_is_warned_about():
    """Whoever reaches a Redis without a password can change what it holds; on this machine that is usual."""
    settings = load({"REDIS_URL": "redis://cache.example", "QUEUE_URL": "redis://127.0.0.1:6379/0"}, NOWHERE)

    assert settings.warnings == (Problem("REDIS_URL", "names a server on another machine, without a password"),)


def test_no_secret_shows_in_repr():
    """Settings end up in logs and tracebacks: what is secret shows as ***."""
    settings = Settings(
        bot_token="123:hunter2",
        google_fact_check_key="hunter2",
        database_url="postgresql://ann:hunter2@db.example/claims?sslpassword=hunter2",
        redis_url="redis://:hunter2@cache.example/0",
        queue_url="redis://cache.example/0?password=hunter2",
        telegram_base_url="http://ann:hunter2@api.example/bot",
    )

    shown = repr(settings)

    assert "hunter2" not in shown
    assert "database_url='postgresql://ann:***@db.example/claims?sslpassword=***'" in shown
    assert "bot_token=***" in shown


def test_secrets_are_known_in_every_form_of_a_url():
    """What is hidden in output: the token, its second half and passwords, quoted or not; not what is too short."""
    settings = Settings(bot_token="123:abc/def", redis_url="redis://:p%40ss@cache/0", queue_url="redis://:x@cache/0")

    assert set(settings.secrets) == {"123:abc/def", "123%3Aabc/def", "123%3Aabc%2Fdef", "abc/def", "abc%2Fdef"} | {
        "p%40ss",
        "p@ss",
        "p%2540ss",
    }
    assert [len(secret) for secret in settings.secrets] == sorted(map(len, settings.secrets), reverse=True)


def test_the_example_file_names_every_setting_in_order():
    """Copied to `.env` as it is, it changes nothing; each line is explained by the setting's own words."""
    lines = (ROOT / ".env.example").read_text().split("\n\n", 1)[1].splitlines()

    assert lines == [
        line
        for field in setting_fields()
        for line in (f"# {field.metadata['about']}", f"{field.name.upper()}={field.metadata['text']}")
    ]
    assert load({}, ROOT / ".env.example") == Settings()


def test_the_readme_names_every_setting():
    """An operator finds each variable there."""
    named = set(re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "README.md").read_text()))

    assert {field.name.upper() for field in setting_fields()} <= named
