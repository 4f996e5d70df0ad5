"""Putting a backup into an SQLite file: a new one is filled beside it and takes its place at the end."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from bot.backup.archive import Archive, sync_folder
from bot.backup.errors import DamagedBackup, NotEmpty
from bot.backup.loading import is_used, load
from bot.backup.scrubbing import tombstones
from bot.store.lock import InstanceLock
from claims_db.errors import StoreUnavailable
from claims_db.store.database import open_engine, reading, sqlite_url, writing
from claims_db.store.failures import place

_SIDE_FILES = ("-wal", "-shm", "-journal")


async def restore_file(archive: Archive, target: Path, *, data_dir: Path, replace: bool) -> None:
    """Put `archive` in the place of the file `target`, all of it or nothing.

    Raises:
        NotEmpty, DamagedBackup: see `restore`.
        StoreLocked: a bot runs on `data_dir`. StoreUnavailable: the file can't be made.
    """
    try:
        _make_folder(data_dir)
        with InstanceLock(data_dir):
            await _restore(archive, target, replace=replace)
    except OSError as error:
        raise StoreUnavailable(f"the database {target} can't be replaced: {error.strerror}; check its folder") from None


async def _restore(archive: Archive, target: Path, *, replace: bool) -> None:
    forgotten = await _look_into(target, replace=replace)
    draft = target.with_name(f".{target.name}.restored")
    try:
        _remove(draft)
        engine = open_engine(sqlite_url(draft))
        try:
            async with writing(engine) as connection:
                await connection.run_sync(load, archive, forgotten)
        finally:
            await engine.dispose()
        _close_up(draft, archive)
        _put_in_place(draft, target)
    finally:
        _remove(draft)


async def _look_into(target: Path, *, replace: bool) -> Mapping[str, float]:
    """Who was forgotten, as the database there tells; one that is damaged tells nothing."""
    engine = open_engine(sqlite_url(target))
    try:
        async with reading(engine) as connection:
            if await connection.run_sync(is_used) and not replace:
                raise NotEmpty(place(engine.url))
            return await connection.run_sync(tombstones)
    except StoreUnavailable:
        if not replace:
            raise
        return {}
    finally:
        await engine.dispose()


def _close_up(draft: Path, archive: Archive) -> None:
    """Bring all of it into the one file, onto the disk, and look whether it is sound."""
    with closing(sqlite3.connect(draft)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sound = database.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not sound or database.execute("PRAGMA foreign_key_check").fetchone():
            raise DamagedBackup(archive.path, "rows that do not fit together")
    handle = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(draft: Path, target: Path) -> None:
    """Take the old file's place; its side files go first, beside the new one they would be taken for its own."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in _SIDE_FILES:
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    draft.replace(target)
    sync_folder(target.parent)


def _remove(draft: Path) -> None:
    for suffix in ("", *_SIDE_FILES):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
