"""What is backed up comes back, whole, into either kind of database."""

import asyncio
import os
import signal
import stat
import sys
import time
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, text

from bot.backup import BackupError, NotEmpty, back_up, restore
from bot.backup.tables import ON_THEIR_WAY, names
from bot.store.ask_tables import forgotten
from bot.store.lock import InstanceLock, SecondInstance
from bot.store.reader_keys import FINDINGS_KEY, load_reader_keys, load_secret
from bot.store.schema import readers
from claims_db.errors import StoreLocked
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, writing
from tests.bot.backup.contents import contents, make, opened, schema
from tests.making import make_claim

ROOT = Path(__file__).parents[3]
LIMIT = 60
PROGRAM = """
import asyncio, sys
from pathlib import Path
from bot.backup import back_up
from claims_db.store.database import open_engine

async def main():
    await back_up(open_engine(sys.argv[1]), Path(sys.argv[2]))

asyncio.run(main())
"""


async def saved(url, path, **how):
    """A backup of the database at `url`."""
    async with opened(url) as engine:
        return await back_up(engine, path, **how)


async def execute(url, *statements):
    """Run statements in one transaction."""
    async with opened(url) as engine, writing(engine) as connection:
        for statement in statements:
            await connection.execute(text(statement) if isinstance(statement, str) else statement)


async def test_everything_moves_into_another_database(database_url, other_url, tmp_path):
    """From SQLite and PostgreSQL into SQLite and PostgreSQL: the same rows in every table, the newest schema."""
    await make(database_url)

    await saved(database_url, tmp_path / "b", moving=True)
    await restore(tmp_path / "b", other_url, data_dir=tmp_path / "other")

    assert await contents(other_url) == await contents(database_url)
    assert await schema(other_url) == await schema(database_url)
    assert (await contents(other_url)).keys() == names()


async def test_no_table_is_missing(sqlite_url):
    """Whatever a migration adds is in backups, also when nothing else of the bot is loaded."""
    code = "from bot.backup.tables import names; print(*sorted(names()))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    known, _ = await asyncio.wait_for(process.communicate(), LIMIT)
    await make(sqlite_url)

    async with opened(sqlite_url) as engine, engine.connect() as connection:
        there = await connection.run_sync(lambda sync: inspect(sync).get_table_names())

    assert set(known.decode().split()) == set(there) - {"claims_version", "bot_version"}


async def test_what_is_on_its_way_stays_out_of_the_usual_backup(database_url, tmp_path):
    """Posts that wait would be answered a second time, and no words of theirs lie in backups."""
    await make(database_url)

    manifest = await saved(database_url, tmp_path / "b")

    assert set(manifest.tables) == names() - ON_THEIR_WAY


async def test_rows_are_numbered_on_after_those_that_were_put_back(database_url, other_url, tmp_path):
    """The next update and the next entry of the queue do not meet a number that is taken."""
    await make(database_url)
    await saved(database_url, tmp_path / "b", moving=True)
    await restore(tmp_path / "b", other_url, data_dir=tmp_path / "other")

    await execute(
        other_url,
        "INSERT INTO inbox (update_id, payload, state, tries, received_at) VALUES (9, '', 'new', 0, 1)",
        "INSERT INTO dead_letters (kind, reason, size, at) VALUES ('a', 'b', 1, 1)",
    )

    assert [row["seq"] for row in (await contents(other_url))["inbox"]] == [1, 2, 3]


async def test_history_stays_append_only(database_url, other_url, tmp_path):
    """What was put back can be changed as little as what was there."""
    await make(database_url)
    await saved(database_url, tmp_path / "b")
    await restore(tmp_path / "b", other_url, data_dir=tmp_path / "other")

    for table in ("versions", "acts"):
        with pytest.raises(Exception, match="never changed"):
            await execute(other_url, f"UPDATE {table} SET {'body' if table == 'versions' else 'note'} = ''")


async def test_a_database_in_use_is_replaced_only_on_demand(database_url, tmp_path):
    """Without --replace nothing is touched; with it what was there is gone."""
    await make(database_url)
    await saved(database_url, tmp_path / "b")
    before = await contents(database_url)
    await execute(database_url, "DELETE FROM judgements", "UPDATE store SET revision = 77")
    changed = await contents(database_url)

    with pytest.raises(NotEmpty):
        await restore(tmp_path / "b", database_url, data_dir=tmp_path)
    assert await contents(database_url) == changed

    await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)
    assert await contents(database_url) == before | {name: [] for name in ON_THEIR_WAY}


async def test_tables_of_others_are_left_alone(database_url, tmp_path):
    """In PostgreSQL another program may use the same database."""
    if database_url.startswith("sqlite"):
        pytest.skip("an SQLite file is the bot's alone")
    await make(database_url)
    await saved(database_url, tmp_path / "b")
    await execute(database_url, "CREATE TABLE theirs (x INTEGER)", "INSERT INTO theirs VALUES (1)")

    await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)

    await execute(database_url, "INSERT INTO theirs SELECT 1 / count(*) FROM theirs")


