"""What is no whole backup changes nothing, and what is no whole database is not backed up."""

import asyncio
import signal
import sys
import time
import zipfile
from contextlib import suppress

import pytest

from bot.backup import BackupError, restore
from bot.backup.archive import reading_archive
from bot.backup.tables import ON_THEIR_WAY
from tests.bot.backup.contents import LIMIT, ROOT, contents, execute, make, saved

PROGRAM = """
import asyncio, sys
from pathlib import Path
from bot.backup import back_up
from claims_db.store.database import open_engine

async def main():
    await back_up(open_engine(sys.argv[1]), Path(sys.argv[2]))

asyncio.run(main())
"""


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


async def test_any_flipped_bit_is_found_or_harmless(sqlite_url, tmp_path):
    """Wherever a byte is wrong, the backup is refused by name or reads as it was written; nothing else is raised."""
    await make(sqlite_url)
    await saved(sqlite_url, tmp_path / "b")
    whole, path = (tmp_path / "b").read_bytes(), tmp_path / "flipped"

    refused = 0
    for where in range(0, len(whole), 7):
        path.write_bytes(whole[:where] + bytes([whole[where] ^ 1 << where % 8]) + whole[where + 1 :])
        with suppress(BackupError):
            with reading_archive(path) as archive:
                archive.check()
            continue
        refused += 1

    assert refused > 100


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