async def test_nothing_is_put_back_under_a_running_bot(database_url, tmp_path):
    """The reason says what to do."""
    await make(database_url)
    await saved(database_url, tmp_path / "b")

    if database_url.startswith("sqlite"):
        with InstanceLock(tmp_path), pytest.raises(SecondInstance):
            await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)
        return
    async with opened(database_url) as running, running.connect() as connection:
        await connection.execute(text("SELECT 1"))
        with pytest.raises(StoreLocked, match="stop every one"):
            await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)


async def test_a_backup_shows_one_moment(database_url, tmp_path):
    """Claims are saved all the while: the store's counter and its versions belong together."""
    async with opened(database_url) as engine:
        await migrate(engine, package="claims_db.store")
        await migrate(engine, package="bot.store")
        store = SqlClaimStore(engine)
        writing_on = asyncio.create_task(save_for_ever(store))
        while await store.revision() < 5:
            await asyncio.sleep(0.01)
        for attempt in range(5):
            await back_up(engine, tmp_path / str(attempt))
        writing_on.cancel()
        await asyncio.wait([writing_on])

    for attempt in range(5):
        copy = tmp_path / f"copy-{attempt}" / "allegedly.sqlite3"
        await restore(tmp_path / str(attempt), f"sqlite:///{copy}", data_dir=copy.parent)
        found = await contents(f"sqlite:///{copy}")
        revision = found["store"][0]["revision"]
        assert (len(found["versions"]), found["claims"][0]["revision"]) == (revision, revision)


async def save_for_ever(store):
    claim = await store.save(make_claim(), by="ann")
    while True:
        claim = await store.save(claim, by="ann")


async def test_only_its_owner_can_read_a_backup(database_url, tmp_path):
    """Whatever the umask says; no unfinished file is left."""
    await make(database_url)
    (tmp_path / "here").mkdir()

    before = os.umask(0)
    try:
        await saved(database_url, tmp_path / "here" / "b")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "here" / "b").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["b"]


async def test_kill_9_in_the_middle_leaves_the_old_backup(sqlite_url, tmp_path):
    """The new one takes its place only when it is whole."""
    await make(sqlite_url)
    rows = [f"({number}, 'uk')" for number in range(10, 50_000)]
    await execute(sqlite_url, f"INSERT INTO readers (chat_id, language) VALUES {','.join(rows)}")
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "b").write_text("the old one")

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, sqlite_url, str(folder / "b"), cwd=ROOT
    )
    give_up = time.monotonic() + LIMIT
    while not list(folder.glob(".b.*.unfinished")) and time.monotonic() < give_up:
        await asyncio.sleep(0.001)
    process.kill()

    assert await asyncio.wait_for(process.wait(), LIMIT) == -signal.SIGKILL
    assert (folder / "b").read_text() == "the old one"


async def test_a_disk_without_room_is_said(sqlite_url, tmp_path):
    """No backup, the system's reason, and no half of one."""
    await make(sqlite_url)

    with pytest.raises(BackupError, match="No such file"):
        await saved(sqlite_url, tmp_path / "missing" / "b")


async def test_an_empty_database_is_not_backed_up(sqlite_url, tmp_path):
    """A wrong DATABASE_URL would otherwise pass for a good backup for years."""
    with pytest.raises(BackupError, match="no records"):
        await saved(sqlite_url, tmp_path / "b")


def cut(path):
    path.write_bytes(path.read_bytes()[:-300])


def flip(path):
    """One bit in the middle of the largest entry."""
    with zipfile.ZipFile(path) as file:
        entry = max(file.infolist(), key=lambda info: info.compress_size)
        where = entry.header_offset + 30 + len(entry.filename) + 20 + entry.compress_size // 2
    data = bytearray(path.read_bytes())
    data[where] ^= 1
    path.write_bytes(data)


def rewrite(path, change):
    """The same backup with other entries."""
    with zipfile.ZipFile(path) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    change(entries)
    with zipfile.ZipFile(path, "w") as file:
        for name, data in entries.items():
            file.writestr(name, data)


def without_manifest(path):
    rewrite(path, lambda entries: entries.pop("manifest.json"))


def without_a_row(path):
    rewrite(path, lambda entries: entries.update({"readers.jsonl": entries["readers.jsonl"].rpartition(b"\n[")[0]}))


def with_a_dangling_row(path):
    """A change of an act that there is not."""
    rewrite(
        path,
        lambda entries: entries.update(
            {"act_changes.jsonl": entries["act_changes.jsonl"].replace(b'\n[2,"row-2"', b'\n[7,"row-2"')}
        ),
    )


@pytest.mark.parametrize(
    "damage",
    [cut, flip, without_manifest, without_a_row, with_a_dangling_row, lambda path: path.write_text("no zip")],
)
async def test_a_damaged_backup_changes_nothing(damage, database_url, tmp_path):
    """Cut short, a flipped bit, parts missing: refused by name, and the database is as it was."""
    await make(database_url)
    await saved(database_url, tmp_path / "b")
    before = await contents(database_url)
    damage(tmp_path / "b")

    with pytest.raises(BackupError, match="not a whole backup"):
        await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)

    assert await contents(database_url) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"format": 1', b'"format": 2'), (b'"bot.store": "', b'"bot.store": "9'), (b'"readers"', b'"novelties"')],
)
async def test_a_newer_backup_is_refused(old, new, sqlite_url, tmp_path):
    """An older program does not know what it would lose."""
    await make(sqlite_url)
    await saved(sqlite_url, tmp_path / "b")
    rewrite(
        tmp_path / "b",
        lambda entries: entries.update({"manifest.json": entries["manifest.json"].replace(old, new)}),
    )

    with pytest.raises(BackupError, match="newer release"):
        await restore(tmp_path / "b", sqlite_url, data_dir=tmp_path, replace=True)


async def test_readers_forgotten_since_stay_forgotten(database_url, tmp_path):
    """What the backup still says of them goes; others, and those who came back before it, keep what is theirs."""
    await make(database_url)
    async with opened(database_url) as engine:
        keys = await load_reader_keys(engine)
    gone, back_again, other = keys.of(501), keys.of(502), keys.of(503)
    chats = [{"chat_id": chat, "language": "uk"} for chat in (501, 502, 503)]
    ask = "(entry_id, reader_key, digest, language, hears, at) VALUES"
    await execute(
        database_url,
        insert(readers).values(chats),
        *(f"INSERT INTO judgements VALUES ('{key}', 'a', 'useful', NULL, 1)" for key in (gone, other)),
        *(f"INSERT INTO asks {ask} ({entry}, '{key}', '', '', false, 1)" for entry, key in ((1, gone), (1, other))),
        f"INSERT INTO asks {ask} (2, '{gone}', '', '', false, 1)",
        "DELETE FROM asks WHERE entry_id = 2 AND reader_key = 'row-2'",
        "UPDATE ask_entries SET demand = 3",
        "UPDATE ask_entries SET text = 'canary-4711' WHERE id = 2",
        insert(forgotten).values(reader_key=back_again, at=time.time() - 1000),
    )
    await saved(database_url, tmp_path / "b")
    await execute(database_url, insert(forgotten).values(reader_key=gone, at=time.time() + 1))

    await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)

    found = await contents(database_url)
    assert {row["chat_id"] for row in found["readers"]} == {1, 2, 502, 503}
    assert {row["reader_key"] for row in found["judgements"]} == {"row-1", "row-2", other}
    assert {row["reader_key"] for row in found["asks"]} == {"row-1", other}
    assert [(row["id"], row["demand"]) for row in found["ask_entries"]] == [(1, 2)]
    assert {row["reader_key"] for row in found["forgotten"]} >= {gone, back_again}
    if database_url.startswith("sqlite"):
        left = [path for path in tmp_path.iterdir() if path.name.startswith((".", "allegedly"))]
        assert left
        assert all(b"canary-4711" not in path.read_bytes() for path in left)


async def test_a_database_put_back_has_its_own_cache(sqlite_url, tmp_path):
    """Its revisions are counted again, so findings cached for the old one must not fit; readers' keys stay."""
    await make(sqlite_url)
    await execute(sqlite_url, "DELETE FROM install")
    async with opened(sqlite_url) as engine:
        secret, keys = await load_secret(engine, FINDINGS_KEY), await load_reader_keys(engine)
        await back_up(engine, tmp_path / "b")

    await restore(tmp_path / "b", sqlite_url, data_dir=tmp_path, replace=True)

    async with opened(sqlite_url) as engine:
        assert await load_secret(engine, FINDINGS_KEY) != secret
        assert (await load_reader_keys(engine)).of(1) == keys.of(1)


async def test_a_damaged_database_is_replaced(sqlite_url, tmp_path):
    """The very case that backups are for; and what is damaged is not backed up over a good one."""
    await make(sqlite_url)
    await saved(sqlite_url, tmp_path / "b")
    file = tmp_path / "allegedly.sqlite3"
    before = await contents(sqlite_url)
    good = (tmp_path / "b").read_bytes()
    file.write_bytes(b"no database at all" * 1000)

    with pytest.raises(Exception, match="not a database"):
        await saved(sqlite_url, tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == good

    await restore(tmp_path / "b", sqlite_url, data_dir=tmp_path, replace=True)
    assert await contents(sqlite_url) == before | {name: [] for name in ON_THEIR_WAY}
